import Lines
import Timestamps

/// Moments as nanoseconds since 1970, from 1970 to 2261.
let billion: Int64 = 1_000_000_000

/// The last second that nanoseconds in 64 bits can tell.
let lastSecond: UInt64 = 9_200_000_000

extension Span where Element == UInt8 {
  /// Reads `1795219852.396678500`: digits past the ninth of the fraction are dropped, what is no number is 0.
  func nanoseconds(_ range: Range<Int>) -> Int64 {
    if range.count >= 12, range.count <= 20, range.lowerBound &+ 24 <= count,
      let value = usualStamp(range.lowerBound, range.count &- 11)
    {
      return value
    }
    guard let whole = decimal(at: range.lowerBound) else { return 0 }
    let seconds = Int64(Swift.min(whole.value, lastSecond)) * billion
    guard whole.end < range.upperBound, self[whole.end] == UInt8(ascii: "."),
      let part = fraction(self, at: whole.end + 1)
    else { return seconds }
    return seconds + Int64(part.nanoseconds)
  }

  /// The usual shape, ten digits, point, up to nine digits: a few words instead of twenty steps.
  @inline(__always) private func usualStamp(_ start: Int, _ places: Int) -> Int64? {
    guard self[start &+ 10] == UInt8(ascii: "."), let head = eightDigits(word(at: start)), head < 90_000_000,
      let ten = digit(start &+ 8), let unit = digit(start &+ 9)
    else { return nil }
    let seconds = (head &* 100 &+ ten &* 10 &+ unit) &* billion
    let word = word(at: start &+ 11)
    if places == 9 {
      guard let part = eightDigits(word), let last = digit(start &+ 19) else { return nil }
      return seconds &+ part &* 10 &+ last
    }
    // What follows the fraction is shifted out, zeros come in before it.
    let zeros: UInt64 = 0x3030_3030_3030_3030
    let padded = word &<< UInt64(64 &- 8 &* places) | zeros &>> UInt64(8 &* places)
    guard var part = eightDigits(places == 8 ? word : padded) else { return nil }
    if places == 6 { return seconds &+ part &* 1000 }
    for _ in places..<9 { part &*= 10 }
    return seconds &+ part
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
