import Glibc

/// Looking at bytes in place: search, comparison, numbers. Nothing here copies or allocates.
extension Span where Element == UInt8 {
  /// Where `byte` first stands at or after `start`, or nil.
  @inlinable public func position(of byte: UInt8, from start: Int = 0) -> Int? {
    let rest = count &- start
    guard start >= 0, rest > 0 else { return nil }
    return unsafe withUnsafeBytes { bytes in
      let base = unsafe bytes.baseAddress.unsafelyUnwrapped
      guard let found = unsafe memchr(base + start, Int32(byte), rest) else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Where `byte` last stands before `end`, or nil.
  @inlinable public func lastPosition(of byte: UInt8, before end: Int? = nil) -> Int? {
    var i = end ?? count
    while i > 0 {
      i &-= 1
      if self[i] == byte { return i }
    }
    return nil
  }

  /// Where `text` first stands at or after `start`, or nil.
  public func position(of text: StaticString, from start: Int = 0) -> Int? {
    let first = unsafe text.utf8Start.pointee
    var at = start
    while let found = position(of: first, from: at) {
      if holds(text, at: found) { return found }
      at = found + 1
    }
    return nil
  }

  /// Where `text` last stands, or nil: what an attacker wrote further left does not matter.
  public func lastPosition(of text: StaticString, before end: Int? = nil) -> Int? {
    let first = unsafe text.utf8Start.pointee
    var at = end ?? count
    while let found = lastPosition(of: first, before: at) {
      if holds(text, at: found) { return found }
      at = found
    }
    return nil
  }

  /// Whether `text` stands at offset `start`.
  @inlinable @inline(__always) public func holds(_ text: StaticString, at start: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard start >= 0, start &+ length <= count else { return false }
    return unsafe withUnsafeBytes { bytes in
      unsafe memcmp(bytes.baseAddress.unsafelyUnwrapped + start, text.utf8Start, length) == 0
    }
  }

  /// Whether `text` stands at the very end.
  @inlinable public func ends(with text: StaticString) -> Bool {
    holds(text, at: count - text.utf8CodeUnitCount)
  }

  /// Whether the bytes are `text` and nothing else.
  @inlinable public func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && holds(text, at: 0)
  }

  /// Whether both hold the same bytes.
  @inlinable public func equals(_ other: borrowing Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    if count == 0 { return true }
    return unsafe withUnsafeBytes { mine in
      unsafe other.withUnsafeBytes { theirs in
        unsafe memcmp(mine.baseAddress.unsafelyUnwrapped, theirs.baseAddress.unsafelyUnwrapped, mine.count)
          == 0
      }
    }
  }

  /// Byte order: less than 0, 0 or more than 0, as memcmp with the shorter one first.
  public func compare(_ other: borrowing Span<UInt8>) -> Int {
    let common = Swift.min(count, other.count)
    var i = 0
    while i &+ 8 <= common, word(at: i) == other.word(at: i) { i &+= 8 }
    while i < common {
      if self[i] != other[i] { return self[i] < other[i] ? -1 : 1 }
      i &+= 1
    }
    return count - other.count
  }

  /// Where the run of bytes for which `test` holds ends, from `start` on.
  @inlinable public func end(from start: Int, while test: (UInt8) -> Bool) -> Int {
    var i = start
    while i < count, test(self[i]) { i &+= 1 }
    return i
  }

  /// The decimal number at `start`, and where it ends; nil when no digit stands there or it overflows.
  @inlinable public func decimal(at start: Int) -> (value: UInt64, end: Int)? {
    var value: UInt64 = 0
    var i = start
    // 19 digits always fit; longer runs take the checked way.
    while i < count, self[i] &- 48 < 10, i &- start < 19 {
      value = value &* 10 &+ UInt64(self[i] &- 48)
      i &+= 1
    }
    if i == start { return nil }
    if i < count, self[i] &- 48 < 10 { return longDecimal(at: start) }
    return (value, i)
  }

  @inline(never) @usableFromInline
  func longDecimal(at start: Int) -> (value: UInt64, end: Int)? {
    var value: UInt64 = 0
    var i = start
    while i < count, self[i] &- 48 < 10 {
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(self[i] &- 48))
      if over || carry { return nil }
      value = sum
      i &+= 1
    }
    return (value, i)
  }

  /// The decimal number that fills `range`; nil when another byte stands there, when it is empty or overflows.
  @inlinable public func decimal(_ range: Range<Int>) -> UInt64? {
    guard let number = decimal(at: range.lowerBound), number.end == range.upperBound else { return nil }
    return number.value
  }

  /// The lower-case hexadecimal number that fills `range`; nil when a byte is no hex digit.
  @inlinable @inline(__always) public func hexadecimal(_ range: Range<Int>) -> UInt64? {
    guard range.upperBound <= count else { return nil }
    var value: UInt64 = 0
    var i = range.lowerBound
    while i &+ 8 <= range.upperBound {
      guard let eight = eightHexDigits(word(at: i)) else { return nil }
      value = value &<< 32 | eight
      i &+= 8
    }
    while i < range.upperBound {
      let digit = self[i] &- 48 <= 9 ? self[i] &- 48 : self[i] &- 87
      guard digit <= 15, self[i] < 58 || digit >= 10 else { return nil }
      value = value &<< 4 | UInt64(digit)
      i &+= 1
    }
    return value
  }

  /// The bytes that pairs of hexadecimal digits of either case stand for, NULs as blanks: `6C73002D6C` is `ls -l`.
  public var decodedHexadecimal: [UInt8] {
    (0..<count / 2).map { i in
      let byte = Self.hexDigit(self[2 * i]) &<< 4 | Self.hexDigit(self[2 * i + 1])
      return byte == 0 ? UInt8(ascii: " ") : byte
    }
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte &- 48 : (byte | 0x20) &- 87 }

  /// The eight bytes at `at` as one little-endian number, zero-filled past the end.
  @inlinable @inline(__always) public func word(at start: Int) -> UInt64 {
    if start >= 0, start &+ 8 <= count {
      return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
    }
    return lastWord(at: start)
  }

  @inline(never) @usableFromInline func lastWord(at start: Int) -> UInt64 {
    var value: UInt64 = 0
    var i = count
    while i > start {
      i &-= 1
      value = value &<< 8 | UInt64(self[i])
    }
    return value
  }

  /// All of fewer than eight bytes as one little-endian number, filled up with blanks.
  @inlinable @inline(__always) var shortWord: UInt64 {
    let blanks: UInt64 = 0x2020_2020_2020_2020
    return unsafe withUnsafeBytes { bytes in
      let n = bytes.count
      if n >= 4 {
        let low = unsafe UInt64(bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        let high = unsafe UInt64(bytes.loadUnaligned(fromByteOffset: n &- 4, as: UInt32.self))
        return low | high &<< UInt64(8 &* (n &- 4)) | blanks &<< UInt64(8 &* n)
      }
      if n == 0 { return blanks }
      let first = unsafe UInt64(bytes[0])
      let middle = unsafe UInt64(bytes[n &>> 1]) &<< UInt64(8 &* (n &>> 1))
      let last = unsafe UInt64(bytes[n &- 1]) &<< UInt64(8 &* (n &- 1))
      return first | middle | last | blanks &<< UInt64(8 &* n)
    }
  }

  /// A copy as text, for messages and names; invalid UTF-8 becomes U+FFFD.
  public var string: String {
    unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// A copy as an array.
  public var array: [UInt8] { unsafe withUnsafeBytes { unsafe [UInt8]($0) } }
}

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

/// The number that eight lower-case hex digits make, the first in the lowest byte of `text`.
@inlinable @inline(__always) func eightHexDigits(_ text: UInt64) -> UInt64? {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let tops: UInt64 = 0x8080_8080_8080_8080
  // A letter has bit 6 set; `a` is 0x61, so that its low four bits are 9 less than its value.
  let letter = text &>> 6 & ones
  let value = text & (ones &* 0x0F) &+ letter &* 9
  // No other bit may be set, digits go to 9 and letters from 10 to 15.
  guard value &+ ones &* 0x30 &+ letter &* 0x27 == text,
    (value &+ (ones ^ letter) &* 6) & (ones &* 0xF0) == 0,
    (value &+ letter &* 0x76) & tops == letter &<< 7
  else { return nil }
  var packed = value.byteSwapped
  packed = (packed | packed &>> 4) & 0x00FF_00FF_00FF_00FF
  packed = (packed | packed &>> 8) & 0x0000_FFFF_0000_FFFF
  return (packed | packed &>> 16) & 0xFFFF_FFFF
}
