import Lines
import MailRecord

/// Reads what the SPF policy server in Perl says, whose tag is `postfix/policy-spf`.
///
///     SPF pass (Mechanism 'mx' matched): Envelope-from: a@b.example, IP Address: 192.0.2.9, Recipient: c@d.example
///     Policy action=550 Please see http://www.openspf.net/Why?s=mfrom;id=a%40b.example;ip=192.0.2.9;r=mx.d.example
///
/// HELO and the sender are the client's words: what stands behind them is looked for from the right.
/// - Source: postfix-policyd-spf-perl 2.001 to 2.011, Mail::SPF 2.9.
func parsePolicySPF(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = line.holds(": ", at: text.lowerBound) ? text.lowerBound + 2 : text.lowerBound
  if line.holds("Policy action=", at: at) { return policyAction(line, at + 14, &record) }
  guard line.holds("SPF ", at: at) else {
    return policySPFOpenings.stand(in: line, at: at) || parsePolicydSPF(line, text, &record)
  }
  record[.result] = .slice(at + 4..<(line.end(from: at + 4) { ($0 | 0x20) &- 97 < 26 }))
  let recipient = line.lastPosition(of: ", Recipient: ") ?? line.count
  if recipient < line.count { record[.recipient] = .slice(recipient + 13..<line.count) }
  let address = line.lastPosition(of: ", IP Address: ", before: recipient) ?? recipient
  if address < recipient, line.isAddress(address + 14..<recipient) {
    record[.client_address] = .slice(address + 14..<recipient)
  }
  for (key, field): (StaticString, Field) in [(": HELO/EHLO: ", .helo), (": Envelope-from: ", .sender)] {
    guard let place = line.position(of: key, from: at) else { continue }
    let value = place + key.utf8CodeUnitCount
    if value <= address { record[field] = .slice(value..<address) }
    break
  }
  return true
}

/// `PREPEND Received-SPF: pass (...) receiver=r; identity=mailfrom; envelope-from="a@b"; helo=h; client-ip=192.0.2.9`.
private func policyAction(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  record[.verdict] = .slice(at..<(line.end(from: at) { $0 > 32 }))
  if line.holds("5", at: at) {
    record[.action] = .word("rejected")
    Reply.read(line, at..<line.count, succeeded: false, &record)
  }
  guard line.holds("PREPEND Received-SPF: ", at: at), let address = line.lastPosition(of: "; client-ip="),
    line.isAddress(address + 12..<line.count)
  else { return true }
  record[.result] = .slice(at + 22..<(line.end(from: at + 22) { ($0 | 0x20) &- 97 < 26 }))
  record[.client_address] = .slice(address + 12..<line.count)
  guard let helo = line.lastPosition(of: "; helo=", before: address), helo > at else { return true }
  record[.helo] = .slice(helo + 7..<address)
  let quoted = helo - 1
  if let sender = line.lastPosition(of: "; envelope-from=\"", before: helo), sender + 17 <= quoted,
    line.holds("\"", at: quoted)
  {
    record[.sender] = .slice(sender + 17..<quoted)
  }
  return true
}

private let policySPFOpenings = Openings([
  "HELO check failed - ", "Mail From (sender) check failed - ", "handler ", "Attribute: ", "fatal_exit: ",
  "warning: ", "unrecognized request", "decided action=",
])

/// Reads what policyd-weight weighed and decided.
///
///     weighted check:  NOT_IN_SPAMCOP=-1.5 CL_IP_EQ_HELO_IP=-2; <client=192.0.2.9> <helo=h> <from=a@b> <to=c@d>; rate: -5
///     decided action=550 Mail appeared to be SPAM or forged; <client=h[192.0.2.9]> <helo=h> <from=a@b> <to=c@d>; delay: 1s
///
/// A client may say `<client=` itself, before and behind the place where the server does: such a line's are left out.
/// - Source: policyd-weight 0.1.15 beta 2's mylog.
func parsePolicydWeight(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard weightOpenings.stand(in: line, at: at) else { return false }
  if line.holds("decided action=", at: at) {
    record[.verdict] = .slice(at + 15..<(line.end(from: at + 15) { $0 > 32 && $0 != UInt8(ascii: ";") }))
    if line.holds("5", at: at + 15) { record[.action] = .word("rejected") }
    if line.holds("4", at: at + 15) { record[.action] = .word("greylisted") }
  }
  if let rate = line.lastPosition(of: "; rate: "), rate > at {
    record[.score] = Value.number(
      line, rate + 8..<(line.end(from: rate + 8) { $0 > 32 && $0 != UInt8(ascii: ";") }))
  }
  guard let client = line.position(of: "; <client=", from: at),
    line.lastPosition(of: "<client=") == client + 2, var end = line.lastPosition(of: ">; "), end > client
  else { return true }
  for (key, field): (StaticString, Field) in [
    ("> <to=", .recipient), ("> <from=", .sender), ("> <helo=", .helo),
  ] {
    guard let place = line.lastPosition(of: key, before: end), place > client else { return true }
    record[field] = .slice(place + key.utf8CodeUnitCount..<end)
    end = place
  }
  if let host = Host(line, at: client + 10), host.end == end {
    host.set(client: line, &record)
  } else if line.isAddress(client + 10..<end) {
    record[.client_address] = .slice(client + 10..<end)
  }
  return true
}

private let weightOpenings = Openings([
  "weighted check: ", "decided action=", "cache: ", "cache_query: ", "cache-init: ", "cache spawned",
  "child: ",
  "master: ", "policyd-weight ", "startup: ", "warning: ", "err: ", "fatal_exit: ", "conf-err: ", "Got ",
  "Daemon ", "Abnormal exit", "Process already ", "Couldn't ", "could not ", "RBL Socket ", "rbl_lookup: ",
  "dns_error: ", "User ", "removing stale ", "ignoring garbage", "unrecognized request ", "Attribute: ",
  "weighted_check ", "-k action ",
])
