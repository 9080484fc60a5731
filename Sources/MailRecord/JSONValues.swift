import Lines

/// The grammar of JSON, as far as it is needed to walk over values; see RFC 8259.
extension Span where Element == UInt8 {
  /// The element of a JSON array at or behind `start`, with its quotes or brackets, or nil behind the last.
  ///
  ///     ["a",{"b":2}]   from 1: 1..<4; from 4: 5..<12; from 12: nil
  ///
  /// - Parameter start: behind the opening bracket, or behind the element before.
  public func element(from start: Int) -> Range<Int>? {
    var at = skipBlanks(start)
    if at < count, self[at] == UInt8(ascii: ",") { at = skipBlanks(at &+ 1) }
    guard at < count, self[at] != UInt8(ascii: "]"), let value = value(at: at) else { return nil }
    return at..<value.next
  }

  /// Past blanks, as JSON has them.
  @inline(__always) public func skipBlanks(_ start: Int) -> Int {
    var i = start
    while i < count, self[i] <= 0x20, self[i] == 0x20 || self[i] == 9 || self[i] == 13 { i &+= 1 }
    return i
  }

  /// One JSON value: where it starts and ends (strings without their quotes), and what comes after.
  @inline(__always) public func value(at start: Int) -> (start: Int, end: Int, next: Int, escaped: Bool)? {
    guard start < count else { return nil }
    switch self[start] {
    case UInt8(ascii: "\""):
      let string = stringEnd(from: start &+ 1)
      return string.end < count ? (start &+ 1, string.end, string.end &+ 1, string.escaped) : nil
    default:
      guard let end = bareEnd(from: start) else { return nil }
      return (start, end, end, false)
    }
  }

  /// Past a JSON value that is no string; nil when there is none.
  @inline(__always) func bareEnd(from start: Int) -> Int? {
    if self[start] | 0x20 == UInt8(ascii: "{") { return nestedEnd(start) }
    let end = end(from: start) { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") && $0 > 0x20 }
    return end > start ? end : nil
  }

  /// Past the bracket that closes the one at `start`; nil when it is not there.
  private func nestedEnd(_ start: Int) -> Int? {
    var depth = 0
    var i = start
    while i < count {
      switch self[i] {
      case UInt8(ascii: "\""): i = stringEnd(from: i + 1).end
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return i + 1 }
      default: break
      }
      i += 1
    }
    return nil
  }
}
