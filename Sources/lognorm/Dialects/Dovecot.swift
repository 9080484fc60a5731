import Lines
import MailRecord

/// Reads what Dovecot's services say, through syslog or in log files of their own.
///
///     imap-login: Login: user=<a@b.example>, method=PLAIN, rip=192.0.2.30, lip=10.20.0.40, mpid=16758, TLS, session=<8onW>
///     lmtp(a@b.example)<16556><6llcJUPb>: msgid=<1@c.example>: saved mail to INBOX
///     auth: passwd-file(a@b.example,192.0.2.20,<vcAX0r1g>): Password mismatch
///     imap(a@b.example)<7260><dpJb6r1g>: Info: Disconnected: Logged out in=197 out=958
///
/// - Source: Dovecot 2.3's client-common.c, login-settings.c, lmtp-local.c, mail-deliver.c, sieve-result.c, auth-request.c.
func parseDovecot(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  // Its auth process is what PAM's modules speak within.
  if line.isModule(at: text.lowerBound) {
    if parsePam(line, text, &record) { return true }
  }
  let start = line.afterDovecotPrefix(start(line, text, record))
  var head = DovecotHead()
  guard head.read(line, from: start) else { return false }
  guard head.level != nil || head.user != nil || line.isDovecotService(head.service) else { return false }
  if start < text.lowerBound { record[.app] = .word("dovecot") }
  // A level may stand before the service: `Info: imap-login: Login: ...`.
  let said = head.service.isEmpty ? start : head.service.lowerBound
  if said != text.lowerBound { record[.text] = .slice(said..<line.count) }
  let service = line.extracting(head.service)
  if !head.service.isEmpty { record[.service] = .slice(head.service) }
  if let pid = head.pid { record[.pid] = .integer(pid) }
  if let session = head.session { record[.session_id] = .slice(session) }
  if let level = head.level, record[.level] == nil { record[.level] = .word(level) }
  if service.ends(with: "-login") {
    if let dash = line.lastPosition(of: UInt8(ascii: "-"), before: head.service.upperBound) {
      record[.protocol] = .slice(head.service.lowerBound..<dash)
    }
    return dovecotLogin(line, head.text, &record)
  }
  if service.holds("auth", at: 0) || service.holds("sql", at: 0) {
    if let user = head.user, dovecotRequest(line, user, head.text, &record) { return true }
    return dovecotAuth(line, head.text, &record)
  }
  if let user = head.user { record[.user] = .slice(user) }
  if service.holds("lmtp", at: 0) || service.holds("lda", at: 0) || service.holds("deliver", at: 0) {
    record[.protocol] = service.holds("lmtp", at: 0) ? .word("lmtp") : nil
    return dovecotDelivery(line, head.text, &record)
  }
  return dovecotSession(line, head.text, &record)
}

/// Whether a text without a tag begins as Dovecot's own log files do: `imap(a@b)<7260><dpJb>: Info: `.
func isDovecot(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  var head = DovecotHead()
  return head.read(line, from: text.lowerBound) && head.level != nil
}

/// In log files of its own the service is what looks like the tag.
private func start(
  _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: borrowing Record
) -> Int {
  guard case .bytes(let first, let last) = record[.app],
    !line.extracting(Int(first)..<Int(last)).equals("dovecot")
  else { return text.lowerBound }
  return Int(first)
}

/// What stands before the message: `imap(a@b.example)<7260><dpJb6r1g>: Info: `, or `Fatal: auth(default): `.
struct DovecotHead {
  var service = 0..<0
  var user: Range<Int>?
  var pid: UInt64?
  var session: Range<Int>?
  var level: StaticString?
  var text = 0..<0

  /// Reads the head at `start`, in place: it is too large to be handed on. False when none stands there.
  mutating func read(_ line: borrowing Span<UInt8>, from start: Int) -> Bool {
    var at = start
    level = Self.level(line, &at)
    let end = line.end(from: at) { Self.isServiceByte($0) }
    service = at..<end
    // The master process may have no name: `Fatal: Auth process died too early`.
    if end == at || !Self.isHeadByte(line, end) {
      (service, text) = (at..<at, at..<line.count)
      return level != nil
    }
    at = end
    if line.holds("(", at: at), let close = Self.closing(line, at) {
      if line.holds("lmtp", at: service.lowerBound), let number = line.decimal(at: at + 1),
        line.holds(", ", at: number.end)
      {
        // Before 2.3: `lmtp(5331, a@b.example): eWQTJ3nBGVOk: msgid=<1@c.example>: saved mail to INBOX`.
        (pid, user) = (number.value, number.end + 2..<max(number.end + 2, close))
      } else if line.decimal(at + 1..<close) == nil {
        user = at + 1..<close
      } else {
        pid = line.decimal(at + 1..<close)
      }
      at = close + 1
    }
    if line.holds("[", at: at), let close = line.position(of: UInt8(ascii: "]"), from: at) { at = close + 1 }
    if line.holds("<", at: at), let number = line.decimal(at: at + 1), line.holds(">", at: number.end) {
      pid = number.value
      at = number.end + 1
      if line.holds("<", at: at), let close = line.position(of: UInt8(ascii: ">"), from: at) {
        session = at + 1..<close
        at = close + 1
      }
    } else if let name = user, line.holds("<", at: at), let request = Self.request(line, name.lowerBound) {
      (user, session) = (request.user, request.session)
      at = request.session.upperBound + 1
    }
    guard line.holds(":", at: at) else { return false }
    at = line.end(from: at + 1) { $0 == UInt8(ascii: " ") }
    level = Self.level(line, &at) ?? level
    text = at..<line.count
    return true
  }

  /// The bracket that ends the user's name: a name may hold brackets, but no `)<` or `):`.
  private static func closing(_ line: borrowing Span<UInt8>, _ open: Int) -> Int? {
    var at = open
    while let close = line.position(of: UInt8(ascii: ")"), from: at) {
      if line.holds(":", at: close + 1) || line.holds("<", at: close + 1) { return close }
      at = close + 1
    }
    return nil
  }

  /// Whether the head may go on at `at`: with a bracket or its colon.
  /// 2.4's `auth(a@b.example,192.0.2.20,sasl:plain)<vcAX0r1g>: `, from behind the bracket: the last one that stands
  /// there, since a name may hold another.
  private static func request(
    _ line: borrowing Span<UInt8>, _ start: Int
  ) -> (user: Range<Int>, session: Range<Int>)? {
    var limit = line.position(of: " (username: ", from: start) ?? line.count
    while let open = line.lastPosition(of: ")<", before: limit), open >= start {
      let end = line.end(from: open + 2) { isSessionByte($0) }
      if line.holds(">: ", at: end) { return (start..<open, open + 2..<end) }
      limit = open
    }
    return nil
  }

  static func isSessionByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte &- 47 < 11 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "=")
  }

  private static func isHeadByte(_ line: borrowing Span<UInt8>, _ at: Int) -> Bool {
    at < line.count
      && [UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: ":")].contains(line[at])
  }

  private static func isServiceByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func level(_ line: borrowing Span<UInt8>, _ at: inout Int) -> StaticString? {
    let words: [(StaticString, StaticString)] = [
      ("Info: ", "info"), ("Warning: ", "warning"), ("Warn: ", "warning"), ("Error: ", "error"),
      ("Debug: ", "debug"),
      ("Fatal: ", "critical"), ("Panic: ", "alert"),
    ]
    for (word, level) in words where line.holds(word, at: at) {
      at += word.utf8CodeUnitCount
      return level
    }
    return nil
  }
}

private let dovecotServices = Openings([
  "aggregator", "anvil", "auth", "config", "deliver", "dict", "director", "dns", "dovecot", "doveadm", "fts",
  "health-check", "imap", "indexer", "ipc", "lda", "lmtp", "log", "lua", "managesieve", "master", "metrics",
  "oauth2", "old-stats", "pop3", "push-notification", "quota", "replicator", "script", "service", "sieve",
  "sql",
  "ssl", "stats", "submission", "tcpwrap", "welcome",
])

extension Span where Element == UInt8 {
  /// Whether a service is one of Dovecot's: its name, or more behind it, `imap-login`, `auth-worker`.
  fileprivate func isDovecotService(_ service: Range<Int>) -> Bool {
    !service.isEmpty && dovecotServices.stand(in: self, at: service.lowerBound)
  }

  /// Behind what may stand before a service: the name once more, and a stamp of log files of before 2.0,
  /// `dovecot: Jun 23 15:04:05 Info: `.
  fileprivate func afterDovecotPrefix(_ start: Int) -> Int {
    let at = holds("dovecot: ", at: start) ? start + 9 : start
    guard holds(" ", at: at + 3), holds(":", at: at + 9), holds(":", at: at + 12), holds(" ", at: at + 15)
    else { return at }
    return at + 16
  }
}
