import Glibc

/// The clock on the wall, by the system's zone files and TZ.
public enum LocalTime {
  /// What a wall clock shows at one moment.
  public struct Reading: Equatable, Sendable {
    public var year: Int, month: Int, day: Int
    public var hour: Int, minute: Int, second: Int
    /// Seconds that the zone is ahead of UTC just then.
    public var offset: Int
  }

  /// Makes `zone` (as `Europe/Vienna`) the local zone instead of TZ's.
  public static func use(zone: String) {
    unsafe setenv("TZ", zone, 1)
    tzset()
  }

  /// Whether the system knows `zone`: a wrong name silently means UTC to libc.
  public static func knows(zone: String) -> Bool {
    if zone == "UTC" || zone == "UTC0" || zone == "GMT" { return true }
    if fileSize("/usr/share/zoneinfo/" + zone) > 0 { return true }
    // POSIX form: CET-1CEST,M3.5.0,M10.5.0/3
    return zone.contains { $0.isNumber }
  }

  /// The reading at `seconds` since 1970; nil when the year does not fit.
  public static func reading(_ seconds: Int64) -> Reading? {
    var time = time_t(seconds)
    var parts = unsafe tm()
    guard unsafe localtime_r(&time, &parts) != nil else { return nil }
    return unsafe Reading(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
      hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec),
      offset: parts.tm_gmtoff)
  }
}
