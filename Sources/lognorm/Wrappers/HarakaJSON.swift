import Lines

/// Opens an object of Haraka's with `format=json`: the line within is what its default format would have been.
///
///     {"level":"NOTICE","uuid":"3E6A027F-....1","origin":"core","message":"queue","code":"OK","msg":"ok 1478 qp 49"}
///     [NOTICE] [3E6A027F-....1] [core] queue code=OK msg="ok 1478 qp 49"
///
/// - Source: Haraka 3.1's logger.js.
func openHarakaJSON(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  var members: [(key: Range<Int>, value: Range<Int>, isText: Bool)] = []
  guard line.holds("{\"level\":", at: start),
    line.eachMember(of: start, { key, value, isText in members.append((key, value, isText)) })
  else { return false }
  var text: [UInt8] = []
  for name: StaticString in ["level", "uuid", "origin", "message"] {
    guard let member = members.first(where: { line.extracting($0.key).equals(name) }), member.isText else {
      return false
    }
    let isMessage = name.utf8CodeUnitCount == 7
    if !isMessage { text.append(UInt8(ascii: "[")) }
    text.append(unescaping: line.extracting(member.value))
    if !isMessage { text += [UInt8(ascii: "]"), UInt8(ascii: " ")] }
  }
  for member in members.dropFirst(4) {
    text.append(UInt8(ascii: " "))
    text.append(line.extracting(member.key))
    text.append(UInt8(ascii: "="))
    // A value without blanks stands without quotes; one that has them is escaped in both forms alike.
    let hasBlanks =
      line.end(from: member.value.lowerBound) { $0 > 32 && $0 != 0x5C } < member.value.upperBound
    let isQuoted = member.isText && (hasBlanks || member.value.isEmpty)
    if isQuoted { text.append(UInt8(ascii: "\"")) }
    text.append(line.extracting(member.value))
    if isQuoted { text.append(UInt8(ascii: "\"")) }
  }
  envelope.hold(text.span)
  return true
}

extension Span where Element == UInt8 {
  /// Calls `body` with the places of each member's key and value, and whether that is a string; false when the
  /// object at `start` is cut, or something follows.
  fileprivate func eachMember(of start: Int, _ body: (Range<Int>, Range<Int>, Bool) -> Void) -> Bool {
    var at = skipBlanks(start + 1)
    while at < count, self[at] == UInt8(ascii: "\"") {
      let key = at + 1..<stringEnd(from: at + 1).end
      at = skipBlanks(key.upperBound + 1)
      guard key.upperBound < count, holds(":", at: at) else { return false }
      let first = skipBlanks(at + 1)
      guard let value = value(at: first) else { return false }
      body(key, value.start..<value.end, self[first] == UInt8(ascii: "\""))
      at = skipBlanks(value.next)
      if holds("}", at: at) { return skipBlanks(at + 1) == count }
      guard holds(",", at: at) else { return false }
      at = skipBlanks(at + 1)
    }
    return false
  }
}
