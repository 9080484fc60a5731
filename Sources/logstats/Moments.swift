import Lines
import Timestamps

/// Moments as nanoseconds since 1970, from 1970 to 2261.
let billion: Int64 = 1_000_000_000

/// The last second that nanoseconds in 64 bits can tell.
let lastSecond: UInt64 = 9_200_000_000

extension Span where Element == UInt8 {
  /// Reads `1795219852.396678500`: digits past the ninth of the fraction are dropped, what is no number is 0.
  func nanoseconds(_ range: Range<Int>) -> Int64 {
    if range.count == 20, range.lowerBound &+ 24 <= count, let value = nanosecondStamp(range.lowerBound) {
      return value
    }
    guard let whole = decimal(at: range.lowerBound) else { return 0 }
    let seconds = Int64(Swift.min(whole.value, lastSecond)) * billion
    guard whole.end < range.upperBound, self[whole.end] == UInt8(ascii: "."),
      let part = fraction(self, at: whole.end + 1)
    else { return seconds }
    return seconds + Int64(part.nanoseconds)
  }

  /// The usual shape, ten digits, point, nine digits: three words instead of nineteen steps.
  @inline(__always) private func nanosecondStamp(_ start: Int) -> Int64? {
    guard self[start &+ 10] == UInt8(ascii: "."), let head = eightDigits(word(at: start)),
      let middle = eightDigits(word(at: start &+ 11)), let pair = digit(start &+ 8),
      let unit = digit(start &+ 9), let last = digit(start &+ 19), head < 90_000_000
    else { return nil }
    return (head &* 100 &+ pair &* 10 &+ unit) &* billion &+ middle &* 10 &+ last
  }

  @inline(__always) private func digit(_ at: Int) -> Int64? {
    let digit = self[at] &- 48
    return digit < 10 ? Int64(digit) : nil
  }
}

/// The number that eight decimal digits make, the first in the lowest byte of `text`; nil when one is none.
@inline(__always) private func eightDigits(_ text: UInt64) -> Int64? {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let digits = text ^ (ones &* 0x30)
  guard (digits | (digits &+ ones &* 0x06)) & (ones &* 0xF0) == 0 else { return nil }
  // Pairs, then fours, then all eight: each step joins neighbours by one multiplication.
  let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
  let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
  return Int64(truncatingIfNeeded: (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF)
}
