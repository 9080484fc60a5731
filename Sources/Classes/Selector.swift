/// A selector of syslog.conf: which facilities at which severities are meant.
///
///     mail.*                     all of mail
///     *.info;mail.none           all from info up, but nothing of mail
///     uucp,news.crit             both from critical up
///     *.=debug;*.!err;kern.none  with Linux's = (just this) and ! (not from this up)
///
/// Each part changes what the parts before it said about its facilities.
/// - Source: syslog.conf(5) of sysklogd and 4.3BSD.
struct Selector {
  /// By facility, a bit for each severity, 0 is emergency as on the wire.
  private var masks = [UInt8](repeating: 0, count: facilityNames.count)

  /// What is wrong with a selector.
  struct Fault: Error {
    let what: String
  }

  init(_ text: String) throws(Fault) {
    let parts = text.split(separator: ";").map { $0.trimmed }.filter { !$0.isEmpty }
    if parts.isEmpty { throw Fault(what: "it selects nothing") }
    for part in parts { try read(part) }
  }

  /// Whether an event of this facility and severity is meant; without names it is user.notice.
  func selects(facility: String, severity: String) -> Bool {
    let row = Self.facilityNumber(facility.isEmpty ? "user" : facility) ?? 1
    let bit = Self.severityNumber(severity.isEmpty ? "notice" : severity) ?? 5
    return masks[row] >> UInt8(bit) & 1 == 1
  }

  private mutating func read(_ part: String) throws(Fault) {
    guard let dot = part.lastIndex(of: "."), part.startIndex < dot else {
      throw Fault(what: "\"\(part)\" is no facility.level")
    }
    let rows = try Self.facilities(String(part[..<dot]))
    var level = String(part[part.index(after: dot)...])
    let isNot = level.hasPrefix("!")
    if isNot { level.removeFirst() }
    let isJust = level.hasPrefix("=")
    if isJust { level.removeFirst() }
    let mask = try Self.mask(level, isJust: isJust)
    for row in rows {
      if level.lowercased() == "none" {
        masks[row] = isNot ? 0xFF : 0
      } else if isNot {
        masks[row] &= ~mask
      } else {
        masks[row] |= mask
      }
    }
  }

  private static func facilities(_ text: String) throws(Fault) -> [Int] {
    var rows: [Int] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      if name.trimmed == "*" { return Array(facilityNames.indices) }
      guard let row = facilityNumber(name.trimmed) else { throw Fault(what: "\"\(name)\" is no facility") }
      rows.append(row)
    }
    return rows
  }

  private static func mask(_ level: String, isJust: Bool) throws(Fault) -> UInt8 {
    if level == "*" { return 0xFF }
    if level.lowercased() == "none" { return 0 }
    guard let number = severityNumber(level) else { throw Fault(what: "\"\(level)\" is no level") }
    let bit = UInt8(1) << UInt8(number)
    return isJust ? bit : bit | (bit - 1)
  }

  private static func facilityNumber(_ name: String) -> Int? {
    let name = name.lowercased()
    return facilityNames.firstIndex { $0.contains(name) }
  }

  private static func severityNumber(_ name: String) -> Int? {
    let name = name.lowercased()
    return severityNames.firstIndex { $0.contains(name) }
  }
}

/// Facilities by their numbers, each with all its names.
private let facilityNames: [[String]] = [
  ["kern"], ["user"], ["mail"], ["daemon"], ["auth", "security"], ["syslog"], ["lpr"], ["news"], ["uucp"],
  ["cron"], ["authpriv"], ["ftp"], ["ntp"], ["audit"], ["console"], ["cron2"], ["local0"], ["local1"],
  ["local2"], ["local3"], ["local4"], ["local5"], ["local6"], ["local7"],
]

private let severityNames: [[String]] = [
  ["emerg", "emergency", "panic"], ["alert"], ["crit", "critical"], ["err", "error"], ["warning", "warn"],
  ["notice"], ["info"], ["debug"],
]

extension StringProtocol {
  /// Without the blanks at both ends.
  fileprivate var trimmed: String {
    let isBlank = { (c: Character) in c == " " || c == "\t" }
    let head = drop(while: isBlank)
    let end = head.lastIndex { !isBlank($0) }.map { head.index(after: $0) } ?? head.startIndex
    return String(head[..<end])
  }
}
