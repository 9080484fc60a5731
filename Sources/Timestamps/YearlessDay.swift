/// A day and a time of some year.
struct YearlessDay: Equatable, Sendable {
  var month: Int
  var day: Int
  /// Seconds since midnight.
  var second: Int
  /// 0 for Sunday; nil when it is not told.
  var weekday: Int?

  /// Seconds since 1970 that a UTC clock would mean by it in `year`; nil when that year does not have it.
  func wall(in year: Int) -> Int64? {
    let date = CivilDate(year: year, month: month, day: day)
    guard date.exists else { return nil }
    // 1970-01-01 was a Thursday.
    if let weekday, Int64(date.days + 4).floorRemainder(by: 7) != weekday { return nil }
    return Int64(date.days) * 86400 + Int64(second)
  }

  /// The latest year that has it no later than `limit`.
  func latestYear(notAfter limit: Int64) -> Int? {
    // The calendar repeats itself after 28 years, and after 40 where a century has no leap year.
    let last = YearClock.year(of: limit)
    return (0..<41).lazy.map { last - $0 }.first { year in wall(in: year).map { $0 <= limit } ?? false }
  }

  /// The year in which it is nearest to `moment`, but no later than `limit`.
  func nearestYear(to moment: Int64, notAfter limit: Int64 = .max) -> Int? {
    let year = YearClock.year(of: moment)
    return [year, year - 1, year + 1].filter { wall(in: $0).map { $0 <= limit } ?? false }
      .min { abs(wall(in: $0)! - moment) < abs(wall(in: $1)! - moment) }
  }
}
