import Lines
import MailRecord

/// Reads `key=value, key=value` or `key=value; key=value` of policy servers.
///
///     action=greylist, reason=new, client_name=h.example, client_address=192.0.2.37, sender=a@b.example, recipient=c@d.example
///     Pass; identity=mailfrom; client-ip=192.0.2.9; helo=h.example; envelope-from=a@b.example; receiver=c@d.example
///
/// - Source: postgrey 1.37; pypolicyd-spf 2.9; sqlgrey 1.8; milter-greylist 4.6.
func parsePolicy(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  var count = 0
  if let semicolon = line.position(of: "; ", from: at), line.position(of: "identity=", from: at) != nil {
    record[.result] = .slice(at..<semicolon)
    at = semicolon + 2
  }
  while at < line.count {
    let equals = line.end(from: at) { $0 > 32 && $0 != UInt8(ascii: "=") }
    guard line.holds("=", at: equals) else { break }
    let end = line.position(of: ", ", from: equals) ?? line.position(of: "; ", from: equals) ?? line.count
    let stop = line.position(of: "; ", from: equals).map { min($0, end) } ?? end
    set(line.extracting(at..<equals), equals + 1..<stop, line, &record)
    count += 1
    at = stop + 2
  }
  if count > 0 { return true }
  return policyAlone(line, text.lowerBound, &record)
}

private func set(
  _ key: borrowing Span<UInt8>, _ value: Range<Int>, _ line: borrowing Span<UInt8>, _ record: inout Record
) {
  if key.equals("action") {
    record[.verdict] = .slice(value)
    if line.extracting(value).equals("greylist") { record[.action] = .word("greylisted") }
  } else if key.equals("reason") {
    record[.reason] = .slice(value)
  } else if key.equals("client_name") {
    if !line.extracting(value).equals("unknown") { record[.client_name] = .slice(value) }
  } else if key.equals("client_address") || key.equals("client-ip") {
    record[.client_address] = .slice(value)
  } else if key.equals("sender") || key.equals("envelope-from") {
    record[.sender] = .slice(line.mailbox(at: value.lowerBound)?.inside ?? value)
  } else if key.equals("recipient") || key.equals("receiver") {
    record[.recipient] = .slice(line.mailbox(at: value.lowerBound)?.inside ?? value)
  } else if key.equals("helo") {
    record[.helo] = .slice(value)
  } else if key.equals("delay") {
    record[.delay] = Value.number(line, value)
  } else if key.equals("queue_id") {
    record[.queue_id] = .slice(value)
  }
}

/// `addr h[192.0.2.9] from <a@b> to <c@d> delayed for 00:05:00`, `grey: new: 192.0.2.9(192.0.2), a@b -> c@d`.
private func policyAlone(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  if let id = line.position(of: ": addr ", from: start), id < start + 24 {
    record[.queue_id] = .slice(start..<id)
  }
  if let delayed = line.lastPosition(of: " delayed for ") {
    record[.action] = .word("greylisted")
    record[.delay] = line.clockSeconds(delayed + 13..<(line.end(from: delayed + 13) { $0 > 32 })).map {
      .integer($0)
    }
  }
  if line.holds("grey: new: ", at: start) || line.holds("grey: early reconnect: ", at: start) {
    record[.action] = .word("greylisted")
  }
  if let from = line.position(of: " from <", from: start), let sender = line.mailbox(at: from + 6) {
    record[.sender] = .slice(sender.inside)
    if line.holds(" to ", at: sender.end), let recipient = line.mailbox(at: sender.end + 4) {
      record[.recipient] = .slice(recipient.inside)
    }
  }
  return line.count > start
}

/// Reads what opendkim and opendmarc say of a message.
///
///     E5138648268: DKIM-Signature field added (s=s2026, d=northfield.example)
///     27D3B648312: external host host4.client4.example attempted to send as northfield.example
///     841D53012026: northfield.example none
///     1rABCD: SPF(mailfrom): example.com pass
///
/// - Source: OpenDKIM 2.11's opendkim.c; OpenDMARC 1.4's opendmarc.c.
func parseDKIM(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  let end = line.end(from: at) { $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == UInt8(ascii: "-") }
  guard end - at >= 5, line.holds(": ", at: end) || line.holds(" ignoring ", at: end) else {
    return line.count > at
  }
  record[.queue_id] = .slice(at..<end)
  at = end + (line.holds(": ", at: end) ? 2 : 1)
  func value(_ key: StaticString) -> Range<Int>? {
    guard let place = line.position(of: key, from: at) else { return nil }
    let first = place + key.utf8CodeUnitCount
    return first..<(line.end(from: first) { $0 > 32 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") })
  }
  record[.dkim_selector] = value("(s=").map { .slice($0) } ?? value(" s=").map { .slice($0) }
  record[.dkim_domain] = value(" d=").map { .slice($0) }
  if let host = line.position(of: "[", from: at), let close = line.position(of: "]", from: host),
    line.isAddress(host + 1..<close)
  {
    record[.client_address] = .slice(host + 1..<close)
  }
  // opendmarc: `SPF(mailfrom): example.com pass`, `example.com fail`.
  if line.holds("SPF(", at: at), let last = line.lastPosition(of: UInt8(ascii: " ")) {
    record[.result] = .slice(last + 1..<line.count)
  } else if let blank = line.position(of: UInt8(ascii: " "), from: at) {
    for word: StaticString in ["none", "pass", "fail", "temperror", "permerror"]
    where line.holds(word, at: blank + 1)
      && line.end(from: blank + 1, while: { $0 | 0x20 > 96 }) == blank + 1 + word.utf8CodeUnitCount
    {
      record[.result] = .slice(blank + 1..<blank + 1 + word.utf8CodeUnitCount)
    }
  }
  return true
}
