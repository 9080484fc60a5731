import Lines
import MailRecord

/// Reads what Cyrus' services say.
///
///     login: client.example [192.0.2.8] judy plaintext+TLS User logged in SESSIONID=<cyrus-12>
///     badlogin: client.example [192.0.2.8] plaintext judy SASL(-13): user not found
///     badlogin: [192.0.2.8] CRAM-MD5 (judy@store) [SASL(-13): authentication failure]
///     Delivered: <1@a.example> to mailbox: user.judy
///     starttls: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits new) no authentication
///
/// - Source: Cyrus IMAP 2.2 to 3.8: imap/imapd.c, pop3d.c, lmtpengine.c, lmtpd.c, tls.c, master/master.c.
func parseCyrus(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.holds("login: ", at: at) { return cyrusLogin(line, at + 7, &record) }
  if line.holds("badlogin: ", at: at) { return cyrusBadLogin(line, at + 10, &record) }
  if line.holds("Delivered: ", at: at) { return cyrusDelivered(line, at + 11, &record) }
  if line.holds("starttls: ", at: at) { return cyrusTLS(line, at + 10, &record) }
  if let failed = line.position(of: " negotiation failed: ", from: at), failed < at + 20 {
    _ = cyrusHost(line, failed + 21, &record)
    return true
  }
  guard line.begins(with: cyrusNotices, at: at) || line.position(of: "TLS server engine", from: at) != nil
  else { return false }
  if let user = line.position(of: ": user ", from: at), user < at + 10,
    let opened = line.lastPosition(of: " opened "), opened > user
  {
    record[.user] = .slice(user + 7..<opened)
    record[.mailbox] = .slice(opened + 8..<line.count)
  }
  return true
}

private let cyrusNotices: [StaticString] = [
  "open: ", "seen_db: ", "accepted connection", "executed", "about to exec ", "process ", "checkpointing ",
  "done checkpointing", "archiving ", "USAGE ", "dupelim: ", "duplicate_check: ", "duplicate_mark: ",
  "IOERROR: ", "DBERROR", "DBMSG", "Fatal error: ", "FATAL", "skiplist: ", "twoskip: ", "ready for work",
  "exiting on ", "Expired ", "Expunged ", "SQUAT", "lmtp connection preauth", "SSL_accept() ", "inittls: ",
  "auditlog: ", "counts: ", "fetching ", "created ", "mystore: ", "mydelete: ", "verify_user", "sieve ",
  "created mailbox", "Created mailbox", "Deleted mailbox", "Renamed", "LOSTQUOTA", "quota", "telemetry",
  "imapd:Loading", "mkgmtime", "service ", "unable to ", "could not ", "Failed to ", "recovering ", "notify",
  "client id", "connection from ", "Disconnect", "cyrdb_", "mupdate", "squat", "indexing ", "idle", "idled",
  "setrlimit", "login ", "retry", "append", "EXAMINE", "deleting ", "Repacked", "tls_prune: ",
  "duplicate_prune: ",
  "expunged ", "expired ", "Rejected: ", "rejected: ", "Discarded: ", "discarded: ", "Redirected: ",
  "redirected: ",
  "sieve runtime", "attempting ", "starting ", "started", "unprotect", "Undelivered: ", "reconstruct",
  "Proxied", "STARTTLS ",
]

/// `client.example [192.0.2.8]` at `start`; where it ends.
private func cyrusHost(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Int? {
  let name = start..<(line.end(from: start) { $0 > 32 && $0 != UInt8(ascii: "[") })
  let open = line.end(from: name.upperBound) { $0 == UInt8(ascii: " ") }
  guard line.holds("[", at: open), let close = line.position(of: UInt8(ascii: "]"), from: open) else {
    return nil
  }
  if !name.isEmpty { record[.client_name] = .slice(name) }
  let address = withoutMapping(line, open + 1..<close)
  if line.isAddress(address) { record[.client_address] = .slice(address) }
  return close + 1
}

/// The word at `start`, behind blanks.
private func word(_ line: borrowing Span<UInt8>, _ start: Int) -> Range<Int> {
  let from = line.end(from: start) { $0 == UInt8(ascii: " ") }
  return from..<(line.end(from: from) { $0 > 32 })
}

/// `client.example [192.0.2.8] judy plaintext+TLS User logged in`: the method stands right before the answer.
private func cyrusLogin(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let end = cyrusHost(line, at, &record), let said = line.lastPosition(of: " User logged in"),
    let blank = line.lastPosition(of: UInt8(ascii: " "), before: said)
  else { return line.position(of: "logged in", from: at) != nil }
  if let session = line.position(of: "SESSIONID=<", from: said),
    let close = line.position(of: UInt8(ascii: ">"), from: session)
  {
    record[.session_id] = .slice(session + 11..<close)
  }
  if blank > end {
    record[.auth_user] = .slice(end + 1..<blank)
    cyrusMethod(line, blank + 1..<said, &record)
  } else {
    // POP3's APOP and anonymous logins name the user only.
    record[.auth_user] = .slice(word(line, end))
  }
  return true
}

/// `plaintext+TLS`: the mechanism, and whether the connection was encrypted.
private func cyrusMethod(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  let plus = line.position(of: UInt8(ascii: "+"), from: range.lowerBound).map { min($0, range.upperBound) }
  record[.auth_method] = .slice(range.lowerBound..<(plus ?? range.upperBound))
  if let plus, line.holds("+TLS", at: plus) { record[.tls_version] = .word("TLS") }
}

/// `client.example [192.0.2.8] plaintext judy SASL(-13): ...`: host, method, user perhaps, reason.
private func cyrusBadLogin(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let end = cyrusHost(line, at, &record) else { return line.count > at }
  let method = word(line, end)
  cyrusMethod(line, method, &record)
  guard let sasl = line.lastPosition(of: "SASL("), sasl > method.upperBound else {
    if method.upperBound + 1 < line.count { record[.reason] = .slice(method.upperBound + 1..<line.count) }
    return true
  }
  let isBracketed = line.holds("[", at: sasl - 1)
  record[.reason] = .slice(sasl..<(isBracketed && line.ends(with: "]") ? line.count - 1 : line.count))
  cyrusUser(line, method.upperBound + 1, isBracketed ? sasl - 2 : sasl - 1, &record)
  return true
}

/// `judy` or `(judy@store)` between method and reason; often there is none.
private func cyrusUser(_ line: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ record: inout Record) {
  guard start < end else { return }
  let isBracketed = line.holds("(", at: start) && line.holds(")", at: end - 1) && start + 1 < end
  record[.auth_user] = .slice(isBracketed ? start + 1..<end - 1 : start..<end)
}

/// `<1@a.example> to mailbox: user.judy`.
private func cyrusDelivered(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  record[.action] = .word("delivered")
  if let place = line.lastPosition(of: " to mailbox: "), place > at {
    record[.mailbox] = .slice(place + 13..<line.count)
    let id = line.holds("<", at: at) && line[place - 1] == UInt8(ascii: ">") ? 1 : 0
    if place - id > at + id { record[.message_id] = .slice(at + id..<place - id) }
  }
  return true
}

/// `TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits new)`.
private func cyrusTLS(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  let version = word(line, at)
  guard line.holds(" with cipher ", at: version.upperBound) else { return line.count > at }
  record[.tls_version] = .slice(version)
  let cipher = word(line, version.upperBound + 13)
  record[.tls_cipher] = .slice(cipher)
  if let bits = line.decimal(at: cipher.upperBound + 2) { record[.tls_bits] = .integer(bits.value) }
  return true
}
