/// The leap seconds that TAI has counted and Unix time has not.
///
/// - Source: IERS Bulletin C; the list of the IETF's leap-seconds.list, which names the same moments in NTP time.
public enum LeapSeconds {
  /// Up to when the table is known to be whole, by the IERS leap-seconds.list in tzdata 2026f.
  public static let expires = "2027-06-28"

  /// From these days on TAI - UTC was 11, 12, ... s; it was 10 s from 1972-01-01.
  static let days: [(year: Int, month: Int)] = [
    (1972, 7), (1973, 1), (1974, 1), (1975, 1), (1976, 1), (1977, 1), (1978, 1), (1979, 1), (1980, 1),
    (1981, 7), (1982, 7), (1983, 7), (1985, 7), (1988, 1), (1990, 1), (1991, 1), (1992, 7), (1993, 7),
    (1994, 7), (1996, 1), (1997, 7), (1999, 1), (2006, 1), (2009, 1), (2012, 7), (2015, 7), (2017, 1),
  ]

  /// The Unix seconds from which each holds.
  static let starts = days.map { Int64(CivilDate(year: $0.year, month: $0.month, day: 1).days) * 86400 }

  /// The Unix time of a TAI second; the inserted second itself falls on the one after it.
  ///
  /// Sums wrap: a label may be any number.
  public static func unix(tai: Int64) -> Int64 {
    var i = starts.count
    while i > 0, tai &- Int64(10 + i) < starts[i - 1] { i -= 1 }
    // In the inserted second itself the older offset would give 00:00:00 of the new day, as POSIX has it.
    return tai &- Int64(10 + i)
  }

  /// TAI - UTC at a Unix second, counted from TAI's own 1970: 10 before the first leap second.
  public static func offset(unix: Int64) -> Int64 {
    var i = starts.count
    while i > 0, unix < starts[i - 1] { i -= 1 }
    return Int64(10 + i)
  }

  /// The Unix second up to which the table is known to be whole.
  public static let end = Int64(CivilDate(year: 2027, month: 6, day: 28).days) * 86400
}
