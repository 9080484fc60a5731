extension Span where Element == UInt8 {
  /// Where the `"` stands that ends the JSON string begun before `start` (`count` when none does), and
  /// whether a backslash stands inside.
  @inlinable @inline(__always) public func stringEnd(from start: Int) -> (end: Int, escaped: Bool) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var i = start
    while i &+ 8 <= count {
      let word = word(at: i)
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let found = ((quote &- ones) & ~quote | (slash &- ones) & ~slash) & tops
      if found != 0 {
        i &+= found.trailingZeroBitCount &>> 3
        return self[i] == UInt8(ascii: "\"") ? (i, false) : (escapedStringEnd(from: i), true)
      }
      i &+= 8
    }
    while i < count {
      if self[i] == UInt8(ascii: "\"") { return (i, false) }
      if self[i] == UInt8(ascii: "\\") { return (escapedStringEnd(from: i), true) }
      i &+= 1
    }
    return (count, false)
  }

  /// The same from a backslash on.
  @inline(never) @usableFromInline func escapedStringEnd(from start: Int) -> Int {
    var i = start
    while i < count {
      if self[i] == UInt8(ascii: "\"") { return i }
      i += self[i] == UInt8(ascii: "\\") ? 2 : 1
    }
    return count
  }
}
