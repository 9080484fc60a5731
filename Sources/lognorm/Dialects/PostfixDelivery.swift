import Lines
import MailRecord

/// Reads how an attempt ended.
///
///     to=<a@b.example>, orig_to=<c>, relay=mx.example[192.0.2.9]:25, conn_use=2, delay=0.19, delays=0/0/0/0.1,
///     dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 93C14648248)
///
/// The attributes come in this order, so that a recipient `<"x, status=sent"@y>` or a reply cannot pretend one.
func postfixDelivery(
  _ line: borrowing Span<UInt8>, _ start: Int, isLocal: Bool, _ record: inout Record
) -> Bool {
  let recipient = line.listed(at: start + 3)
  record[.recipient] = .slice(recipient.value)
  var at = recipient.end
  if let (value, end) = line.attribute("orig_to=", at: at) {
    record[.original_recipient] = .slice(value)
    at = end
  }
  if let (value, end) = line.attribute("relay=", at: at) {
    setRelay(line, value, &record)
    at = end
  }
  if let (value, end) = line.attribute("conn_use=", at: at) {
    if let uses = line.decimal(value) { record[.connection_use] = .integer(uses) }
    at = end
  }
  if let (value, end) = line.attribute("delay=", at: at) {
    record[.delay] = .number(line, value)
    at = end
  }
  if let (value, end) = line.attribute("delays=", at: at) {
    record[.delays] = .slice(value)
    at = end
  }
  if let (value, end) = line.attribute("dsn=", at: at) {
    if line.enhancedStatus(at: value.lowerBound) == value { record[.enhanced_status] = .slice(value) }
    at = end
  }
  // A site's patch may add one of its own before the last.
  if !line.holds(", status=", at: at), let status = line.position(of: ", status=", from: at) { at = status }
  // What syslog cut off is read as far as it goes.
  guard line.holds(", status=", at: at) else { return at > recipient.end || recipient.end == line.count }
  return setStatus(line, at + 9, isLocal: isLocal, &record)
}

/// `mx.example[192.0.2.9]:25`, `local`, `none`.
private func setRelay(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  if let host = Host(line, at: value.lowerBound), host.end <= value.upperBound {
    host.set(remote: line, &record)
  } else if !line.extracting(value).equals("none") {
    record[.remote_mta] = .slice(value)
  }
}

/// `sent (250 2.0.0 Ok: queued as 93C14648248)`.
private func setStatus(
  _ line: borrowing Span<UInt8>, _ at: Int, isLocal: Bool, _ record: inout Record
) -> Bool {
  let word = at..<(line.end(from: at) { $0 > 32 })
  let open = line.holds(" (", at: word.upperBound) ? word.upperBound + 2 : line.count
  let reply = open..<max(open, line.ends(with: ")") ? line.count - 1 : line.count)
  if !reply.isEmpty { record[.diagnostic] = .slice(reply) }
  let status = line.extracting(word)
  if status.equals("sent") {
    setSent(line, reply, isLocal: isLocal, &record)
  } else if status.equals("deferred") || status.equals("SOFTBOUNCE") {
    record[.action] = .word("delayed")
    setRefusal(line, reply, &record)
  } else if status.equals("bounced") {
    record[.action] = .word("failed")
    setRefusal(line, reply, &record)
  } else if status.equals("expired") || status.equals("force-expired") {
    record[.action] = .word("expired")
  } else {
    // Answers to a probe: deliverable, undeliverable.
    record[.verdict] = .slice(word)
    setRefusal(line, reply, &record)
    return status.holds("deliverable", at: 0) || status.holds("undeliverable", at: 0)
  }
  return true
}

/// Whether a success went on, came to its end, was forwarded or thrown away.
private func setSent(
  _ line: borrowing Span<UInt8>, _ reply: Range<Int>, isLocal: Bool, _ record: inout Record
) {
  if line.holds("forwarded as ", at: reply.lowerBound) {
    record[.action] = .word("expanded")
    record[.next_queue_id] = .slice(
      reply.lowerBound + 13..<(line.end(from: reply.lowerBound + 13) { $0 > 41 }))
  } else if isDiscarded(line, reply, record) {
    record[.action] = .word("discarded")
  } else if isLocal || line.holds("delivered ", at: reply.lowerBound) {
    record[.action] = .word("delivered")
  } else {
    record[.action] = .word("relayed")
    // amavis takes the mail and throws it away: sent, and gone.
    if line.holds(" Ok, discarded", at: reply.lowerBound + 9) { record[.action] = .word("discarded") }
    Reply.read(line, reply, succeeded: true, &record)
  }
}

/// Whether the discard transport took it, `relay=none`, or local sent it to /dev/null, `relay=local ... (discarded)`.
private func isDiscarded(
  _ line: borrowing Span<UInt8>, _ reply: Range<Int>, _ record: borrowing Record
) -> Bool {
  if record[.remote_address] != nil { return false }
  return record[.remote_mta] == nil && line.position(of: ", relay=none, ") != nil
    || line.extracting(reply).equals("discarded")
}

/// The reply in `host mx[192.0.2.9] said: 550 5.1.1 ... (in reply to RCPT TO command)`.
private func setRefusal(_ line: borrowing Span<UInt8>, _ reply: Range<Int>, _ record: inout Record) {
  var at = reply.lowerBound
  if line.holds("delivery temporarily suspended: ", at: at) { at += 32 }
  guard line.holds("host ", at: at), let host = Host(line, at: at + 5) else { return }
  if record[.remote_address] == nil { host.set(remote: line, &record) }
  for verb: StaticString in [" said: ", " refused to talk to me: "] where line.holds(verb, at: host.end) {
    Reply.read(line, host.end + verb.utf8CodeUnitCount..<reply.upperBound, succeeded: false, &record)
  }
}

extension Span where Element == UInt8 {
  /// The value of `, key` at `at`, and where it ends.
  fileprivate func attribute(_ key: StaticString, at: Int) -> (value: Range<Int>, end: Int)? {
    guard holds(", ", at: at), holds(key, at: at + 2) else { return nil }
    return listed(at: at + 2 + key.utf8CodeUnitCount)
  }
}
