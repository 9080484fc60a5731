import Lines

/// Reads times as `TimeWriter` writes them, and remembers the last day: neighbours in a log share it.
///
///     2026-11-21T00:17:11.514847Z
///
/// Every other RFC 3339 time with a zone is taken too.
public struct TimeReader: ~Copyable {
  /// `2026-11-` and `21T` as words.
  private var month: UInt64 = 0
  private var day: UInt64 = 0
  /// When that day begins.
  private var midnight: Int64 = 0

  public init() {}

  /// The time that fills `range`; nil when there is none.
  public mutating func read(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Instant? {
    let start = range.lowerBound
    guard line.word(at: start) == month, line.word(at: start &+ 8) & 0xFF_FFFF == day,
      let time = ClockTime(line, at: start &+ 11)
    else { return readAny(line, range) }
    var instant = Instant(seconds: midnight &+ Int64(time.second))
    var end = start &+ 19
    if end < line.count, line[end] == UInt8(ascii: "."), let part = fraction(line, at: end &+ 1) {
      (instant.nanoseconds, instant.digits, end) = part
    }
    return end &+ 1 == range.upperBound && line[end] == UInt8(ascii: "Z") ? instant : readAny(line, range)
  }

  @inline(never) private mutating func readAny(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Instant?
  {
    let start = range.lowerBound
    guard let stamp = RFC3339(line, at: start), stamp.end == range.upperBound,
      let instant = stamp.instant
    else { return nil }
    if let time = ClockTime(line, at: start + 11) {
      (month, day) = (line.word(at: start), line.word(at: start + 8) & 0xFF_FFFF)
      midnight = stamp.wall.seconds - Int64(time.second)
    }
    return instant
  }
}
