import Lines

/// What awk makes of stamps: doubles, which near today have steps of 2^-22 s.
///
/// Our sums are exact. Two things that qmailanalog prints hang on its doubles all the same: which ddelays
/// zddist takes for the same, and which way a sum goes that is exactly between two hundredths.
extension Output {
  /// The difference of two moments as awk prints it, in seconds with six digits.
  mutating func append(awkDifference end: Int64, _ start: Int64) {
    let difference = awkNumber(end) - awkNumber(start)
    if difference < 0 { append(UInt8(ascii: "-")) }
    let value = difference.magnitude
    if value == value.rounded() { return append(decimal: UInt64(value)) }
    append(SixDigits(value))
  }
}

/// How many of awk's steps go on a second.
private let ticks: Int64 = 1 << 24

/// The difference of two moments as awk has it, in ticks: a whole number since 1978, so that it adds.
@inline(__always) func awkTicks(_ end: Int64, _ start: Int64) -> Int64 {
  Int64((awkNumber(end) - awkNumber(start)) * Double(ticks))
}

/// A sum of nanoseconds, moved by one towards awk's sum when it is just between two hundredths.
func leaning(_ nanoseconds: Int128, towards sum: Int128) -> Int128 {
  let hundredth: Int128 = 10_000_000
  guard nanoseconds.magnitude % hundredth.magnitude == hundredth.magnitude / 2 else { return nanoseconds }
  return nanoseconds + (sum * Int128(billion) - nanoseconds * Int128(ticks)).signum()
}

/// The double nearest to a moment in seconds; both parts are exact enough that their sum is rounded right.
@inline(__always) private func awkNumber(_ moment: Int64) -> Double {
  let (seconds, rest) = moment.quotientAndRemainder(dividingBy: billion)
  return Double(seconds) + Double(rest) / 1e9
}
