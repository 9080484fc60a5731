import Lines

/// Fields of a line, parted by blanks, tabs and NULs.
struct Fields {
  var at: Int

  /// The next field; empty when there is none.
  @inline(__always) mutating func next(_ line: borrowing Span<UInt8>) -> Range<Int> {
    while at < line.count, Self.isSeparator(line[at]) { at &+= 1 }
    let start = at
    while at < line.count, !Self.isSeparator(line[at]) { at &+= 1 }
    return start..<at
  }

  @inline(__always) static func isSeparator(_ byte: UInt8) -> Bool {
    byte <= 32 && (byte == 32 || byte == 9 || byte == 0)
  }
}

extension Span where Element == UInt8 {
  /// As C programs read a number: the digits at the head, wrapping at 2^64, 0 when there is none.
  func wrappedDecimal(_ range: Range<Int>) -> UInt64 {
    var value: UInt64 = 0
    for i in range {
      guard self[i] &- 48 < 10 else { break }
      value = value &* 10 &+ UInt64(self[i] &- 48)
    }
    return value
  }

  /// Whether the field begins with `text`.
  func begins(_ text: StaticString, _ field: Range<Int>) -> Bool {
    field.count >= text.utf8CodeUnitCount && holds(text, at: field.lowerBound)
  }
}
