import Lines

/// An RFC 3339 or ISO 8601 stamp, as rsyslog, RFC 5424 and our own records write it.
///
///     2026-11-21T00:10:55.885685+00:00
///     2026-11-21 00:10:55,885
///
/// `T`, `t` or a blank between date and time, `.` or `,` before the fraction, `Z`, `+hh:mm`, `+hhmm` or no zone.
/// - Source: RFC 3339, section 5.6; RFC 5424, section 6.2.3.
public struct RFC3339: Equatable, Sendable {
  /// The moment, if the clock on the wall were UTC's.
  public var wall: Instant
  /// Seconds that the zone is ahead of UTC; nil when none is written.
  public var offset: Int?
  /// Where the stamp ends.
  public var end: Int

  /// The moment, when the zone is known.
  public var instant: Instant? {
    offset.map {
      Instant(seconds: wall.seconds - Int64($0), nanoseconds: wall.nanoseconds, digits: wall.digits)
    }
  }

  /// Reads the stamp at `start`; nil when none stands there or there is no such day or time.
  public init?(_ line: borrowing Span<UInt8>, at start: Int = 0) {
    guard start + 19 <= line.count, let year = line.decimal(start..<start + 4),
      line[start + 4] == UInt8(ascii: "-"), let month = line.decimal(start + 5..<start + 7),
      line[start + 7] == UInt8(ascii: "-"), let day = line.decimal(start + 8..<start + 10),
      line[start + 10] | 0x20 == UInt8(ascii: "t") || line[start + 10] == UInt8(ascii: " "),
      let time = ClockTime(line, at: start + 11)
    else { return nil }
    let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    guard date.exists else { return nil }
    wall = Instant(seconds: Int64(date.days) * 86400 + Int64(time.second))
    end = start + 19
    if end + 1 < line.count, line[end] == UInt8(ascii: ".") || line[end] == UInt8(ascii: ","),
      let part = fraction(line, at: end + 1)
    {
      (wall.nanoseconds, wall.digits, end) = part
    }
    if let zone = Zone.figures(line, at: end) { (offset, end) = zone }
  }
}

/// `hh:mm:ss`, 8 bytes. A leap second (`23:59:60`) is the first second of the next day, as in Unix time.
public struct ClockTime {
  /// Seconds since midnight.
  public let second: Int

  public init?(_ line: borrowing Span<UInt8>, at start: Int) {
    guard start + 8 <= line.count, let hour = line.pair(at: start), hour < 24,
      line[start + 2] == UInt8(ascii: ":"), let minute = line.pair(at: start + 3), minute < 60,
      line[start + 5] == UInt8(ascii: ":"), let second = line.pair(at: start + 6), second <= 60
    else { return nil }
    self.second = hour * 3600 + minute * 60 + second
  }
}

extension Span where Element == UInt8 {
  /// Two decimal digits at `start`.
  @inlinable @inline(__always) func pair(at start: Int) -> Int? {
    let (tens, ones) = (self[start] &- 48, self[start + 1] &- 48)
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }
}
