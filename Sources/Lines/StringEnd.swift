extension Span where Element == UInt8 {
  /// Where the `"` stands that ends the JSON string begun before `start` (`count` when none does), and
  /// whether a backslash stands inside.
  @inlinable @inline(__always) public func stringEnd(from start: Int) -> (end: Int, escaped: Bool) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    precondition(start >= 0)
    var i = start
    while i &+ 8 <= count {
      let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self)
      // The top bit of a byte that is one of the two; above the first it may be wrong.
      let quote = (word ^ (ones &* 0x22)) &- ones
      let slash = (word ^ (ones &* 0x5C)) &- ones
      let found = (quote | slash) & ~word & tops
      if found != 0 {
        i &+= found.trailingZeroBitCount &>> 3
        // The lowest bit of all is right: it is a quote's, or the string goes on behind a backslash.
        let isQuote = found & (0 &- found) & quote != 0
        return isQuote ? (i, false) : (escapedStringEnd(from: i), true)
      }
      i &+= 8
    }
    return lastStringEnd(from: i)
  }

  /// The same in the last bytes.
  @inline(never) @usableFromInline func lastStringEnd(from start: Int) -> (end: Int, escaped: Bool) {
    var i = start
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
