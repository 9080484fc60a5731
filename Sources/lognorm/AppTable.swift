import Lines
import MailRecord
import Timestamps

/// Finds the row of `dialects` for a program's name, or for a text that has none.
struct AppTable: ~Copyable {
  /// Names, those of the table first and then those seen, with the rows of `dialects`; -1 is no dialect.
  private var names = ByteTable()
  private var rows: [Int] = []
  private let claims = ClaimTable()
  /// The order in which texts without a tag are shown to those that may claim them: who did last is asked first.
  var claimants: [Int]
  /// The row of what stands behind splogger's stamp, whatever the tag.
  let qmailSend: Int
  let amavis: Int
  let audit: Int
  let syslogd: Int
  private let postfix: Int?
  private let cyrus: Int?
  private let qmailScanner: Int

  /// So many names are remembered: attackers may make up more.
  private static let most = 4096

  init() {
    func row(_ name: String) -> Int? { dialects.firstIndex { $0.apps[0].description == name } }
    qmailSend = row("qmail-send")!
    qmailScanner = row("qmail-scanner")!
    amavis = row("amavis")!
    audit = row("audit")!
    syslogd = row("syslogd")!
    postfix = row("postfix")
    cyrus = row("imapd")
    claimants = Array(0..<claims.count)
    for (i, dialect) in dialects.enumerated() {
      for name in dialect.apps {
        let slot = names.slot(of: Array(name.description.utf8).span)
        if slot == rows.count { rows.append(i) }
      }
    }
  }

  /// The row of the program that `name` names; nil when there is none.
  mutating func row(of name: borrowing Span<UInt8>) -> Int? {
    if let slot = names.find(name) { return rows[slot] < 0 ? nil : rows[slot] }
    return learn(name)
  }

  @inline(never) private mutating func learn(_ name: borrowing Span<UInt8>) -> Int? {
    let row = family(name)
    if rows.count < Self.most {
      let slot = names.slot(of: name)
      if slot == rows.count { rows.append(row ?? -1) }
    }
    return row
  }

  /// `postfix-out/smtpd` is Postfix's, so is `mx-out/smtp/smtpd`; `cyrus/quota` is Cyrus'; `/usr/sbin/cron` is cron, `sshd(pam_unix)` sshd,
  /// `rsyslogd-2177` rsyslogd; of units `postfix@-.service` is Postfix's and `ssh.service` sshd's.
  private func family(_ name: borrowing Span<UInt8>) -> Int? {
    if name.holds("X-Qmail-Scanner", at: 0) { return qmailScanner }
    if name.isPostfixTag { return policyServer(name) ?? postfix }
    if name.holds("cyrus/", at: 0) { return cyrus }
    if name.ends(with: ".service") { return unit(name.extracting(0..<name.count - 8)) }
    var end = name.position(of: UInt8(ascii: "("), from: 1) ?? name.count
    if let dash = name.lastPosition(of: UInt8(ascii: "-"), before: end),
      name.decimal(dash + 1..<end) != nil
    {
      end = dash
    }
    let start = name.lastPosition(of: UInt8(ascii: "/"), before: end).map { $0 + 1 } ?? 0
    if start == 0 && end == name.count { return nil }
    return names.find(name.extracting(start..<end)).map { rows[$0] }.flatMap { $0 < 0 ? nil : $0 }
  }

  /// `postfix/policy-spf`, `postfix/policyd-weight`: a policy server that names itself as if it were one of Postfix's.
  private func policyServer(_ name: borrowing Span<UInt8>) -> Int? {
    guard let slash = name.lastPosition(of: UInt8(ascii: "/")), name.holds("postfix/poli", at: 0) else {
      return nil
    }
    return names.find(name.extracting(slash + 1..<name.count)).map { rows[$0] }.flatMap { $0 < 0 ? nil : $0 }
  }

  /// `user@1000.service/foo`, `postfix@-`, `ssh`: the service of a unit, without its instance.
  private func unit(_ name: borrowing Span<UInt8>) -> Int? {
    let start = name.lastPosition(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let end = name.position(of: UInt8(ascii: "@"), from: start) ?? name.count
    let service = name.extracting(start..<end)
    let known = service.equals("ssh") ? names.find(Array("sshd".utf8).span) : names.find(service)
    return known.map { rows[$0] }.flatMap { $0 < 0 ? nil : $0 }
  }

  /// Whether some program is known to write such a text without a tag.
  func isClaimed(_ line: borrowing Span<UInt8>, _ header: Header) -> Bool {
    var likely = claims.likely(line, header)
    while likely != 0 {
      if claims.claims(likely.trailingZeroBitCount, line, header) { return true }
      likely &= likely - 1
    }
    return false
  }

  /// The row of a text without a tag: whose shape it has, else qmail-send's, which never writes one.
  mutating func row(ofUntagged line: borrowing Span<UInt8>, _ header: Header) -> Int {
    let likely = claims.likely(line, header)
    if likely == 0 { return qmailSend }
    for place in claimants.indices where likely &>> UInt64(claimants[place]) & 1 != 0 {
      guard claims.claims(claimants[place], line, header) else { continue }
      if place > 0 { claimants.swapAt(0, place) }
      return claims.row(claimants[0])
    }
    return qmailSend
  }
}

/// Postfix's daemons and commands, as tags name them behind the name that the site chose.
private let postfixPrograms: [StaticString] = [
  "anvil", "bounce", "cleanup", "defer", "discard", "dnsblog", "error", "flush", "lmtp", "local", "master",
  "nqmgr",
  "oqmgr", "pickup", "pipe", "postalias", "postcat", "postdrop", "postfix-script", "postkick", "postlog",
  "postlogd",
  "postmap", "postmulti", "postqueue", "postscreen", "postsuper", "proxymap", "proxywrite", "qmgr", "qmqpd",
  "retry",
  "rewrite", "scache", "sendmail", "showq", "smtp", "smtpd", "spawn", "tlsmgr", "tlsproxy", "trace",
  "trivial-rewrite",
  "verify",
  "virtual",
]

extension Span where Element == UInt8 {
  /// Whether a tag is `postfix/smtpd`, or has any other `syslog_name` of Postfix before the daemon's name.
  fileprivate var isPostfixTag: Bool {
    guard let slash = lastPosition(of: UInt8(ascii: "/")), slash > 0, self[0] != UInt8(ascii: "/"),
      position(of: UInt8(ascii: " ")) == nil
    else { return false }
    if holds("postfix", at: 0) { return true }
    for other: StaticString in ["cyrus", "dovecot", "qmail"] where holds(other, at: 0) { return false }
    let program = extracting(slash + 1..<count)
    return postfixPrograms.contains { program.equals($0) }
  }
}
