import Lines

/// Seconds since 1970 in decimal, with or without a fraction, as splogger, tai64nfrac and `date +%s` write them.
///
///     1795217450.054717
///
/// Ten digits are asked for (2001-09-09 to 2286): shorter numbers at the head of a line are seldom times.
public struct Epoch: Equatable, Sendable {
  public var instant: Instant
  public var end: Int

  public init?(_ line: borrowing Span<UInt8>, at start: Int = 0) {
    guard let whole = line.decimal(at: start), whole.end - start >= 9, whole.end - start <= 11,
      Int64(whole.value) < Instant.end
    else { return nil }
    instant = Instant(seconds: Int64(whole.value))
    end = whole.end
    if end < line.count, line[end] == UInt8(ascii: ".") {
      guard let part = fraction(line, at: end + 1) else { return nil }
      (instant.nanoseconds, instant.digits, end) = part
    }
  }
}
