/// Numbers written as digits, read in place.
extension Span where Element == UInt8 {
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
