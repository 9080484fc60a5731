import Lines

/// A stamp within a line, as last, lastb, lastlog, lastcomm and who print it; the zone is the local one, and the
/// year is often left out.
///
///     frank    pts/4        203.0.113.14     Fri Nov 20 23:42:43 2026 - Fri Nov 20 23:42:46 2026  (00:00)
///     who                    root     __         0.00 secs Fri Nov 20 23:42
///                pts/1        2026-11-20 23:41              5216 id=ts/1  term=0 exit=0
///
/// - Source: util-linux's last.c, shadow's lastlog.c, GNU acct's lastcomm.c, coreutils' who.c.
public struct LoginStamp: Equatable, Sendable {
  public var year: Int?
  /// 1...12.
  public var month: Int
  /// 1...31.
  public var day: Int
  /// 0 for Sunday; nil when the day of the week is not told.
  public var weekday: Int?
  /// Seconds since midnight, local time.
  public var second: Int
  public var range: Range<Int>

  /// The first one at or after `start`; nil when there is none.
  public init?(in line: borrowing Span<UInt8>, from start: Int = 0) {
    // The hour's colon leads to it: two digits before it, two behind.
    var at = start
    while let colon = line.position(of: UInt8(ascii: ":"), from: at) {
      if let stamp = Self(line, hour: colon - 2, from: start) {
        self = stamp
        return
      }
      at = colon + 1
    }
    return nil
  }

  /// The stamp whose hour stands at `hour`.
  private init?(_ line: borrowing Span<UInt8>, hour: Int, from start: Int) {
    guard hour - 11 >= start, let minutes = line.twoDigits(hour + 3), let hours = line.twoDigits(hour),
      line[hour - 1] == UInt8(ascii: " ")
    else { return nil }
    var end = hour + 5
    second = hours * 3600 + minutes * 60
    if end < line.count, line[end] == UInt8(ascii: ":"), let seconds = line.twoDigits(end + 1) {
      second += seconds
      end += 3
    }
    if let month = Syslog3164.month(line.word(at: hour - 7) & 0xFFFFFF),
      let weekday = Self.weekday(line.word(at: hour - 11) & 0xFFFFFF), let ones = line.digit(hour - 2)
    {
      let tens = line.digit(hour - 3) ?? 0
      (self.month, day, self.weekday) = (month, tens * 10 + ones, weekday)
      if line.holds(" +", at: end) || line.holds(" -0", at: end) { end = min(end + 6, line.count) }
      year = line.year(at: end + 1)
      range = hour - 11..<(year == nil ? end : end + 5)
    } else if let year = line.year(at: hour - 11), let month = line.twoDigits(hour - 6),
      let day = line.twoDigits(hour - 3), line[hour - 4] == UInt8(ascii: "-")
    {
      (self.year, self.month, self.day, weekday, range) = (year, month, day, nil, hour - 11..<end)
    } else {
      return nil
    }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
  }

  private static func weekday(_ letters: UInt64) -> Int? {
    switch letters {
    case 0x6E7553: 0
    case 0x6E6F4D: 1
    case 0x657554: 2
    case 0x646557: 3
    case 0x756854: 4
    case 0x697246: 5
    case 0x746153: 6
    default: nil
    }
  }
}

extension Span where Element == UInt8 {
  fileprivate func digit(_ at: Int) -> Int? { at < count && self[at] &- 48 < 10 ? Int(self[at] &- 48) : nil }

  fileprivate func twoDigits(_ at: Int) -> Int? {
    guard at >= 0, let tens = digit(at), let ones = digit(at + 1) else { return nil }
    return tens * 10 + ones
  }

  /// Four digits that no fifth follows.
  fileprivate func year(at start: Int) -> Int? {
    guard let century = twoDigits(start), let rest = twoDigits(start + 2), digit(start + 4) == nil else {
      return nil
    }
    return century * 100 + rest
  }
}
