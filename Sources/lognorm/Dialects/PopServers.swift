import Lines
import MailRecord

/// Reads what the small POP servers say: solid-pop3d, vm-pop3d, cucipop, qpopper, popa3d, teapop.
///
///     authentication failed: no such user: adrian - 192.0.2.4
///     User 'jobs' - failed auth, from=192.0.2.4
///     authentication failure judy 192.0.2.4
///     [AUTH] Failed attempted login to judy from host (client.example) 192.0.2.4
///     Successful login for 'judy' [192.0.2.4]
///
/// The address is the last word; the user's name, the client's word, is what stands between.
/// - Source: the servers' sources and manual pages.
func parsePopServer(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard line.begins(with: popOpenings, at: at) || line.position(of: ": -ERR ", from: at) != nil else {
    return false
  }
  record[.protocol] = .word("pop3")
  let end = popAddress(line, at, &record)
  for (before, after) in popUsers {
    guard let place = line.position(of: before, from: at), place < end else { continue }
    let start = place + before.utf8CodeUnitCount
    let last = min(end + 1, line.count)
    guard let stop = after.utf8CodeUnitCount == 0 ? end : line.lastPosition(of: after, before: last) else {
      continue
    }
    if stop > start { record[.auth_user] = .slice(start..<stop) }
    break
  }
  return true
}

private let popOpenings: [StaticString] = [
  "authentication ", "can't find APOP", "APOP authentication", "user ", "User ", "Session ", "connect from ",
  "Connect", "connection ", "[AUTH] ", "(v", "Stats: ", "Authentication ", "Successful login", "Failed login",
  "vm-pop3d ", "POP ", "Possible probe", "Possible ", "Login ", "login ", "logged ", "Timeout", "timeout",
  "session ", "error ", "Incoming ", "closed ", "Closed ", "Unable to ", "can't ", "Can't ", "EOF ",
  "cannot ",
]

/// What stands before and after the user's name; an empty end is the address.
private let popUsers: [(StaticString, StaticString)] = [
  ("no such user: ", " - "), ("map user name: ", " - "), (" for user ", " - "), ("User '", "' "),
  ("for user: '", "' "), ("login for '", "' "), ("authentication failure ", " "),
  ("login to ", " from host "),
  ("login by user \"", "\" at "), ("Stats: ", " "), ("Authentication passed for ", ""),
  ("Authentication failed for ", ""), ("user ", " authenticated"),
]

/// The address at the end, as `192.0.2.4`, `[192.0.2.4]` or `from=192.0.2.4`; where it begins, or the end.
private func popAddress(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Int {
  var end = line.count
  if end > at, line[end - 1] == UInt8(ascii: "]") { end -= 1 }
  var start = end
  while start > at, isAddressByte(line[start - 1]) { start -= 1 }
  guard start < end, line.isAddress(start..<end) else { return line.count }
  let address = withoutMapping(line, start..<end)
  record[.client_address] = .slice(address)
  return start
}

/// Reads what perdition, the proxy of POP and IMAP servers, says.
///
///     Connect: 192.0.2.4:4711->10.0.0.1:143
///     Auth: 192.0.2.4:4711->10.0.0.1:143 authentication_id="judy" server="store:143" status="ok"
///     Close: 192.0.2.4:4711->10.0.0.1:143 authentication_id="judy" received=42 sent=512
///
/// - Source: perdition 2.2's perdition.c and log.c.
func parsePerdition(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard line.begins(with: ["Connect: ", "Auth: ", "Close: ", "Connecting: "], at: at),
    let blank = line.position(of: UInt8(ascii: " "), from: at)
  else {
    return line.begins(
      with: ["Fatal ", "Exiting", "Closing", "Starting", "Reloading", "Login", "main: "], at: at)
  }
  let address = blank + 1..<(line.end(from: blank + 1) { isAddressByte($0) })
  let colon = line.lastPosition(of: UInt8(ascii: ":"), before: address.upperBound) ?? 0
  let hasPort = colon > address.lowerBound && line.isAddress(address.lowerBound..<colon)
  let client = hasPort ? address.lowerBound..<colon : address
  if line.isAddress(client) { record[.client_address] = .slice(client) }
  if hasPort, let port = line.decimal(colon + 1..<address.upperBound) {
    record[.client_port] = .integer(port)
  }
  quoted("authentication_id=\"", .auth_user, line, at, &record)
  quoted("server=\"", .remote_mta, line, at, &record)
  quoted("status=\"", .result, line, at, &record)
  if record[.auth_user] == nil { quoted("user=\"", .auth_user, line, at, &record) }
  for (key, field) in [(" received=", Field.bytes_in), (" sent=", .bytes_out)] as [(StaticString, Field)] {
    if let place = line.lastPosition(of: key),
      let number = line.decimal(at: place + key.utf8CodeUnitCount)
    {
      record[field] = .integer(number.value)
    }
  }
  return true
}

/// `key="value"`, the last of them.
private func quoted(
  _ key: StaticString, _ field: Field, _ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record
) {
  guard let place = line.lastPosition(of: key), place > at else { return }
  let start = place + key.utf8CodeUnitCount
  guard let end = line.position(of: UInt8(ascii: "\""), from: start) else { return }
  record[field] = .slice(start..<end)
}

/// Reads what saslauthd says of a password it was asked about.
///
///     do_auth         : auth failure: [user=frank] [service=smtp] [realm=] [mech=pam] [reason=Unknown]
///
/// - Source: cyrus-sasl 2.1's saslauthd-main.c and the auth_*.c beside it.
func parseSaslauthd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.holds("pam_", at: at) { return true }
  guard let colon = line.position(of: ": ", from: at), colon < at + 24 else {
    return line.begins(
      with: ["PAM ", "ptclose", "could not", "Could not", "START", "Retrying", "Unable"], at: at)
  }
  guard line.position(of: "[user=", from: colon) != nil else { return true }
  bracketed("[user=", "] [service=", .auth_user, line, at, &record)
  bracketed("[service=", "] [realm=", .service, line, at, &record)
  bracketed("[mech=", "]", .auth_method, line, at, &record)
  bracketed("[reason=", "]", .reason, line, at, &record)
  return true
}

/// `[service=smtp]`: the last of them, since the user's name may hold anything; that ends where it begins.
private func bracketed(
  _ key: StaticString, _ next: StaticString, _ field: Field, _ line: borrowing Span<UInt8>, _ at: Int,
  _ record: inout Record
) {
  let isUser = field == .auth_user
  guard let place = isUser ? line.position(of: key, from: at) : line.lastPosition(of: key) else { return }
  let start = place + key.utf8CodeUnitCount
  guard let end = isUser ? line.lastPosition(of: next) : line.position(of: next, from: start), end > start
  else { return }
  record[field] = .slice(start..<end)
}
