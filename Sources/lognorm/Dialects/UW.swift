import Lines
import MailRecord

/// Reads what the University of Washington's imapd and ipop3d say, and AIX's servers, which came of them.
///
///     pop3 service init from 192.0.2.8
///     Login user=judy host=client.example [192.0.2.8]
///     Login failed user=judy auth=judy host=client.example [192.0.2.8]
///     Logout user=judy host=client.example [192.0.2.8] nmsgs=3 ndele=1
///     Command stream end of file, while reading line user=??? host=[192.0.2.8]
///
/// The user's name is the client's word, so the host is looked for from the right.
/// - Source: UW imap 2007f's imapd.c, ipop3d.c, server_login in osdep/unix and ssl_unix.c; AIX's manual pages
///   of pop3d and imapd.
func parseUW(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.holds("connect from ", at: at) { return uwClient(line, at + 13, &record) }
  let head = line.extracting(..<min(at + 40, line.count))
  if let place = head.position(of: " service init from ", from: at) {
    if line.holds("SSL ", at: place - 3) { record[.tls_version] = .word("TLS") }
    return uwClient(line, place + 19, &record)
  }
  if let place = head.position(of: "login failures from ", from: at) {
    record[.reason] = .slice(at..<place + 14)
    return uwClient(line, place + 20, &record)
  }
  let isCapital = at < line.count && line[at] &- 65 < 26 || line.holds("command stream", at: at)
  guard isCapital, let host = line.uwHost(at), host >= at else {
    return uwNotices.stand(in: line, at: at)
  }
  let end = uwHost(line, host + 6, &record)
  if line.holds(" mech=", at: end) { record[.auth_method] = .slice(end + 6..<line.count) }
  count(" nmsgs=", .messages, line, end, &record)
  count(" ndele=", .deleted, line, end, &record)
  uwUser(line, at, host, &record)
  return true
}

extension Span where Element == UInt8 {
  /// Where the last ` host=` stands; a mailbox that could not be read is named behind it.
  fileprivate func uwHost(_ at: Int) -> Int? {
    let end = holds("Fatal ", at: at) ? position(of: " mbx=", from: at) ?? count : count
    return lastPosition(of: " host=", before: end)
  }
}

private let uwReasonless = Openings([
  "Login user", "Authenticated", "Logout", "Preauth", "APOP user", "Auth user",
])

private let uwNotices = Openings([
  "Mailbox vulnerable", "Unable to ", "SSL error status", "Trying to get mailbox lock", "Moved ", "Can't ",
  "Error opening ", "Expunge ", "File ", "IMAP toolkit ", "Mailbox lock ", "SECURITY PROBLEM",
  "SYSTEM ", "This server does not support SSL",
  "unable to lock", "Killed", "Autologout", "Broken pipe", "Connection reset",
])

/// `192.0.2.8` or a name at `start`: who has come.
private func uwClient(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  let client = start..<(line.end(from: start) { $0 > 32 })
  record[line.isAddress(client) ? .client_address : .client_name] = .slice(client)
  return true
}

/// `client.example [192.0.2.8]`, `[192.0.2.8]`, `client.example` at `start`; where it ends.
private func uwHost(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Int {
  let name = start..<(line.end(from: start) { $0 > 32 && $0 != UInt8(ascii: "[") })
  if !name.isEmpty, !line.extracting(name).equals("UNKNOWN") { record[.client_name] = .slice(name) }
  let open = line.end(from: name.upperBound) { $0 == UInt8(ascii: " ") }
  guard line.holds("[", at: open), let close = line.position(of: UInt8(ascii: "]"), from: open) else {
    return name.upperBound
  }
  let address = withoutMapping(line, open + 1..<close)
  if line.isAddress(address) { record[.client_address] = .slice(address) }
  return close + 1
}

/// `Login failed user=judy domain=(null) auth=judy`: what was done, and by whom, before the host.
private func uwUser(_ line: borrowing Span<UInt8>, _ at: Int, _ host: Int, _ record: inout Record) {
  var said = host
  if line.holds("AUTHENTICATE ", at: at) {
    let start = at + 13
    record[.auth_method] = .slice(start..<(line.end(from: start) { $0 > 32 }))
  }
  if let user = line.position(of: "user=", from: at), user < host {
    var end = host
    for key: StaticString in [" auth=", " domain="] {
      if let place = line.lastPosition(of: key, before: end), place > user { end = place }
    }
    if end > user + 5, !line.extracting(user + 5..<end).equals("???") {
      record[.auth_user] = .slice(user + 5..<end)
    }
    said = max(at, user - 1)
  }
  // A plain login or logout has no reason.
  if said > at, !uwReasonless.stand(in: line, at: at) {
    record[.reason] = .slice(at..<said)
  }
}

private func count(
  _ key: StaticString, _ field: Field, _ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record
) {
  guard let place = line.position(of: key, from: at),
    let number = line.decimal(at: place + key.utf8CodeUnitCount)
  else { return }
  record[field] = .integer(number.value)
}
