import Lines

/// The two other labels of TAI64: TAI64's own, without nanoseconds, and TAI64NA's, with attoseconds behind them.
///
///     @4000000037c219bf                     is   935467445 s after 1970-01-01 00:00:00 UTC
///     @4000000037c219bf2ef02e9400000000     is   935467445.787492500 s; what is less than a nanosecond is left out
///
/// - Source: https://cr.yp.to/libtai/tai64.html.
struct TAI64 {
  let instant: Instant
  /// Where the label ends.
  let end: Int

  /// Reads the label at the head of `line`; nil unless a blank or the line's end stands behind it.
  init?(_ line: borrowing Span<UInt8>, _ clock: TAI64N.Clock) {
    let digits = line.end(from: min(1, line.count)) { $0 &- 48 < 10 || $0 &- 97 < 6 } - 1
    end = digits + 1
    guard end == line.count || line[end] == UInt8(ascii: " ") else { return nil }
    if digits == 32, let label = TAI64N(line), let instant = label.instant(clock) {
      self.instant = instant
    } else if digits == 16,
      let instant = TAI64N((line.extracting(0..<17).array + Self.zeros).span)?.instant(clock)
    {
      self.instant = Instant(seconds: instant.seconds)
    } else {
      return nil
    }
  }

  /// The nanoseconds of a label without them.
  private static let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: 8)
}
