import Glibc

/// Looking at bytes in place: search and comparison. Nothing here copies or allocates.
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
  public func lastPosition(of byte: UInt8, before end: Int? = nil) -> Int? {
    var i = end ?? count
    let ones: UInt64 = 0x0101_0101_0101_0101
    while i >= 8 {
      // The byte is where the difference is zero: only below one may the top bit say so wrongly, to be looked at.
      let unlike = word(at: i &- 8) ^ ones &* UInt64(byte)
      if (unlike &- ones) & ~unlike & 0x8080_8080_8080_8080 != 0 { break }
      i &-= 8
    }
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

  /// Where `text` last stands whole before `end`, or nil: what an attacker wrote further left does not matter.
  public func lastPosition(of text: StaticString, before end: Int? = nil) -> Int? {
    let first = unsafe text.utf8Start.pointee
    var at = Swift.max(0, (end ?? count) - text.utf8CodeUnitCount + 1)
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

  /// Whether `capitals` stand at offset `start`, in letters of either case.
  public func holdsAnyCase(_ capitals: StaticString, at start: Int) -> Bool {
    let length = capitals.utf8CodeUnitCount
    guard start >= 0, start &+ length <= count else { return false }
    for i in 0..<length where unsafe self[start &+ i] & 0xDF != capitals.utf8Start[i] { return false }
    return true
  }

  /// Whether the bytes of `other` in `range` stand at offset `start`.
  @inlinable @inline(__always)
  public func holds(_ other: borrowing Span<UInt8>, _ range: Range<Int>, at start: Int) -> Bool {
    guard start >= 0, start &+ range.count <= count else { return false }
    var i = 0
    while i &+ 8 <= range.count {
      if word(at: start &+ i) != other.word(at: range.lowerBound &+ i) { return false }
      i &+= 8
    }
    if i == range.count { return true }
    let unlike = word(at: start &+ i) ^ other.word(at: range.lowerBound &+ i)
    return unlike &<< UInt64(64 &- 8 &* (range.count &- i)) == 0
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

  /// The eight bytes at `at` as one little-endian number, zero-filled past the end.
  @inlinable @inline(__always) public func word(at start: Int) -> UInt64 {
    if start >= 0, start &+ 8 <= count {
      return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
    }
    return lastWord(at: start)
  }

  @inline(never) @usableFromInline func lastWord(at start: Int) -> UInt64 {
    if start >= count { return 0 }
    // The bytes before it are shifted out.
    if start >= 0, count >= 8 { return word(at: count &- 8) &>> UInt64(8 &* (start &- count &+ 8)) }
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
