import Lines

/// Every stamp but those that nearly all lines have (TAI64N, RFC 3164, RFC 3339, epochs), which are read first.
///
/// To add one: a row here, a line in Tests/Golden/lognorm/clock-forms.
enum StampForms {
  private static let months = [
    StampForm("MMM d HH:mm:ss yyyy", .syslog),  // AUG 10 22:18:24 2009
    StampForm("MMM d HH:mm:ss z yyyy", .syslog),  // RFC 3164, section 5.4: Aug 24 05:34:00 CST 1987
    StampForm("MMM d HH:mm:ss", .syslog),  // Mar 7 19:06:53, Jul 14 12:17:01.234
    StampForm("MMM d yyyy HH:mm:ss", .syslog),  // Cisco PIX and ASA: Mar  7 2008 19:06:53
    StampForm("MMM-d-yy HH:mm:ss", .text),  // ASSP: Jun-26-10 17:00:16
    StampForm("MMM-d-yyyy HH:mm:ss", .text),
  ]

  /// asctime(3) and its kin.
  private static let weekdays = [
    StampForm("EEE MMM d HH:mm:ss yyyy"),  // clamd, vsftpd, logread: Wed Feb  6 18:50:19 2002
    StampForm("EEE MMM d HH:mm:ss z yyyy"),  // date(1): Wed Feb  6 18:50:19 CET 2002
    StampForm("EEE MMM d HH:mm:ss"),
    StampForm("EEE d MMM yyyy HH:mm:ss", .text),
    StampForm("EEE, d MMM yyyy HH:mm:ss", .text),  // RFC 5322: Wed, 6 Feb 2002 18:50:19 +0100
    StampForm("EEE MMM d yyyy HH:mm:ss", .text),
  ]

  private static let digits = [
    StampForm("yyyy-MM-dd HH:mm:ss"),  // with a named zone: 2002-02-06 18:50:19 CET
    StampForm("yyyy-MM-dd_HH:mm:ss", .text),  // svlogd -tt: 2026-11-21_00:17:11.51484
    StampForm("yyyy/MM/dd HH:mm:ss"),  // vpopmail, nginx, Go: 2016/01/29 20:53:47
    StampForm("yyyy MMM d HH:mm:ss", .syslog),  // templates of syslog-ng: 2013 Jun 16 16:05:07.123
    StampForm("yyyyMMdd HH:mm:ss"),  // 20110601 12:00:00
    StampForm("yyyyMMdd-HH:mm:ss"),  // xrdp
    StampForm("yyyyMMddHHmmss", .syslog),  // rsyslog's date-mysql: 20110601120000
    StampForm("yyyyMMdd HHmmss"),
    StampForm("yyyyMMddTHH:mm:ss"),  // ISO 8601's basic date
    StampForm("yyyyMMddTHHmmss", .syslog),  // ISO 8601's basic form
    StampForm("yyyy.MM.dd HH:mm:ss"),  // stunnel, Apple's ASL
    StampForm("yyyy:MM:dd-HH:mm:ss", .text),  // DirectAdmin
    StampForm("d.MM.yyyy HH:mm:ss", .text),
    StampForm("d/MMM/yyyy:HH:mm:ss", .text),  // Apache's access log: 10/Oct/2000:13:55:36 -0700
    StampForm("d/MMM/yyyy HH:mm:ss", .text),  // Kerio Connect
    StampForm("d-MMM-yyyy HH:mm:ss", .text),  // named, PHP: 17-Feb-2018 23:06:56.326
    StampForm("d MMM yyyy HH:mm:ss"),
    StampForm("d MMM HH:mm:ss"),  // ntpdate: 29 Dec 12:47:53
  ]

  /// Those that begin with a digit, in brackets: at the head of a line ISO 8601 was read before.
  private static let bracketed = [StampForm("yyyy-MM-ddTHH:mm:ss", .text)] + digits

  /// The stamp at `start`, and what follows it. It may stand in brackets: `[10/Oct/2000:13:55:36 -0700]`.
  static func read(_ line: borrowing Span<UInt8>, at start: Int)
    -> (stamp: Stamp, follower: StampForm.Follower)?
  {
    guard line.holds("[", at: start) else { return unbracketed(line, at: start, of: digits) }
    guard var found = unbracketed(line, at: start + 1, of: bracketed), line.holds("]", at: found.stamp.end)
    else { return nil }
    found.stamp.end += 1
    found.follower = found.follower == .syslog ? .any : .text
    return found
  }

  private static func unbracketed(_ line: borrowing Span<UInt8>, at start: Int, of digits: [StampForm])
    -> (stamp: Stamp, follower: StampForm.Follower)?
  {
    guard start < line.count else { return nil }
    switch line[start] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let end = line.end(from: start) { $0 &- 48 < 10 }
      guard end < line.count else { return nil }
      for i in digits.indices where digits[i].mayBegin(with: end - start, line[end]) {
        if let stamp = digits[i].read(line, Stamp(end: start), done: 0) { return (stamp, digits[i].follower) }
      }
      return nil
    default:
      guard let month = CalendarNames.month(line, at: start) else {
        let isWeekday = CalendarNames.weekday(line, at: start) != nil
        return isWeekday ? first(of: weekdays, line, Stamp(end: start), done: 0) : nil
      }
      var stamp = Stamp(end: month.end)
      stamp.month = month.number
      return first(of: months, line, stamp, done: 1)
    }
  }

  private static func first(
    of forms: [StampForm], _ line: borrowing Span<UInt8>, _ begun: Stamp, done: Int
  ) -> (Stamp, StampForm.Follower)? {
    for form in forms {
      if let stamp = form.read(line, begun, done: done) { return (stamp, form.follower) }
    }
    return nil
  }
}
