import Lines

/// How a line was filed, as syslogd writes it into the line: facility and severity, or the severity alone.
///
///     mail.info      auth|security:info      mail:debug      <16.6>      mail/info      notice
///
/// - Source: syslogd of FreeBSD (-v, -v -v), AIX (-n not given), busybox; msgid of Solaris; F5's and socklog's;
/// templates of syslog-ng.
public enum Priority {
  /// Facility 24 stands for one that was not told.
  static let unknownFacility = 24

  /// RFC 5424's facilities by their numbers, as syslog.conf spells them.
  private static let facilities =
    words(
      """
      kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit console cron2 \
      local0 local1 local2 local3 local4 local5 local6 local7
      """)
  private static let security = words("security")[0]
  /// Its severities; some have two names.
  private static let severities = words("emerg alert crit err warning notice info debug")
  private static let otherSeverities = words("panic - - error warn")

  /// Names of up to eight letters, in one word each.
  private static func words(_ names: String) -> [UInt64] {
    names.split(separator: " ").map { Array($0.utf8).span.word(at: 0) }
  }

  /// The number that fills `range`: `mail.info` is 2 * 8 + 6, `info` alone 24 * 8 + 6; nil for another word.
  static func number(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count < 24 else { return nil }
    let word = line.extracting(range)
    let dot = word.position(of: UInt8(ascii: ".")) ?? word.position(of: UInt8(ascii: ":"))
    guard let mark = dot ?? word.position(of: UInt8(ascii: "/")) else {
      return severity(exactly: word).map { unknownFacility * 8 + $0 }
    }
    let end = word.position(of: UInt8(ascii: "|")) ?? mark
    guard let facility = facility(exactly: word.extracting(0..<end)),
      let severity = severity(exactly: word.extracting(mark + 1..<word.count))
    else { return nil }
    return facility * 8 + severity
  }

  private static func facility(exactly name: borrowing Span<UInt8>) -> Int? {
    guard name.count <= 8 else { return nil }
    return facility(name.word(at: 0)) ?? number(name, below: 24)
  }

  private static func severity(exactly name: borrowing Span<UInt8>) -> Int? {
    guard name.count <= 8 else { return nil }
    return severity(name.word(at: 0)) ?? number(name, below: 8)
  }

  /// The number of a facility's name, in any case, or number, 0...23.
  ///
  ///     mail      MAIL      2
  public static func facility(_ name: borrowing Span<UInt8>) -> Int? {
    guard name.count <= 8 else { return nil }
    return facility(name.letters) ?? number(name, below: 24)
  }

  private static func facility(_ word: UInt64) -> Int? {
    if word == security { return 4 }
    return facilities.firstIndex(of: word)
  }

  /// The number of a severity's name, in any case, or number, 0...7.
  ///
  ///     crit      CRIT      2
  public static func severity(_ name: borrowing Span<UInt8>) -> Int? {
    guard name.count <= 8 else { return nil }
    return severity(name.letters) ?? number(name, below: 8)
  }

  private static func severity(_ word: UInt64) -> Int? {
    return severities.firstIndex(of: word) ?? otherSeverities.firstIndex(of: word)
  }

  private static func number(_ name: borrowing Span<UInt8>, below end: Int) -> Int? {
    name.decimal(0..<name.count).flatMap { $0 < end ? Int($0) : nil }
  }
}

extension Span where Element == UInt8 {
  /// Up to eight letters and digits as one word, letters small.
  fileprivate var letters: UInt64 {
    let word = self.word(at: 0)
    let mask = count < 8 ? (1 << (8 * UInt64(count))) - 1 : UInt64.max
    return word | 0x2020_2020_2020_2020 & mask
  }
}
