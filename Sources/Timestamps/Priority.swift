import Lines

/// How a line was filed, as syslogd writes it into the line: facility and severity, or the severity alone.
///
///     mail.info      auth|security:info      mail:debug      <16.6>      notice
///
/// - Source: syslogd of FreeBSD (-v, -v -v), AIX (-n not given), busybox; msgid of Solaris; F5's and socklog's.
enum Priority {
  /// Facility 24 stands for one that was not told.
  static let unknownFacility = 24

  /// The names of RFC 5424's facilities, by their numbers, as syslog.conf spells them.
  private static let facilities: [StaticString] = [
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp",
    "ntp",
    "audit", "console", "cron2", "local0", "local1", "local2", "local3", "local4", "local5", "local6",
    "local7",
  ]
  /// Severities from 0 on; some have several names.
  private static let severities: [[StaticString]] = [
    ["emerg", "panic"], ["alert"], ["crit"], ["err", "error"], ["warning", "warn"], ["notice"], ["info"],
    ["debug"],
  ]

  /// The number that fills `range`: `mail.info` is 2 * 8 + 6, `info` alone 24 * 8 + 6; nil for another word.
  static func number(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count < 24 else { return nil }
    let word = line.extracting(range)
    guard let mark = word.position(of: UInt8(ascii: ".")) ?? word.position(of: UInt8(ascii: ":")) else {
      return severity(word).map { unknownFacility * 8 + $0 }
    }
    let left = word.extracting(0..<(word.position(of: UInt8(ascii: "|")) ?? mark))
    let right = word.extracting(mark + 1..<word.count)
    guard let facility = facility(left), let severity = severity(right) else { return nil }
    return facility * 8 + severity
  }

  private static func facility(_ word: borrowing Span<UInt8>) -> Int? {
    if let number = word.decimal(0..<word.count) { return number < 24 ? Int(number) : nil }
    if word.equals("security") { return 4 }
    for (number, name) in facilities.enumerated() where word.equals(name) { return number }
    return nil
  }

  private static func severity(_ word: borrowing Span<UInt8>) -> Int? {
    if let number = word.decimal(0..<word.count) { return number < 8 ? Int(number) : nil }
    for (number, names) in severities.enumerated() {
      for name in names where word.equals(name) { return number }
    }
    return nil
  }
}
