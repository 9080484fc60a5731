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
  // In two words, so that it is handed on in registers.
  private let start: Int32
  private let seconds: Int32
  private let fullYear: Int16
  private let length: UInt8
  private let monthNumber: UInt8
  private let dayNumber: UInt8
  private let dayOfWeek: Int8

  public var year: Int? { fullYear < 0 ? nil : Int(fullYear) }
  /// 1...12.
  public var month: Int { Int(monthNumber) }
  /// 1...31.
  public var day: Int { Int(dayNumber) }
  /// 0 for Sunday; nil when the day of the week is not told.
  public var weekday: Int? { dayOfWeek < 0 ? nil : Int(dayOfWeek) }
  /// Seconds since midnight, local time.
  public var second: Int { Int(seconds) }
  public var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

  /// The first one at or after `start`; nil when there is none.
  public init?(in line: borrowing Span<UInt8>, from start: Int = 0) {
    // The hour's colon leads to it: two digits before it, two behind, and a blank before all.
    var at = start
    while let colon = line.position(of: UInt8(ascii: ":"), from: at) {
      if colon >= start + 13, line[colon - 3] == UInt8(ascii: " "), let stamp = Self(line, at: colon - 13) {
        self = stamp
        return
      }
      at = colon + 1
    }
    return nil
  }

  /// The stamp that begins at `start`.
  public init?(_ line: borrowing Span<UInt8>, at start: Int) {
    let hour = start + 11
    guard let minutes = line.twoDigits(hour + 3), let hours = line.twoDigits(hour),
      line[hour - 1] == UInt8(ascii: " ")
    else { return nil }
    var end = hour + 5
    var second = hours * 3600 + minutes * 60
    if end < line.count, line[end] == UInt8(ascii: ":"), let seconds = line.twoDigits(end + 1) {
      second += seconds
      end += 3
    }
    let (year, month, day, weekday): (Int?, Int, Int, Int?)
    if let name = Syslog3164.month(line.word(at: hour - 7) & 0xFFFFFF),
      let named = Self.weekday(line.word(at: start) & 0xFFFFFF), let ones = line.digit(hour - 2)
    {
      if line.holds(" +", at: end) || line.holds(" -0", at: end) { end = min(end + 6, line.count) }
      (year, month, weekday) = (line.year(at: end + 1), name, named)
      day = (line.digit(hour - 3) ?? 0) * 10 + ones
      if year != nil { end += 5 }
    } else if let number = line.year(at: start), let figures = line.twoDigits(hour - 6),
      let ones = line.twoDigits(hour - 3), line[hour - 4] == UInt8(ascii: "-")
    {
      (year, month, day, weekday) = (number, figures, ones, nil)
    } else {
      return nil
    }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    (self.start, length, seconds) = (Int32(start), UInt8(end - start), Int32(second))
    (fullYear, monthNumber, dayNumber) = (Int16(year ?? -1), UInt8(month), UInt8(day))
    dayOfWeek = Int8(weekday ?? -1)
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
