import Lines
import MailRecord

/// Reads what perdition, the proxy of POP and IMAP servers, says.
///
///     Connect: 192.0.2.4:4711->10.0.0.1:143
///     Auth: 192.0.2.4:4711->10.0.0.1:143 authorisation_id=NONE authentication_id="judy" server="store:143"
///         protocol=IMAP4 server-secure=plaintext status="ok"        (all in one line)
///     Closing session: 192.0.2.4:4711->10.0.0.1:143 authentication_id="judy" received=42 sent=512
///
/// The user's name is the client's word: it ends where the last server begins. A password that perdition was
/// told to log is masked.
/// - Source: perdition 2.2's perdition.c, perdition_log_auth and perdition_log_close.
func parsePerdition(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard perditionEvents.stand(in: line, at: at), let colon = line.position(of: UInt8(ascii: ":"), from: at)
  else { return perditionNotices.stand(in: line, at: at) }
  perditionClient(line, line.end(from: colon + 1) { $0 == UInt8(ascii: " ") }, &record)
  perditionUser(line, at, &record)
  for (key, field) in perditionQuoted {
    guard let place = line.lastPosition(of: key), place > at else { continue }
    let start = place + key.utf8CodeUnitCount
    if let end = line.position(of: UInt8(ascii: "\""), from: start) { record[field] = .slice(start..<end) }
  }
  for (key, field) in perditionCounts {
    guard let place = line.lastPosition(of: key) else { continue }
    record[field] = line.decimal(at: place + key.utf8CodeUnitCount).map { .integer($0.value) }
  }
  return true
}

/// `192.0.2.4:4711->10.0.0.1:143`.
private func perditionClient(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  let address = at..<(line.end(from: at) { isAddressByte($0) })
  let colon = line.lastPosition(of: UInt8(ascii: ":"), before: address.upperBound) ?? 0
  guard colon > address.lowerBound, line.isAddress(address.lowerBound..<colon) else {
    if line.isAddress(address) { record[.client_address] = .slice(address) }
    return
  }
  record[.client_address] = .slice(address.lowerBound..<colon)
  record[.client_port] = line.decimal(colon + 1..<address.upperBound).map { .integer($0) }
}

/// `authentication_id="judy" passwd="secret" server=`: who, and behind whom nothing may be seen.
private func perditionUser(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  // Releases before 1.18 say `user="judy"`.
  let isNew = line.position(of: "authentication_id=\"", from: at) != nil
  let key: StaticString = isNew ? "authentication_id=\"" : " user=\""
  guard let place = line.position(of: key, from: at) else { return }
  let start = place + key.utf8CodeUnitCount
  var end = line.lastPosition(of: "\" server=\"") ?? line.lastPosition(of: "\" received=") ?? line.count
  if let secret = line.position(of: "\" passwd=\"", from: start), secret + 10 < end {
    record.mask(secret + 10..<end)
    end = secret
  }
  if end > start { record[.auth_user] = .slice(start..<end) }
}

private let perditionQuoted: [(StaticString, Field)] = [
  (" server=\"", .remote_mta), (" status=\"", .result),
]

private let perditionCounts: [(StaticString, Field)] = [(" received=", .bytes_in), (" sent=", .bytes_out)]

private let perditionEvents = Openings(["Connect:", "Auth:", "Close:", "Closing session:", "Connecting:"])

private let perditionNotices = Openings([
  "vanessa_", "getserver: ", "token_", "read_line: ", "imap4_", "pop3_", "managesieve_", "username_",
  "add_domain=", "ssl_", "could not ", "perdition_", "dbserver_get", "greeting", "write_", "io_", "str_",
  "Fatal ", "Exiting", "Closing NULL session", "Starting", "Reloading", "Login", "main: ", "Could not ",
  "Error ", "Certificate", "Connected to ", "Disconnecting", "Remote ",
])

/// Reads what saslauthd says of a password it was asked about; the hashes that it compares are masked.
///
///     do_auth         : auth failure: [user=frank] [service=smtp] [realm=] [mech=pam] [reason=Unknown]
///                     : auth success: [user=judy] [service=imap] [realm=] [mech=pam]
///
/// Before the first colon stands the function that speaks, in a column of 16; builds that don't know it leave blanks.
/// - Source: cyrus-sasl 2.1.28's saslauthd-main.c and the auth_*.c, ipc_*.c, cache.c beside it.
func parseSaslauthd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.isModule(at: at) { return parsePam(line, text, &record) }
  if line.holds("DEBUG: ", at: at) {
    record.mask(line, from: ": pw mismatch: '", to: "'", in: text)
    return true
  }
  // The function that speaks, with blanks up to a column.
  let name = line.end(from: at) { $0 &- 97 < 26 || $0 &- 48 < 10 || $0 == UInt8(ascii: "_") }
  let colon = line.end(from: name) { $0 == UInt8(ascii: " ") }
  guard line.holds(": ", at: colon), name > at || colon > at, colon < at + 24 else {
    return saslOpenings.stand(in: line, at: at)
  }
  guard line.position(of: "[user=", from: colon) != nil else { return true }
  bracketed("[user=", "] [service=", .auth_user, line, at, &record)
  bracketed("[service=", "] [realm=", .service, line, at, &record)
  bracketed("[remote=", "]", .client_address, line, at, &record)
  bracketed("[mech=", "]", .auth_method, line, at, &record)
  bracketed("[reason=", "]", .reason, line, at, &record)
  return true
}

private let saslOpenings = Openings([
  "PAM ", "ptclose", "could not", "Could not", "START", "Retrying", "Unable", "attempting ", "can not ",
  "DIGEST-MD5 ", "CRAM-MD5 ", "NTLM ", "Domain/Realm not available", "User not found: ", "setpass ", "error ",
  "unable ", "Bad ", "unknown ", "user not found in ",
])

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
