import Lines
import MailRecord

/// Reads what Courier's POP and IMAP servers and its authdaemond say.
///
///     LOGIN, user=judy, ip=[::ffff:10.20.0.108], port=[46321], protocol=IMAP
///     LOGOUT, user=judy, ip=[::ffff:10.20.0.108], port=[46321], headers=0, body=0, rcvd=28, sent=331, time=0
///     LOGIN FAILED, method=PLAIN, ip=[::ffff:192.0.2.4]
///     ip=[::ffff:203.0.113.38], Unexpected SSL connection shutdown.
///
/// The user's name is the client's word, so the address is looked for from the right; what a client says of
/// itself in an IMAP ID stands behind it. Passwords that debug levels show are masked.
/// - Source: courier-imap 5's imaplogin.C, imapd.C, pop3login.C, pop3dserver.C, couriertls.c; courier-authlib
///   0.72's authdaemond.c, debug.c, checkpassword.c and its modules.
func parseCourierMailbox(
  _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record
) -> Bool {
  let at = line.behindCourierLevel(text.lowerBound)
  switch at < line.count ? line[at] : 0 {
  case UInt8(ascii: "i") where line.holds("ip=[", at: at):
    return courierClient(line, at, &record) != nil
  case UInt8(ascii: "C"), UInt8(ascii: "D"), UInt8(ascii: "E"), UInt8(ascii: "I"), UInt8(ascii: "L"),
    UInt8(ascii: "T"):
    if courierEvent(line, at, &record) { return true }
  default: break
  }
  guard courierMailboxNotices.read(line, at..<line.count, &record) else { return false }
  maskCourier(line, at, &record)
  if case .bytes(let start, let end) = record[.client_address] {
    record[.client_address] = .slice(withoutMapping(line, Int(start)..<Int(end)))
  }
  return true
}

extension Span where Element == UInt8 {
  /// Behind the level that Courier's logger takes off, where it was left.
  fileprivate func behindCourierLevel(_ at: Int) -> Int {
    let word = end(from: at) { $0 &- 65 < 26 }
    guard word - at >= 3, holds(": ", at: word) else { return at }
    for level: StaticString in ["INFO: ", "DEBUG: ", "ERR: ", "NOTICE: ", "WARN: ", "ALERT: ", "CRIT: "]
    where holds(level, at: at) { return at + level.utf8CodeUnitCount }
    return at
  }
}

private let courierEvents = Openings([
  "LOGIN, ", "LOGOUT, ", "Connection, ", "LOGIN FAILED, ", "DISCONNECTED, ", "Disconnected, ", "TIMEOUT, ",
  "Timeout, ", "LOGIN: ", "LOCKED, ", "EXPUNGED, ", "DELETED, ",
])

/// `LOGIN, user=judy, ip=[::ffff:10.20.0.108], port=[46321], protocol=IMAP`.
private func courierEvent(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  if line.holds("ID, user=", at: at) {
    guard let address = line.position(of: ", ip=[", from: at) else { return false }
    record[.auth_user] = .slice(at + 9..<address)
    return courierClient(line, address + 2, &record) != nil
  }
  if line.holds("LOGIN: ip=[", at: at) {
    guard courierClient(line, at + 7, &record) != nil else { return false }
    record[.reason] = nil
    if let secret = line.position(of: ", password=", from: at) { record.mask(secret + 11..<line.count) }
    return true
  }
  guard courierEvents.stand(in: line, at: at), let address = line.lastPosition(of: ", ip=["),
    let end = courierClient(line, address + 2, &record)
  else { return false }
  courierUser(line, at, address, &record)
  courierCounts(line, end, &record)
  return true
}

/// `ip=[::ffff:10.20.0.108], port=[46321]` at `at`; where it ends.
private func courierClient(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Int? {
  guard let close = line.position(of: UInt8(ascii: "]"), from: at + 4) else { return nil }
  let address = withoutMapping(line, at + 4..<close)
  if line.isAddress(address) { record[.client_address] = .slice(address) }
  if line.holds(", port=[", at: close + 1), let port = line.decimal(at: close + 9) {
    record[.client_port] = .integer(port.value)
    return port.end + 1
  }
  if line.holds(", ", at: close + 1), line.position(of: UInt8(ascii: "="), from: close) == nil {
    record[.reason] = .slice(close + 3..<line.count)
  }
  return close + 1
}

/// `LOGIN FAILED, user=judy`, `LOGIN FAILED, method=PLAIN`: what stands before the address.
private func courierUser(
  _ line: borrowing Span<UInt8>, _ at: Int, _ end: Int, _ record: inout Record
) {
  guard let comma = line.position(of: ", ", from: at), comma < end else { return }
  var start = comma + 2
  if line.holds("method=", at: start) {
    let method = start + 7..<(line.end(from: start + 7) { $0 != UInt8(ascii: ",") })
    record[.auth_method] = .slice(method)
    start = method.upperBound + 2
  }
  if line.holds("user=", at: start), start + 5 <= end { record[.auth_user] = .slice(start + 5..<end) }
}

/// `, top=0, retr=0, rcvd=12, sent=39, time=0, stls=1`, `, protocol=IMAP` from `start` on.
private func courierCounts(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  var at = start
  while line.holds(", ", at: at), let equals = line.position(of: UInt8(ascii: "="), from: at) {
    let value = equals + 1..<(line.end(from: equals + 1) { $0 != UInt8(ascii: ",") })
    let key = line.extracting(at + 2..<equals)
    if let number = line.decimal(value) {
      if key.equals("rcvd") { record[.bytes_in] = .integer(number) }
      if key.equals("sent") { record[.bytes_out] = .integer(number) }
      if key.equals("time") { record[.duration] = .integer(number) }
      if key.equals("starttls") || key.equals("stls"), number > 0 { record[.tls_version] = .word("TLS") }
    }
    at = value.upperBound
  }
}

/// Masks what authdaemond's debug levels show of passwords.
private func maskCourier(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  let text = at..<line.count
  if let secret = line.position(of: "clearpasswd=", from: at) {
    return record.mask(secret + 12..<line.count)
  }
  if line.holds("supplied password '", at: at) || line.holds("Password for ", at: at) {
    return record.mask(line, from: "'", to: "'", in: text)
  }
  if line.holds("binding to LDAP", at: at) {
    return record.mask(line, from: "', password '", to: "'", in: text)
  }
  if let query = line.position(of: "uery: ", from: at), query + 12 < line.count,
    line.holdsAnyCase("UPDATE", in: query + 6..<query + 12)
  {
    record.mask(line, from: "'", to: "'", in: text)
  }
}

private let courierMailboxNotices = Shapes(
  """
  Maximum connection limit reached for {client_address}
  couriertls: {reason:rest}
  chdir {directory:text}: {reason:rest}
  Unexpected SSL connection shutdown{:rest}
  proxy enabled, but no {:text} for {auth_user}
  Did not receive greeting from {remote_mta}
  Login to {remote_mta} failed
  Login userid rejected by {remote_mta}
  Login password rejected by {remote_mta}
  UTF8 rejected by {remote_mta}
  I/O error disconnect
  I/O error while reading message file {:text}: {reason:rest}
  IMAP FETCH ERROR: {reason:rest}
  error storing a message, user={user:text}, errno={:int}
  Error while saving courierpop3dsizelist, user={user:rest}
  Error reading ACLs for {mailbox:text}: {reason:rest}
  exec({:text}) failed!!
  failed to open pop3dlist file after retries
  imap_filename_to_foldername({:text}) failed
  uid {uid:int} not found in passwd file
  authentication error: {reason:rest}
  authdaemon: {reason:rest}
  modules="{:text}", daemons={:int}
  Installing {:rest}
  Installation complete: {:rest}
  Uninstalling {:rest}
  stopping authdaemond children
  restarting authdaemond children
  starting client module
  received auth request, service={service}, authtype={auth_method}
  received userid lookup request: {user:rest}
  Authenticated: sysusername={user:text}, sysuserid={:text}, sysgroupid={:text}, homedir={directory:text}, \
  address={auth_user:text}, fullname={:text}, maildir={:text}, quota={:text}, options={:text}
  {:word} sysusername={:rest}
  Authenticated: {:rest}
  found in {:word} userid={:rest}
  username={auth_user:rest}
  user not found: {user:rest}
  password matches successfully
  supplied password {:rest}
  no password {:rest}
  Password for {user:text} does not match
  Password for {user:text}: {:rest}
  Password update failed: {reason:rest}
  Missing password in LDAP!
  binding to LDAP {:rest}
  cannot connect to {:rest}
  Returned DN: {:rest}
  Returned multiple entries ({:int})
  SQL query: {:rest}
  Query: {:rest}
  FAIL{:rest}
  userdb: {:rest}
  authcram: {:rest}
  authpam {:rest}
  authpam: {:rest}
  authldap{:text}: {reason:rest}
  authmysql{:text}: {reason:rest}
  authpgsql{:text}: {reason:rest}
  authsqlite{:text}: {reason:rest}
  authpipe{:text}: {reason:rest}
  authuserdb{:text}: {reason:rest}
  authpwd{:text}: {reason:rest}
  authshadow{:text}: {reason:rest}
  authcustom{:text}: {reason:rest}
  auth{:word}: {reason:rest}
  pam_service={service}, pam_username={user:rest}
  pam_open_session failed: {reason:rest}
  dopam successful
  [Hint: {:rest}
  s_connect() failed: {reason:rest}
  fork() failed: {reason:rest}
  fork: {reason:rest}
  accept: {reason:rest}
  select: {reason:rest}
  couriertcpd: ready.
  {:int} maximum active connections.
  {:int} active connections.
  ip=[{client_address}], An unexpected TLS packet was received.
  dropped blocked connection from {client_address}
  {user}: chdir({directory}) failed!!
  REJECT - try next module
  FAIL, all modules rejected
  BYE {reason:rest}
  File alteration monitor: {reason:rest}
  couriertcpd: {reason:rest}
  TLSCACHE: {:rest}
  maildir{:rest}
  Failed to create cache file: {reason:rest}
  Error: {reason:rest}
  Check for proper operation and configuration{:rest}
  check your network{:rest}
  """)
