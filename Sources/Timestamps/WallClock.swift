import Lines

/// Tells what a clock on the wall shows, and asks the zone files once for a quarter of an hour of log.
///
///     935467445 in Europe/Vienna is 06:04:05, so 935474645: the seconds at which UTC shows that
///
/// The first and the last second of the quarter are asked for; where they differ from UTC by the same, so do
/// all between. Where they don't (a change to summer time, a leap second in TZ=right/...), nothing is
/// remembered.
public struct WallClock: Sendable {
  private static let span: Int64 = 900
  /// Years of four digits, a day less at both ends: no zone is further from UTC.
  private static let known =
    Int64(CivilDate(year: 1000, month: 1, day: 2).days) * 86400..<Instant.end - 86400

  /// The quarter of an hour whose shift is known.
  private var start = Int64.min
  /// Seconds that the clock on the wall is ahead of UTC in it.
  private var shift: Int64 = 0

  public init() {}

  /// The seconds since 1970 that a UTC clock would mean by what the local one shows at `seconds`.
  ///
  /// nil when that can't be told without asking for this very second, or the year has not four digits.
  @inline(__always) public mutating func wall(_ seconds: Int64) -> Int64? {
    if UInt64(bitPattern: seconds &- start) < UInt64(Self.span) { return seconds &+ shift }
    return learn(seconds)
  }

  @inline(never) private mutating func learn(_ seconds: Int64) -> Int64? {
    guard Self.known.contains(seconds) else { return nil }
    let first = seconds - seconds.floorRemainder(by: Self.span)
    let last = first + Self.span - 1
    guard let ahead = Self.shift(at: first), ahead == Self.shift(at: last) else { return nil }
    (start, shift) = (first, ahead)
    return seconds + ahead
  }

  /// nil in a leap second, which has no place in a count of days of 86400 seconds.
  private static func shift(at seconds: Int64) -> Int64? {
    guard let reading = LocalTime.reading(seconds), reading.second < 60 else { return nil }
    let days = CivilDate(year: reading.year, month: reading.month, day: reading.day).days
    let time = reading.hour * 3600 + reading.minute * 60 + reading.second
    return Int64(days * 86400 + time) - seconds
  }
}
