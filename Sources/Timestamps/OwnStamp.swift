import Lines

/// The stamp that a program writes itself, behind the one of the transport.
///
///     29-Jun-2024 16:53:37.123 queries: info: client ...      behind      Jun 29 16:53:37 mx1 named[77]:
///
/// - Source: BIND 9's `print-time` on a channel that another program reads into syslog.
public struct OwnStamp {
  /// What the clock showed in its zone, as if that were UTC.
  public let wall: Instant
  /// Where it ends in the line.
  public let end: Int

  /// - Returns: nil unless a stamp with its year stands at `start`, and a blank behind it.
  public init?(_ line: borrowing Span<UInt8>, at start: Int) {
    guard let stamp = StampForms.read(line, at: start)?.stamp, let year = stamp.year,
      line.holds(" ", at: stamp.end),
      let seconds = YearlessDay(month: stamp.month, day: stamp.day, second: stamp.second).wall(in: year)
    else { return nil }
    wall = Instant(seconds: seconds, nanoseconds: stamp.nanoseconds, digits: stamp.digits)
    end = stamp.end
  }
}
