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
  // Since 3.10 names and values stand there.
  if line.holds("Delivered: sessionid=<", at: at) {
    record[.action] = .word("delivered")
    return cyrusAudit(line, at + 10, &record)
  }
  if line.holds("Delivered: ", at: at) { return cyrusDelivered(line, at + 11, &record) }
  if line.holds("starttls: ", at: at) { return cyrusTLS(line, at + 10, &record) }
  if let failed = line.position(of: " negotiation failed: ", from: at), failed < at + 20 {
    _ = cyrusHost(line, failed + 21, &record)
    return true
  }
  for words: StaticString in ["pop3s failed: ", "[pop3d] STARTTLS failed: "] where line.holds(words, at: at) {
    _ = cyrusHost(line, at + words.utf8CodeUnitCount, &record)
    return true
  }
  if line.holds("auditlog: ", at: at) || line.holds("session ended: ", at: at) {
    return cyrusAudit(line, at + 10, &record)
  }
  if line.position(of: "\" => \"HTTP/", from: at) != nil {
    _ = cyrusHost(line, at, &record)
    return true
  }
  return cyrusShapes.read(line, text, &record) || cyrusOpenings.stand(in: line, at: at)
    || line.position(of: "TLS server engine", from: at) != nil
}

/// `append sessionid=<cyrus-12> mailbox=<user.judy> uid=<12> messageid=<<1@a.example>>`.
private func cyrusAudit(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  for (key, field) in cyrusAudited {
    guard let place = line.position(of: key, from: start) else { continue }
    let open = place + key.utf8CodeUnitCount
    let inner = line.holds("<", at: open) ? 1 : 0
    guard let close = line.position(of: UInt8(ascii: ">"), from: open) else { continue }
    if field == .size {
      record[field] = line.decimal(open..<close).map { .integer($0) }
    } else if close > open + inner {
      record[field] = .slice(open + inner..<close)
    }
  }
  return line.count > start
}

private let cyrusAudited: [(StaticString, Field)] = [
  (" sessionid=<", .session_id), (" mailbox=<", .mailbox), (" message-id=<", .message_id),
  (" messageid=<", .message_id), (" size=<", .size), (" userid=<", .auth_user),
  (" remote=<", .client_address),
]

/// How other messages begin that have no fields.
private let cyrusOpenings = Openings([
  "Annotation callout ", "CHANGESUB: ", "DISCONNECT: ", "Denied removal of ", "Doing a peer verify",
  "EOF in SSL_accept", "Header CRC mismatch ", "MAIL, ", "Maildrop ", "Private key ",
  "Regenerating quota roots ",
  "Remove of ", "Rename: ", "Repacking ", "Repeatedly interrupted", "Rewrote ", "SASL ", "SORT ",
  "SSL3 alert ",
  "Set client CA list", "Setting ", "TIMEOUT ", "TLS Server Name ", "TLS negiation failed",
  "TLS/SSL connection ",
  "Too many open connections", "Unauthorized user ", "Unexpected ", "Unlinking ", "adding reverse acl ",
  "[deflate(", "[inflate(", "deflate(", "inflate(", "connection to ",
  "aps_topic ",
  "backend ", "begin_shutdown: ", "cert ", "create new mailbox ", "d2i_SSL_", "do_notify using ", "fcntl(",
  "fingerprint=", "forgetting ", "found ", "fwd NOTIFY ", "get TLS session: ", "got incorrectly sized ",
  "i2d_SSL_", "idle ", "imaps: ", "issuer", "kill child ", "lock_setlock(", "master fork ",
  "murder configuration ",
  "new TLS session: ", "open(", "open: ", "optimized mode ", "pop3s: ", "protocol error in SSL_accept",
  "received ",
  "remove TLS session: ", "run reconstruct ", "saslprops_", "set maximum ", "setting up TLS ", "sievedir ",
  "skipping ", "still waiting for ", "subject", "sync_", "time of day clock ", "timed out ", "tls_", "twom: ",
  "unknown service ", "updating ", "value '", "verify error:", "waiting for ", "waitpid", "xapian ",
  "[pop3d] ",
  "smtpclient_open: ", "syncerror: ", "suppressed ", "rename failed", "released ", "read ", "session ended",
])

private let cyrusShapes = Shapes(
  """
  open: user {user:text} opened {mailbox:rest}
  seen_db: user {user:text} opened {mailbox:rest}
  seen_db: {:rest}
  SASL {reason:rest}
  Rename: {mailbox:text} -> {:rest}
  {mailbox:text}: Logins must be at least {:rest}
  {mailbox:text}: same message appears twice {:rest}
  graceful shutdown{:rest}
  creating sql_db {:rest}
  Repacking mailbox {mailbox:text} version {:int}
  Remove of supposedly {reason:rest}
  done indexing {:rest}
  skipstamp {reason:rest}
  Mailbox does not exist
  connect({:text} failed: {reason:rest}
  accepted connection
  executed
  about to exec {exe:rest}
  process {:rest}
  service {:rest}
  checkpointing {:rest}
  done checkpointing {:rest}
  archiving {:rest}
  USAGE {user:text} user: {:text} sys: {:rest}
  dupelim: eliminated duplicate message to {mailbox:text} id {message_id:text} ({:text})
  dupelim: {:rest}
  duplicate_{:word}: {:rest}
  IOERROR: {reason:rest}
  IONOTICE: {reason:rest}
  DBERROR{:text}: {reason:rest}
  DBMSG{:text}: {:rest}
  DBERROR{:rest}
  SYNCERROR: {reason:rest}
  SYNCNOTICE: {reason:rest}
  SYNC_NOTICE: {reason:rest}
  ERROR: {reason:rest}
  WARNING: {reason:rest}
  Warning: {reason:rest}
  Fatal error: {reason:rest}
  FATAL{:rest}
  LOSTQUOTA: {reason:rest}
  SQUAT{:rest}
  MUPDATE: {:rest}
  XFER: {:rest}
  META {:rest}
  APOP disabled: {reason:rest}
  skiplist: {:rest}
  twoskip: {:rest}
  cyrusdb: {:rest}
  mbentry {:rest}
  mailbox{:rest}
  mboxlist{:rest}
  mupdate{:rest}
  ready for work
  ready for work, {:rest}
  exiting{:rest}
  attempting {:rest}
  counts: retr=<{messages:int}> top=<{:text}> dele=<{deleted:int}>
  counts: {:rest}
  lmtp connection preauth'd as {auth_user:rest}
  connection from {:rest}
  client id sessionid=<{session_id}> userid=<{auth_user:text}>:{:rest}
  client id{:rest}
  Disconnect{:rest}
  Lost connection to client{:rest}
  Connection {:rest}
  SSL_{:rest}
  TLS is available.
  TLS negotiation failed: {:rest}
  TLS client engine: {reason:rest}
  STARTTLS {:rest}
  inittls: {:rest}
  starting {:rest}
  started{:rest}
  imapd:Loading {:rest}
  Loading {:rest}
  ALPN {reason:rest}
  compression enabled
  Failed to {reason:rest}
  failed to {reason:rest}
  unable to {reason:rest}
  Unable to {reason:rest}
  could not {reason:rest}
  Could not {reason:rest}
  couldn't {reason:rest}
  can't {reason:rest}
  can not {reason:rest}
  cannot {reason:rest}
  error {reason:rest}
  append{:rest}
  verify_user({mailbox:text}) failed: {reason:rest}
  Expired {:rest}
  Expunged {deleted:int} messages from {mailbox:rest}
  Expunged {:rest}
  expunged {:rest}
  expired {:rest}
  expiring {:rest}
  Cleaned up {:rest}
  Removed {:rest}
  Removing {:rest}
  removing {:rest}
  Repacked {:rest}
  Reconstructing {:rest}
  reconstruct{:rest}
  indexing {:rest}
  skipping mailbox {:rest}
  do_notify using {:rest}
  MAIL, {:rest}
  Squatter {:rest}
  squat{:rest}
  tls_prune: {:rest}
  duplicate_prune: {:rest}
  recovering {:rest}
  Created mailbox {mailbox:rest}
  created mailbox {mailbox:rest}
  created {:rest}
  Deleted mailbox {mailbox:rest}
  Deleting mailbox {mailbox:rest}
  deleting {:rest}
  Renamed {:rest}
  Rename {:rest}
  autocreate{:rest}
  User {:rest}
  quota{:rest}
  sieve redirected: <{message_id:text}> to: {recipient:rest}
  sieve redirected: {:text} to: {recipient:rest}
  sieve {reason:rest}
  Sieve: {reason:rest}
  Rejected: {:rest}
  rejected: {:rest}
  Discarded: {:rest}
  discarded: <{message_id:text}>
  discarded: {:rest}
  Redirected: {:rest}
  redirected: {:rest}
  Undelivered: {:rest}
  fetching {:rest}
  command: {:rest}
  cmdtimer: {:rest}
  telemetry{:rest}
  notify{:rest}
  idle{:rest}
  IDLE{:rest}
  init: {:rest}
  disable: {:rest}
  activating service {:rest}
  listening for {:rest}
  forked process {:rest}
  lost all children {:rest}
  daemon {:rest}
  waitdaemon {:rest}
  got SIGHUP
  All children have exited, closing down
  Services reconfigured. {:rest}
  setrlimit{:rest}
  limit_fds: {:rest}
  accept failed: {reason:rest}
  fcntl: {reason:rest}
  invalid {reason:rest}
  badlogin{:rest}
  login {:rest}
  retry{:rest}
  mystore: {:rest}
  mydelete: {:rest}
  mkgmtime{:rest}
  cyrdb_{:rest}
  Proxied{:rest}
  EXAMINE{:rest}
  unprotect{:rest}
  child {:int} of {:rest}
  {:word}: service {:rest}
  {:word} session stats : I/O read : {bytes_in:int} bytes : I/O write : {bytes_out:int} bytes
  """)

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
