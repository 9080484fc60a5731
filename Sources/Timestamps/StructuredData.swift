import Lines

extension Span where Element == UInt8 {
  /// Past RFC 5424's structured data at `start` and the blanks behind it, where the message begins.
  func structuredDataEnd(_ start: Int) -> Int? {
    guard start < count else { return nil }
    var at = start
    if self[at] == UInt8(ascii: "-") { at += 1 }
    while at < count, self[at] == UInt8(ascii: "[") {
      var quoted = false
      while at < count, quoted || self[at] != UInt8(ascii: "]") {
        if self[at] == UInt8(ascii: "\\") {
          at += 1
        } else if self[at] == UInt8(ascii: "\"") {
          quoted.toggle()
        }
        at += 1
      }
      at += 1
    }
    if at == start || at > count { return nil }
    // rsyslog's template leaves the blank that stood behind the tag: two blanks.
    at = end(from: at) { $0 == UInt8(ascii: " ") }
    return holds("\u{FEFF}", at: at) ? at + 3 : at
  }
}
