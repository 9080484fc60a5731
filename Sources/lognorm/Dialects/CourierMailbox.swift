import Lines
import MailRecord

/// Reads what Courier's POP and IMAP servers and its authdaemond say.
///
///     LOGIN, user=judy, ip=[::ffff:10.20.0.108], port=[46321], protocol=IMAP
///     LOGOUT, user=judy, ip=[::ffff:10.20.0.108], port=[46321], headers=0, body=0, rcvd=28, sent=331, time=0
///     LOGIN FAILED, method=PLAIN, ip=[::ffff:192.0.2.4]
///     ip=[::ffff:203.0.113.38], Unexpected SSL connection shutdown.
///
/// The user's name is the client's word, so the address is looked for from the right.
/// - Source: courier-imap's imaplogin.c, imapd.c, pop3login.c, pop3dserver.c, couriertls.c, authdaemond.c.
func parseCourierMailbox(
  _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record
) -> Bool {
  var at = text.lowerBound
  for level in courierLevels where line.holds(level, at: at) { at += level.utf8CodeUnitCount }
  if line.holds("ip=[", at: at) { return courierClient(line, at, &record) != nil }
  if line.begins(with: courierNotices, at: at) { return courierNotice(line, at, &record) }
  guard line.begins(with: courierEvents, at: at), let address = line.lastPosition(of: ", ip=["),
    let end = courierClient(line, address + 2, &record)
  else { return false }
  courierUser(line, at, address, &record)
  courierCounts(line, end, &record)
  return true
}

private let courierLevels: [StaticString] = ["INFO: ", "DEBUG: ", "ERR: ", "NOTICE: ", "WARN: "]

private let courierEvents: [StaticString] = [
  "LOGIN, ", "LOGIN FAILED, ", "LOGIN: ", "LOGOUT, ", "Connection, ", "DISCONNECTED, ", "Disconnected, ",
  "TIMEOUT, ", "Timeout, ",
]

private let courierNotices: [StaticString] = [
  "Maximum connection limit reached for ", "couriertls: ", "chdir ", "authentication error", "authdaemon: ",
  "modules=\"", "Installing ", "Installation complete: ", "Uninstalling ", "stopping authdaemond",
  "restarting authdaemond", "starting client module", "received auth request", "Authenticated: ", "auth",
  "pam_service=", "password matches", "supplied password ", "user not found", "Error: ", "Failed to ",
  "Unexpected SSL connection shutdown", "check your network", "fork", "accept: ", "ACL: ", "maildir",
  "no password supplied", "dlopen", "bdbobj", "socket", "unexpected", "Failure reading", "SELECT",
]

/// `Maximum connection limit reached for ::ffff:203.0.113.43`.
private func courierNotice(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  if line.holds("Maximum connection limit reached for ", at: at) {
    let address = withoutMapping(line, at + 37..<(line.end(from: at + 37) { isAddressByte($0) }))
    if line.isAddress(address) { record[.client_address] = .slice(address) }
    record[.reason] = .slice(at..<at + 32)
  }
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
  if line.holds(", ", at: close + 1), line.holds("ip=[", at: at), line.position(of: "=", from: close) == nil {
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
