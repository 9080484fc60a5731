import Lines
import MailRecord

/// Reads a message that is no arrival and no attempt: rejections, connections, what the daemon does.
///
///     H=client (helo) [203.0.113.9] F=<a@b.example> rejected RCPT <x@a.example>: Unknown user
///     PLAIN authenticator failed for (x) [203.0.113.42]: 535 Incorrect authentication data (set_id=dave)
///     SMTP protocol error in "AUTH LOGIN" H=(x) [203.0.113.9] AUTH command used when not advertised
func eximAlone(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  for key: StaticString in ["H=", "U=", "F="] where line.holds(key, at: start) {
    if record[.queue_id] != nil, nextHop(line, start, &record) { return true }
    clientAttributes(line, start, &record)
    return true
  }
  if line.holds("SA: ", at: start) { return spamAssassin(line, start + 4, &record) }
  if line.holds("DKIM: d=", at: start) { record[.dkim_domain] = .slice(eximAddress(line, start + 8).0) }
  client(line, start, &record)
  // Behind an id whatever stands is Exim's.
  if record[.queue_id] != nil {
    _ = nextHop(line, start, &record)
    return true
  }
  return isEximMessage(line, start)
}

/// What SA-Exim found, `Action: flagged as Spam but accepted: score=8.2 required=5.0 (scanned in 6/6 secs |
/// Message-Id: 1@b.example). From <a@b.example> (host=h.example [203.0.113.9]) for c@d.example`.
private func spamAssassin(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  for (key, field): (StaticString, Field) in [(" score=", .score), (" required=", .required_score)] {
    guard let place = line.position(of: key, from: start) else { continue }
    let value = place + key.utf8CodeUnitCount
    record[field] = .number(line, value..<(line.end(from: value) { $0 > 32 }))
  }
  if let id = line.position(of: "| Message-Id: ", from: start), let end = line.position(of: "). ", from: id) {
    record[.message_id] = .slice(id + 14..<end)
  }
  if let from = line.position(of: " From <", from: start),
    let sender = line.mailbox(at: from + 6, isRFC822: true)
  {
    record[.sender] = .slice(sender.inside)
  }
  if let host = line.lastPosition(of: " (host="), host > start {
    EximHost(line, host + 7..<line.eximHostEnd(host + 7)).set(client: line, &record)
    if let list = line.position(of: ") for ", from: host) {
      record[.recipient] = .slice(list + 6..<line.count)
    }
  }
  return true
}

/// The client of a message that names it behind other words.
private func client(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  if let failed = line.eximLoginFailure(at: start) { return loginFailure(line, start, failed, &record) }
  if line.holds("SMTP ", at: start) || line.holds("no MAIL in ", at: start) {
    maskCommand(line, start, &record)
  }
  if line.holds("SMTP ", at: start), let client = line.lastPosition(of: "\" H=") {
    // What the client sent stands before, in quotes: it may hold quotes and an H= of its own.
    return clientAttributes(line, client + 2, &record)
  }
  for words: StaticString in ["rejected from <", "rejected MAIL FROM:<"] where line.holds(words, at: start) {
    guard let sender = line.mailbox(at: start + words.utf8CodeUnitCount - 1, isRFC822: true)
    else { continue }
    record[.sender] = .slice(sender.inside)
    record[.action] = .word("rejected")
    return clientAttributes(line, sender.end, &record)
  }
  if line.holds("no host name found for IP address ", at: start) {
    let address = start + 34..<(line.end(from: start + 34) { isAddressByte($0) })
    if line.isAddress(address) { record[.client_address] = .slice(address) }
    return
  }
  let during = line.lastPosition(of: "(during SMTP connection from ").map { $0 + 24 }
  if let from = during ?? line.position(of: "from ", from: start), during != nil || from < start + 60 {
    let at = line.holds("H=", at: from + 5) ? from + 7 : from + 5
    let client = EximHost(line, at..<line.eximHostEnd(at))
    if line.isAddress(client.address) { client.set(client: line, &record) }
  } else if let host = line.lastPosition(of: " H="), host > start {
    // `delivering unencrypted to H=`, `authenticator failed H=`: the next hop's.
    if line.holds(" to H=", at: host - 3) || line.position(of: " authenticator ", from: start) != nil {
      EximHost(line, host + 3..<line.eximHostEnd(host + 3)).set(remote: line, &record)
    } else {
      clientAttributes(line, host + 1, &record)
    }
  }
}

/// Masks what `"AUTH PLAIN AGp1ZHkAaHVudGVyMg=="` says in a message that quotes a client's command.
private func maskCommand(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  guard let open = line.position(of: UInt8(ascii: "\""), from: start),
    let close = line.lastPosition(of: UInt8(ascii: "\"")), close > open
  else { return }
  record.maskDialogue(line, command: open + 1..<close)
}

/// What a next hop said or did, `H=mx.c.example [198.51.100.10]: SMTP error from remote mail server ...: 452 x`.
/// False when the host is the client that the message comes from: then a verdict stands behind it.
private func nextHop(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  let name = line.holds("H=", at: start) ? start + 2 : start
  guard line.holds(" [", at: line.end(from: name) { $0 > 32 && $0 != UInt8(ascii: "=") }) else {
    return false
  }
  let end = line.eximHostEnd(name)
  let host = EximHost(line, name..<end)
  guard line.isAddress(host.address), line.holds(": ", at: end) || line.holds(" ", at: end) else {
    return false
  }
  let said = line.holds(":", at: end) ? end + 2 : end + 1
  // `No route to host`, `SMTP error ...`: attributes and verdicts begin otherwise.
  guard said < line.count, line[said] &- 65 < 26, !line.holds("=", at: said + 1),
    !line.holds("Warning: ", at: said)
  else { return line.holds(":", at: end) && setNextHop(line, host, said, &record) }
  return setNextHop(line, host, said, &record)
}

private func setNextHop(
  _ line: borrowing Span<UInt8>, _ host: EximHost, _ said: Int, _ record: inout Record
) -> Bool {
  host.set(remote: line, &record)
  setEximDiagnostic(line, said, &record)
  return true
}

/// `H=client (helo) [203.0.113.9]:4123 I=[10.0.0.1]:25 X=TLS1.3:C:256 U=ident A=LOGIN:olivia F=<a@b.example>`.
private func clientAttributes(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  var attributes = EximAttributes(from: start)
  while let (place, value) = attributes.next(line) {
    let key = line.extracting(place)
    if setEximAttribute(key, value, line, &record) { continue }
    if key.equals("H") { EximHost(line, value).set(client: line, &record) }
    if key.equals("U") { record[.ident] = .slice(value) }
    if key.equals("P") { record[.protocol] = .slice(value) }
    if key.equals("A") { setEximLogin(line, value, &record) }
  }
  if let verdict = attributes.verdict { return rejection(line, verdict + 9, &record) }
  if let text = attributes.diagnostic, line.holds("discarded by ", at: text) {
    discarding(line, text, &record)
  } else if let tail = attributes.tail {
    if line.holds(") ", at: tail - 2) { setEximEnvelope(line, tail, &record) }
    senderVerified(line, start, tail, &record)
  }
}

/// `sender verify fail for <a@b.example>: Unrouteable address`.
private func senderVerified(
  _ line: borrowing Span<UInt8>, _ start: Int, _ tail: Int, _ record: inout Record
) {
  guard let verb = line.lastPosition(of: " sender verify ", before: tail), verb > start,
    let sender = line.mailbox(at: tail + 4)
  else { return }
  record[.sender] = .slice(sender.inside)
  if line.holds(": ", at: sender.end) { record[.diagnostic] = .slice(sender.end + 2..<line.count) }
}

/// `RCPT <b@a.example>: discarded by RCPT ACL: spam trap`: accepted to the client's face, and thrown away.
private func discarding(_ line: borrowing Span<UInt8>, _ text: Int, _ record: inout Record) {
  record[.action] = .word("discarded")
  record[.diagnostic] = .slice(text..<line.count)
  guard let word = line.lastPosition(of: " RCPT ", before: text) else { return }
  record[.stage] = .slice(word + 1..<word + 5)
  if let mailbox = line.mailbox(at: word + 6) { record[.recipient] = .slice(mailbox.inside) }
}

/// `rejected RCPT <x@a.example>: Unknown user`, `temporarily rejected MAIL <a@b>: ...`, `rejected after DATA: ...`.
private func rejection(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  record[.action] = .word("rejected")
  var at = start
  for word: StaticString in ["by ", "after ", "during "] where line.holds(word, at: start) {
    at += word.utf8CodeUnitCount
  }
  let stage = at..<(line.end(from: at) { $0 > 32 && $0 != UInt8(ascii: ":") })
  record[.stage] = .slice(stage)
  at = stage.upperBound
  if line.holds(" <", at: at), let mailbox = line.mailbox(at: at + 1, isRFC822: true) {
    if line.extracting(stage).equals("RCPT") { record[.recipient] = .slice(mailbox.inside) }
    at = mailbox.end
  }
  guard let colon = line.position(of: ": ", from: at) else { return }
  record[.diagnostic] = .slice(colon + 2..<line.count)
  Reply.read(line, colon + 2..<line.count, succeeded: false, &record)
}

/// `PLAIN authenticator failed for h (helo) [192.0.2.9]:4123: 535 Incorrect authentication data (set_id=dave)`.
private func loginFailure(
  _ line: borrowing Span<UInt8>, _ start: Int, _ verb: Int, _ record: inout Record
) {
  if verb > start { record[.auth_method] = .slice(start..<verb - 1) }
  let at = verb + 25
  let end = line.eximHostEnd(at)
  let client = EximHost(line, at..<end)
  if line.isAddress(client.address) { client.set(client: line, &record) }
  if let id = line.lastPosition(of: "(set_id="), id > end, line.ends(with: ")") {
    record[.auth_user] = .slice(id + 8..<line.count - 1)
  }
  if let colon = line.position(of: ": ", from: max(client.address.upperBound, start)) {
    record[.diagnostic] = .slice(colon + 2..<line.count)
    Reply.read(line, colon + 2..<line.count, succeeded: false, &record)
  }
}

extension Span where Element == UInt8 {
  /// Where `authenticator failed for ` stands behind a method's name, or alone.
  func eximLoginFailure(at start: Int) -> Int? {
    let name = end(from: start) { $0 > 32 }
    let verb = holds("authenticator ", at: start) ? start : name + 1
    return holds("authenticator failed for ", at: verb) ? verb : nil
  }

  /// Where `name (helo) [address]:port` ends that begins at `start`.
  ///
  /// The address in brackets is the last piece. A HELO name in parentheses may hold brackets itself.
  func eximHostEnd(_ start: Int) -> Int {
    // A name has no blanks.
    let name = end(from: start) { $0 > 32 }
    var at = holds(" ", at: name) ? name + 1 : name
    let isAlone = holds("[", at: start) || holds("(", at: start)
    if isAlone { at = start } else if !holds("[", at: at), !holds("(", at: at) { return name }
    if holds("(", at: at) { at = position(of: ") [", from: at).map { $0 + 2 } ?? start }
    at = end(from: at) { $0 != UInt8(ascii: "[") }
    guard let close = position(of: UInt8(ascii: "]"), from: at) else { return end(from: start) { $0 > 32 } }
    if holds(":", at: close + 1), let port = decimal(at: close + 2) { return port.end }
    return close + 1
  }
}
