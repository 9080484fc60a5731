import Lines
import MailRecord

/// Reads what POP and IMAP servers say that share names like `imapd` and `pop3d`: the text's shape decides.
///
///     LOGIN, user=judy, ip=[::ffff:10.20.0.108], port=[46321], protocol=IMAP                 Courier
///     Login user=judy host=client.example [10.20.0.108]                                      UW, AIX
///     login: client.example [10.20.0.108] judy plaintext User logged in                      Cyrus
func parseMailboxServer(
  _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record
) -> Bool {
  if text.isEmpty { return false }
  if line.isModule(at: text.lowerBound) { return parsePam(line, text, &record) }
  let mta: StaticString
  if cyrusOwn.stand(in: line, at: text.lowerBound) {
    mta = "cyrus"
    _ = parseCyrus(line, text, &record)
  } else if case .bytes(let app, _) = record[.app], line.holds("cyrus/", at: Int(app)) {
    mta = "cyrus"
    if !parseCyrus(line, text, &record) { return false }
  } else if uwOwn.stand(in: line, at: text.lowerBound), parseUW(line, text, &record) {
    mta = "uw-imap"
  } else if parseCourierMailbox(line, text, &record) {
    mta = "courier"
  } else if parseUW(line, text, &record) {
    mta = "uw-imap"
  } else if parseCyrus(line, text, &record) {
    mta = "cyrus"
  } else {
    return false
  }
  record[.mta] = .word(mta)
  transport(line, &record)
  return true
}

/// How the messages begin that are most of Cyrus' log, and of UW's.
private let cyrusOwn = Openings(["login: ", "badlogin: ", "starttls: ", "Delivered: ", "auditlog: "])
private let uwOwn = Openings(["Login user=", "Logout user=", "Login failed user=", "Authenticated user="])

/// Reads a service that Cyrus and Dovecot both have: Dovecot logs under such a name only into its own files.
///
///     imap[13]: badlogin: [192.0.2.8] plain [SASL(-13): authentication failure: checkpass failed]
///     imap(judy@store.example)<955><l1FQSL5g>: Info: Disconnected: Logged out in=155 out=958
func parseCyrusOrDovecot(
  _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record
) -> Bool {
  guard case .bytes(let app, _) = record[.app] else { return false }
  let isDovecots = isDovecot(line, Int(app)..<text.upperBound)
  if !isDovecots, parseMailboxServer(line, text, &record) { return true }
  if !parseDovecot(line, text, &record) { return false }
  record[.mta] = .word("dovecot")
  return true
}

/// What the program's name says of the protocol: `imapd-ssl`, `cyrus/pop3s`, `pop3ds`, `lmtpunix`.
private func transport(_ line: borrowing Span<UInt8>, _ record: inout Record) {
  guard case .bytes(let first, let last) = record[.app] else { return }
  let app = line.extracting(Int(first)..<Int(last))
  for i in 0..<app.count {
    guard let name = app.mailProtocol(at: i) else { continue }
    record[.protocol] = .word(name)
    break
  }
  let isTLS =
    app.ends(with: "-ssl") || app.ends(with: "ps") || app.ends(with: "3s") || app.ends(with: "ds")
  if isTLS, record[.tls_version] == nil { record[.tls_version] = .word("TLS") }
}

extension Span where Element == UInt8 {
  /// Whether one of `openings` stands at `at`.
  func begins(with openings: [StaticString], at: Int) -> Bool {
    // No iterator: it would count a reference.
    for i in openings.indices where holds(openings[i], at: at) { return true }
    return false
  }

  /// The protocol whose name stands at `at`.
  fileprivate func mailProtocol(at: Int) -> StaticString? {
    switch self[at] {
    case UInt8(ascii: "i"): holds("imap", at: at) ? "imap" : nil
    case UInt8(ascii: "p"): holds("pop", at: at) ? "pop3" : nil
    case UInt8(ascii: "l"): holds("lmtp", at: at) ? "lmtp" : nil
    case UInt8(ascii: "s"): holds("sieve", at: at) ? "sieve" : nil
    default: nil
    }
  }
}
