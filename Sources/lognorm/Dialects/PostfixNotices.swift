import Lines
import MailRecord

/// Reads what a daemon says that is neither an envelope nor an attempt: connections, warnings, how it fares.
///
///     disconnect from unknown[192.0.2.10] ehlo=1 quit=1 commands=2
///     lost connection with mx.example[192.0.2.9] while sending end of data
///     warning: unknown[192.0.2.22]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=x
///
/// - Source: the calls of msg_info and msg_warn in Postfix 2.0 to 3.10.
func postfixNotice(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  for opening in clientOpenings where line.holds(opening, at: at) {
    return client(line, at + opening.utf8CodeUnitCount, &record)
  }
  for opening in remoteOpenings where line.holds(opening, at: at) {
    return remote(line, at, behind: at + opening.utf8CodeUnitCount, &record)
  }
  for opening in stageOpenings where line.holds(opening, at: at) {
    return brokenOff(line, at + opening.utf8CodeUnitCount, &record)
  }
  if line.holds("statistics: ", at: at) { return statistics(line, at, &record) }
  if line.holds("enabling PIX workarounds: ", at: at), let peer = line.lastPosition(of: " for ") {
    return remote(line, at, behind: peer + 5, &record)
  }
  if line.holds("Host offered STARTTLS: [", at: at), line.ends(with: "]") {
    record[.remote_mta] = .slice(at + 24..<line.count - 1)
    return true
  }
  return openings.stand(in: line, at: at) || line.ends(with: " -- restarting")
    || line.ends(with: " is not reachable") || line.ends(with: " has expired")
    || line.ends(with: " is not yet valid") || line.ends(with: " -- message not accepted, try again later")
}

/// What stands before a client that came in.
private let clientOpenings: [StaticString] = [
  "connect from ", "disconnect from ", "setting up TLS connection from ", "SSL_accept error from ",
  "SSL_accept:", "lost connection from ", "DATA without valid RCPT from ", "BDAT without valid RCPT from ",
]

/// What stands before a next hop.
private let remoteOpenings: [StaticString] = [
  "connect to ", "conversation with ", "lost connection with ", "setting up TLS connection to ",
  "SSL_connect error to ", "SSL_set_fd error to ", "certificate verification failed for ",
  "server certificate verification failed for ", "Server certificate could not be verified for ",
  "certificate peer name verification failed for ", "TLS handshake failed for ",
  "SASL authentication failed; server ", "SASL authentication failed; cannot authenticate to server ",
  "TLS protocol trace for ",
]

/// What stands before the stage at which a session broke off.
private let stageOpenings: [StaticString] = [
  "lost connection after ", "timeout after ", "too many errors after ", "bare <LF> received after ",
  "improper command pipelining after ", "disconnect after ", "Service unavailable after ",
  "unexpected EOF after ",
]

/// How other messages begin that have no fields.
private let openings = Openings([
  "fatal: ", "error: ", "panic: ", "removed", "skipped, still being delivered", "requeued", "placed on hold",
  "Placed on hold", "released from hold", "Released from hold", "expired", "force-expired",
  "daemon started", "terminating on signal ", "master exit time ", "ignoring status update ",
  "reload ", "reload--", "starting the Postfix mail system", "stopping the Postfix mail system",
  "refreshing the Postfix mail system", "aborting the Postfix mail system", "flushing queued mail",
  "flushing the ", "rotating the ", "waiting for the Postfix mail system", "the Postfix mail system is ",
  "initializing the ", "addr ", "cache ", "close database ", "open database ", "table ", "dict ", "Deleted: ",
  "Requeued: ", "Expired: ", "Force-expired: ", "Released from hold: ", "Placed on hold: ", "Renamed to ",
  "SSL_", "SSL3 alert ", "TLS ", "TLSRPT: ", "certificate ", "server certificate ", "client certificate ",
  "verifying ", "Verified ", "Cannot start TLS", "info: ", "using backwards-compatible",
  "using using backwards-compatible", "Postfix is ", "See https://www.postfix.org/",
  "To disable backwards compatibility ", "configuration ", "discarding EHLO keywords", "smtp_", "smtpd_",
  "see also", "to ", "numeric ", "timeout on ", "send attr ", "message has been queued ",
  "message rejected: ",
  "replacing command ", "replacing server reply ", "reply filter ", "passing <", "breaking line ",
  "Sender requested REQUIRETLS", "SMTPS wrappermode ", "not sending trace", "mapping DSN status ",
  "entering STRESS mode", "leaving STRESS mode", "Issuing session ticket", "Decrypting session ticket",
  "abort: ", "ignoring ", "skipping ", "removed spurious ", "host ", "re-using session ", "Reusing old ",
  "subject_CN=", "subject=", "issuer=", "fingerprint=", "Matched ", "Untrusted ", "Trusted ", "depth=",
  "reloaded session ", "save session ", "remove session ", "looking for session ", "looking up session ",
  "SNI hostname: ", "matched peername: ", "raw public key ", "write ", "read ", "delivery via ",
  "pausing ", "database ", "redirecting ", "cannot ", "EGD server ", "exiting to ", "lost connection to ",
  "Peer ", "Server certificate ", "Unverified: ", "Verified: ", "verify error:", "starting TLS engine",
  "target file ", "successfully executed ", "running: ", "export ", "import_", "myhostname=",
])

/// `H`, `H ehlo=1 ... commands=2`, `H: -1`.
private func client(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let host = Host(line, at: at) else { return false }
  host.set(client: line, &record)
  if line.holds("=", at: line.end(from: host.end + 1) { ($0 | 0x20) &- 97 < 26 }) {
    record[.commands] = .slice(host.end + 1..<line.count)
  } else if line.holds(": ", at: host.end), !line.holds("-1", at: host.end + 2) {
    record[.reason] = .slice(host.end + 2..<line.count)
  }
  return true
}

/// `connect to H:25: Connection refused`, `lost connection with H while sending end of data`, `... server H said: 535 x`.
private func remote(
  _ line: borrowing Span<UInt8>, _ start: Int, behind at: Int, _ record: inout Record
) -> Bool {
  guard let host = Host(line, at: at) else { return openings.stand(in: line, at: start) }
  host.set(remote: line, &record)
  if line.holds(" said: ", at: host.end) {
    record[.diagnostic] = .slice(host.end + 7..<line.count)
    Reply.read(line, host.end + 7..<line.count, succeeded: false, &record)
  } else if line.holds(": ", at: host.end) {
    record[.diagnostic] = .slice(host.end + 2..<line.count)
  } else if line.holds(" ", at: host.end) {
    record[.diagnostic] = .slice(start..<line.count)
  }
  return true
}

/// `DATA (14 bytes) from H`: the stage, and the client.
private func brokenOff(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let from = line.position(of: " from ", from: at), let host = Host(line, at: from + 6) else {
    return false
  }
  record[.stage] = .slice(at..<(line.end(from: at) { $0 > 32 }))
  host.set(client: line, &record)
  return true
}

/// `max connection rate 24/60s for (smtp:192.0.2.10) at Nov 20 23:45:52`.
private func statistics(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let open = line.position(of: " for (", from: at), let close = line.position(of: ") at ", from: open)
  else { return true }
  // master.cf may name the service with its address: 10.20.0.10:587:192.0.2.10, [::1]:smtp:192.0.2.10.
  var at = line.holds("[", at: open + 6) ? line.position(of: UInt8(ascii: "]"), from: open) ?? open : open
  while let colon = line.position(of: UInt8(ascii: ":"), from: at), colon < close {
    at = colon + 1
    if Address(line.extracting(at..<close)) == nil { continue }
    record[.client_address] = .slice(at..<close)
    break
  }
  return true
}

/// `CONNECT from [A]:P to [A]:25`, `PASS NEW [A]:P`, `PREGREET 28 after 0 from [A]:P: EHLO x`, `DNSBL rank 3 for [A]:P`.
func postscreen(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let open = line.position(of: " [", from: at), open < at + 60, let host = Host(line, at: open + 1)
  else {
    return false
  }
  host.set(client: line, &record)
  let word = at..<(line.end(from: at) { $0 > 32 })
  if line.holds("DNSBL rank ", at: at), let rank = line.decimal(at: at + 11) {
    record[.score] = .integer(rank.value)
  }
  record[.verdict] = .slice(line.holds("PASS ", at: at) ? at..<open : word)
  if line.holds(" to [", at: host.end), let own = Host(line, at: host.end + 4) {
    record[.local_address] = .slice(own.address)
    if let port = own.port { record[.local_port] = .integer(port) }
  }
  return true
}
