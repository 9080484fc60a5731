import Lines

/// Turns what the clock on the wall showed into moments, in the local zone.
///
/// The hour that comes twice in autumn is told apart by order: the first reading is taken until the log has gone
/// past it. The hour that spring leaves out is no time at all, and counted.
public struct LocalClock: Equatable, Sendable {
  /// Days whose offset is known to be the same from their start to their end, and that offset; each day has one
  /// place that it may be in. Rows of last go back from day to day, and lines of several hosts to and fro.
  private var days = InlineArray<8, Int64>(repeating: .min)
  private var offsets = InlineArray<8, Int64>(repeating: 0)
  private var last = Int64.min
  /// Stamps that named a time which no clock showed.
  public var gaps = 0

  public init() {}

  /// The Unix seconds of `wall`, the seconds since 1970 that a UTC clock with this reading would mean; nil when
  /// no clock showed that.
  public mutating func seconds(wall: Int64) -> Int64? {
    let day = wall.floorDivided(by: 86400)
    let place = Int(truncatingIfNeeded: day & 7)
    if days[place] == day { return remember(wall - offsets[place]) }
    let before = Self.offset(at: wall - 86400)
    let after = Self.offset(at: wall + 86400)
    if before == after {
      let start = day * 86400
      if Self.offset(at: start - 86400) == before && Self.offset(at: start + 2 * 86400) == before {
        (days[place], offsets[place]) = (day, before)
      }
      return remember(wall - before)
    }
    let (first, second) = (wall - before, wall - after)
    let (hasFirst, hasSecond) = (Self.offset(at: first) == before, Self.offset(at: second) == after)
    if !hasFirst && !hasSecond {
      gaps += 1
      return nil
    }
    // Lines may be late by seconds; two minutes back is the second reading.
    let past = last != .min && first < last - 120 && last < second + 86400
    return remember(hasSecond && (!hasFirst || past) ? second : first)
  }

  /// Only order matters for stamps to come; the rest saves time.
  public static func == (one: LocalClock, other: LocalClock) -> Bool { one.last == other.last }

  private mutating func remember(_ seconds: Int64) -> Int64 {
    last = seconds
    return seconds
  }

  /// Seconds that local time is ahead of UTC at a moment.
  private static func offset(at seconds: Int64) -> Int64 { Int64(LocalTime.reading(seconds)?.offset ?? 0) }
}
