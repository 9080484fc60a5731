import Lines

/// Gives stamps that have no year theirs.
///
/// The first one is dated by what is known: `-Y`, the last line that told its date, the file's time or now: it
/// gets the latest year that is not after that. From then on order decides: a step back of months is a new year.
public struct YearClock: Equatable, Sendable {
  private let forced: Int?
  /// Unix seconds that no stamp may be much later than.
  private var bound: Int64
  private var year: Int?
  private var dayOfYear = 0
  /// Seconds of the last line that told its own date.
  private var dated: Int64?

  /// Half a year: a step back of more is the next year, a step forward of more the one before.
  private static let step = 183

  public init(year: Int?, now: Int64) {
    forced = year
    bound = now
  }

  /// A new file, last changed at `modified`: what was inferred for the one before may not hold.
  public mutating func begin(modified: Int64?) {
    year = nil
    if let modified { bound = min(bound, modified) }
  }

  /// Some line told its date.
  public mutating func saw(_ seconds: Int64) { dated = seconds }

  /// Seconds since 1970 that a UTC clock would mean by `stamp`; nil for a day that its year does not have.
  public mutating func wall(_ stamp: Syslog3164) -> Int64? {
    let ordinal = stamp.month * 31 + stamp.day
    var chosen = year ?? firstYear(stamp)
    if year != nil {
      if ordinal < dayOfYear - Self.step { chosen += 1 }
      if ordinal > dayOfYear + Self.step { chosen -= 1 }
    }
    let date = CivilDate(year: forced ?? chosen, month: stamp.month, day: stamp.day)
    guard date.exists else { return nil }
    // A line out of order from before New Year does not turn the year back.
    if year == nil || chosen >= year! { (year, dayOfYear) = (chosen, ordinal) }
    return Int64(date.days) * 86400 + Int64(stamp.second)
  }

  private func firstYear(_ stamp: Syslog3164) -> Int {
    if let forced { return forced }
    // Two days of grace: zones, clocks that are wrong.
    let limit = (dated ?? bound) + 2 * 86400
    let year = CivilDate(days: Int(limit.floorDivided(by: 86400))).year
    for earlier in 0..<8 {
      let date = CivilDate(year: year - earlier, month: stamp.month, day: stamp.day)
      if date.exists, Int64(date.days) * 86400 + Int64(stamp.second) <= limit { return year - earlier }
    }
    return year
  }

  /// The same for a stamp within a line: a day of the week tells the year by itself, the latest that is not after
  /// what is known.
  public func wall(_ stamp: LoginStamp) -> Int64? {
    let limit = CivilDate(days: Int((bound + 2 * 86400).floorDivided(by: 86400))).year
    for earlier in 0..<28 {
      let year = stamp.year ?? forced ?? limit - earlier
      let date = CivilDate(year: year, month: stamp.month, day: stamp.day)
      let isKnown = stamp.year != nil || forced != nil
      // 1970-01-01 was a Thursday.
      let weekday = Int(Int64(date.days + 4).floorRemainder(by: 7))
      let isThatDay = stamp.weekday == nil || weekday == stamp.weekday
      let wall = Int64(date.days) * 86400 + Int64(stamp.second)
      if date.exists, isKnown || isThatDay && wall <= bound + 2 * 86400 { return wall }
      if isKnown { return nil }
    }
    return nil
  }
}
