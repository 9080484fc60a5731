import Lines
import MailRecord
import Timestamps

/// Reads what patched qmail-smtpds say of a client; the plain one says nothing.
///
///     CHKUSER rejected rcpt: from <a@b.example::> remote <mx.b.example:unknown:192.0.2.7> rcpt <x@c.example> : not existing recipient
///     pid 100 Reject::RCPT::Invalid_Relay P:ESMTP S:192.0.2.7:unknown H:mx F:a@b.example T:x@c.example
///
/// - Source: chkuser 2.0's chkuser.c; s/qmail's smtpdlog.c; other lines pass as text.
func parseQmailSmtpd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.holds("CHKUSER ", at: at) { return chkuser(line, at, &record) }
  if line.holds("pid ", at: at), let pid = line.decimal(at: at + 4), line.holds(" ", at: pid.end) {
    record[.pid] = .integer(pid.value)
    if line.holds("from ", at: pid.end + 1) { return indimailSession(line, pid.end + 6, &record) }
    return smtpdLog(line, pid.end + 1, &record)
  }
  if let isRead = companion(line, text, &record) { return isRead }
  return smtpdShapes.read(line, text, &record) || smtpdSession(line, text, &record)
    || smtpdOpenings.stand(in: line, at: at)
}

/// What patches say of a recipient, a list or a message.
private let smtpdShapes = Shapes(
  """
  rcptcheck: {:word} address <{recipient:text}> at {client_address}
  rcptcheck: overlimit sender <{sender:text}> at {client_address}
  rcptcheck: checking <{recipient:text}> at {client_address}
  RCPTCHECK error: {reason:rest}
  rbl: ip={client_address} query={query} result={result} message='{reason:text}'
  mail recv: pid {pid:int} from <{sender:text}> qp {qp:int}
  qmail-pop3d invoked as uid {uid:int}, terminating
  """)

/// `message too big: a@b.example from 192.0.2.7 to joe@d.example helo mx.b.example`: what happened, and in which session.
///
/// All but the address are the client's words, which may look like it; where they do, the address is not believed.
private func smtpdSession(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let from = line.position(of: " from ", from: text.lowerBound),
    let said = line.lastPosition(of: ": ", before: from), said > text.lowerBound
  else { return false }
  let address = from + 6..<(line.end(from: from + 6) { $0 > 32 })
  guard line.isAddress(address), line.holds(" to ", at: address.upperBound),
    let helo = line.lastPosition(of: " helo "), helo >= address.upperBound + 4
  else { return false }
  record[.reason] = .slice(text.lowerBound..<said)
  guard line.lastPosition(of: " from ") == from, line.position(of: " helo ", from: address.upperBound) == helo
  else { return true }
  record[.client_address] = .slice(address)
  record.set(.sender, line, said + 2..<from, false)
  record.set(.recipient, line, address.upperBound + 4..<helo, false)
  record.set(.helo, line, helo + 6..<text.upperBound, false)
  return true
}

/// How other patches' messages begin.
private let smtpdOpenings = Openings([
  "read error: ", "write error: ", "plugin(", "bad bounce: ",
  "qmail-smtpd: ", "qmail-smtpd[", "rblsmtpd: ", "sslserver: ", "spamdyke[", "spfcheck", "SPF", "mfcheck",
  "mfdns", "badhelo", "badmailfrom", "badrcptto", "badloadertype", "badmimetype", "auth: ", "AUTH", "tls",
  "TLS", "421 ", "450 ", "451 ", "452 ", "454 ", "500 ", "501 ", "502 ", "503 ", "504 ", "530 ", "535 ",
  "550 ", "552 ", "553 ", "554 ", "fatal: ", "warning: ", "alert: ", "error: ", "qregex", "realrcptto",
  "validrcptto", "jgreylist", "greylist", "eMPF", "goodrcpt", "Received ", "Relay", "relay", "denied",
])

/// What stands in qmail-smtpd's log of the programs around it, which share its standard error.
///
///     tcpserver: ok 5 mx.b.example:192.0.2.2:25 h.example:192.0.2.9::4123
///     simscan:[210394]:CLEAN (-1.21/12.00):3.3608s:lunch:192.0.2.9:a@b.example:c@d.example
///     policy_check: remote a@b.example -> local c@d.example (AUTHENTICATED SENDER)
///     421 badiprbl: ip 192.0.2.9 rbl: rbl.example
private func companion(
  _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record
) -> Bool? {
  let at = text.lowerBound
  if line.holds("tcpserver: ", at: at) {
    record[.app] = .word("tcpserver")
    record[.text] = .slice(at + 11..<line.count)
    return parseTcpserver(line, at + 11..<text.upperBound, &record)
  }
  if line.holds("simscan:[", at: at), let pid = line.decimal(at: at + 9), line.holds("]:", at: pid.end) {
    record[.app] = .word("simscan")
    record[.pid] = .integer(pid.value)
    record[.text] = .slice(pid.end + 2..<line.count)
    return parseSimscan(line, pid.end + 2..<text.upperBound, &record)
  }
  if line.holds("policy_check: ", at: at) {
    record[.app] = .word("policy_check")
    record[.text] = .slice(at + 14..<line.count)
    return policyCheck(line, at + 14, &record)
  }
  if let ip = line.position(of: "badiprbl: ip ", from: at), ip <= at + 4 {
    record[.client_address] = .slice(ip + 13..<(line.end(from: ip + 13) { $0 > 32 }))
    record[.action] = .word("rejected")
    record[.diagnostic] = .slice(at..<line.count)
    if let code = line.decimal(at: at), code.end == at + 3 { record[.reply_code] = .integer(code.value) }
    return true
  }
  return nil
}

/// `remote a@b.example -> local c@d.example (AUTHENTICATED SENDER)`.
private func policyCheck(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let blank = line.position(of: UInt8(ascii: " "), from: at),
    let arrow = line.position(of: " -> ", from: blank + 1),
    let next = line.position(of: UInt8(ascii: " "), from: arrow + 4)
  else { return true }
  record[.sender] = .slice(blank + 1..<arrow)
  record[.recipient] = .slice(next + 1..<(line.end(from: next + 1) { $0 > 32 }))
  if line.ends(with: "(AUTHENTICATED SENDER)") { record[.auth_user] = .slice(blank + 1..<arrow) }
  return true
}

/// chkuser's words: title and reason are its own, all between is the client's and is read from the right.
private func chkuser(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let reason = line.lastPosition(of: "> : "),
    let rcpt = line.lastPosition(of: " rcpt <", before: reason),
    let remote = line.lastPosition(of: " remote <", before: rcpt),
    let from = line.position(of: ": from <", from: at), from < remote, rcpt > 0,
    let ip = line.lastPosition(of: UInt8(ascii: ":"), before: rcpt - 1)
  else { return false }
  record[.verdict] = .slice(at + 8..<from)
  record[.diagnostic] = .slice(reason + 4..<line.count)
  if line.holds("rejected", at: at + 8) { record[.action] = .word("rejected") }
  if rcpt + 7 < reason { record[.recipient] = .slice(rcpt + 7..<reason) }
  let first = from + 8
  // Behind the sender stand two more parts, which are the site's own and mostly empty.
  if let bar = line.position(of: "|remoteinfo/auth:", from: first), bar < remote {
    record[.sender] = .slice(first..<bar)
  } else if let last = line.lastPosition(of: UInt8(ascii: ":"), before: remote),
    let colon = line.lastPosition(of: UInt8(ascii: ":"), before: last), colon >= first
  {
    record[.sender] = .slice(first..<colon)
  }
  if line.isAddress(ip + 1..<rcpt - 1) { record[.client_address] = .slice(ip + 1..<rcpt - 1) }
  return true
}

/// `Reject::RCPT::Invalid_Relay P:ESMTP S:192.0.2.7:unknown H:mx F:a@b.example T:x@c.example`.
private func smtpdLog(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let verdict = Header.word(line, at: at), line.holds("P:", at: verdict.next),
    let spoken = Header.word(line, at: verdict.next), line.holds("S:", at: spoken.next),
    let client = Header.word(line, at: spoken.next), line.holds("H:", at: client.next)
  else {
    // A client, and perhaps a user, but no sender: s/qmail's POP server, and debugging.
    guard line.holds("Accept::", at: at) || line.holds("Reject::", at: at) else {
      return line.holds("RCPT TO: <", at: at) || line.holds("MAIL FROM: <", at: at)
    }
    if let verdict = Header.word(line, at: at) { record[.verdict] = .slice(verdict.word) }
    if line.holds("Reject::", at: at) { record[.action] = .word("rejected") }
    return true
  }
  record[.verdict] = .slice(verdict.word)
  record[.protocol] = .slice(spoken.word.lowerBound + 2..<spoken.word.upperBound)
  if let colon = line.lastPosition(of: UInt8(ascii: ":"), before: client.word.upperBound),
    colon > client.word.lowerBound + 2, line.isAddress(client.word.lowerBound + 2..<colon)
  {
    record[.client_address] = .slice(client.word.lowerBound + 2..<colon)
    record[.client_name] = .slice(colon + 1..<client.word.upperBound)
  }
  if line.holds("Reject::", at: at) { record[.action] = .word("rejected") }
  guard let recipient = line.lastPosition(of: " T:"),
    let sender = line.lastPosition(of: " F:", before: recipient), sender >= client.next
  else { return true }
  record[.helo] = .slice(client.next + 2..<sender)
  record[.sender] = .slice(sender + 3..<recipient)
  let end = line.position(of: UInt8(ascii: " "), from: recipient + 3) ?? line.count
  record[.recipient] = .slice(recipient + 3..<end)
  return true
}
