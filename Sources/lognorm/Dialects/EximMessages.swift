import Lines
import MailRecord

/// Reads an arrival: sender, client, and at the end the recipients.
func eximArrival(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  let sender = line.mailbox(at: start).map { ($0.inside, $0.end) } ?? address(line, start)
  record[.sender] = .slice(sender.0)
  var attributes = EximAttributes(from: sender.1)
  while let (place, value) = attributes.next(line) {
    let key = line.extracting(place)
    if setEximAttribute(key, value, line, &record) { continue }
    if key.equals("H") {
      EximHost(line, value).set(client: line, &record)
    } else if key.equals("P") {
      record[.protocol] = .slice(value)
    } else if key.equals("U") {
      record[.ident] = .slice(value)
    } else if key.equals("A") {
      setLogin(line, value, &record)
    } else if key.equals("id") || key.equals("id*") {
      record[.message_id] = .slice(value)
    } else if key.equals("T") {
      record[.subject] = .slice(value)
    } else if key.equals("R") {
      record[.parent] = .slice(value)
    } else if key.equals("DKIM") {
      record[.dkim_domain] = .slice(value)
    }
  }
  if let tail = attributes.tail { setRecipients(line, tail, &record) }
  return true
}

/// `from <a@b> for c@d e@f`.
private func setRecipients(_ line: borrowing Span<UInt8>, _ tail: Int, _ record: inout Record) {
  guard
    let list = line.holds("for ", at: tail) ? tail : line.position(of: " for ", from: tail).map({ $0 + 1 })
  else {
    return
  }
  let all = list + 4..<line.count
  var count: UInt64 = 0
  var at = all.lowerBound
  while at < all.upperBound {
    let end = line.end(from: at) { $0 > 32 }
    if end > at { count += 1 }
    at = end + 1
  }
  record[.recipient] = .slice(all)
  record[.recipients] = .integer(count)
}

/// `LOGIN:olivia`.
private func setLogin(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  guard let colon = line.position(of: UInt8(ascii: ":"), from: value.lowerBound), colon < value.upperBound
  else {
    return record[.auth_method] = .slice(value)
  }
  record[.auth_method] = .slice(value.lowerBound..<colon)
  record[.auth_user] = .slice(colon + 1..<value.upperBound)
}

enum EximOutcome { case delivered, suppressed, failed, delayed }

/// Reads an attempt: the address, the one it came of, who carried it where, and what was said.
func eximDelivery(
  _ line: borrowing Span<UInt8>, _ start: Int, _ outcome: EximOutcome, _ record: inout Record
) -> Bool {
  let (recipient, end) = address(line, start)
  var at = end
  record[.recipient] = .slice(recipient)
  if line.holds(" <", at: at), let parent = line.mailbox(at: at + 1) {
    record[.original_recipient] = .slice(parent.inside)
    at = parent.end
  }
  var attributes = EximAttributes(from: at)
  while let (place, value) = attributes.next(line) {
    let key = line.extracting(place)
    if setEximAttribute(key, value, line, &record) { continue }
    if key.equals("H") {
      EximHost(line, value).set(remote: line, &record)
    } else if key.equals("R") {
      record[.router] = .slice(value)
    } else if key.equals("T") {
      record[.mailer] = .slice(value)
    } else if key.equals("C") {
      record[.diagnostic] = .slice(value)
      Reply.read(line, value, succeeded: true, &record)
    }
  }
  if let text = attributes.diagnostic { setDiagnostic(line, text, &record) }
  setAction(line, recipient, outcome, &record)
  return true
}

private func setAction(
  _ line: borrowing Span<UInt8>, _ recipient: Range<Int>, _ outcome: EximOutcome, _ record: inout Record
) {
  switch outcome {
  case .delivered:
    if line.extracting(recipient).equals(":blackhole:") {
      record[.action] = .word("discarded")
    } else {
      record[.action] = record[.remote_address] == nil ? .word("delivered") : .word("relayed")
    }
  case .failed:
    record[.action] =
      line.ends(with: "retry timeout exceeded") ? .word("expired") : .word("failed")
  case .delayed:
    // The queue runner looked at it, and nothing was tried.
    if line.ends(with: "retry time not reached") || line.ends(with: "Retry time not yet reached") { return }
    if line.position(of: ": retry time not reached for any host", from: recipient.upperBound) != nil {
      return
    }
    record[.action] = .word("delayed")
  case .suppressed: break
  }
}

/// `SMTP error from remote mail server after RCPT TO:<a@b>: 451 4.3.0 x`: the reply stands behind the last colon that
/// is Exim's own.
private func setDiagnostic(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  record[.diagnostic] = .slice(at..<line.count)
  guard line.holds("SMTP error from remote mail server ", at: at) || line.holds("LMTP error ", at: at) else {
    return
  }
  var from = at
  if let open = line.position(of: ":<", from: at), open < at + 80, let mailbox = line.mailbox(at: open + 1) {
    from = mailbox.end
  }
  guard let colon = line.position(of: ": ", from: from) else { return }
  Reply.read(line, colon + 2..<line.count, succeeded: false, &record)
}

/// An address up to a blank or a colon; a quoted local part, a pipe or a file may hold blanks.
private func address(_ line: borrowing Span<UInt8>, _ start: Int) -> (Range<Int>, Int) {
  if let mailbox = line.mailbox(at: start) { return (mailbox.inside, mailbox.end) }
  var at = start
  if line.holds("\"", at: at) {
    at += 1
    while at < line.count, line[at] != UInt8(ascii: "\"") { at += line[at] == UInt8(ascii: "\\") ? 2 : 1 }
    at = min(at, line.count)
  } else if line.holds("|", at: at) || line.holds("/", at: at), let parent = line.position(of: " <", from: at)
  {
    return (start..<parent, parent)
  }
  let end = line.end(from: at) { $0 > 32 }
  let isColon = end > start && line[end - 1] == UInt8(ascii: ":") && !line.holds(":", at: start)
  return (start..<(isColon ? end - 1 : end), isColon ? end - 1 : end)
}

/// Reads a message that is no arrival and no attempt: rejections, connections, what the daemon does.
func eximAlone(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  let isKnown = isEximMessage(line, start)
  guard line.holds("H=", at: start) || line.holds("U=", at: start) else {
    if line.holds("DKIM: d=", at: start) { record[.dkim_domain] = .slice(address(line, start + 8).0) }
    connection(line, start, &record)
    return isKnown
  }
  var attributes = EximAttributes(from: start)
  while let (place, value) = attributes.next(line) {
    let key = line.extracting(place)
    if setEximAttribute(key, value, line, &record) { continue }
    if key.equals("H") { EximHost(line, value).set(client: line, &record) }
    if key.equals("U") { record[.ident] = .slice(value) }
    if key.equals("A") { setLogin(line, value, &record) }
  }
  rejection(line, start, &record)
  return true
}

/// `rejected RCPT <x@a.example>: Unknown user`, `temporarily rejected MAIL <a@b>: ...`, `rejected after DATA: ...`.
private func rejection(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  guard let verb = line.position(of: " rejected ", from: start) else { return }
  record[.action] = .word("rejected")
  var at = verb + 10
  let stage = at..<(line.end(from: at) { $0 > 32 && $0 != UInt8(ascii: ":") })
  record[.stage] = .slice(stage)
  at = stage.upperBound
  if line.holds(" <", at: at), let mailbox = line.mailbox(at: at + 1) {
    if line.extracting(stage).equals("RCPT") { record[.recipient] = .slice(mailbox.inside) }
    at = mailbox.end
  }
  guard let colon = line.position(of: ": ", from: at) else { return }
  record[.diagnostic] = .slice(colon + 2..<line.count)
  Reply.read(line, colon + 2..<line.count, succeeded: false, &record)
}

/// The client of `SMTP connection from h (helo) [192.0.2.1]:33 ...`, `authenticator failed for (h) [192.0.2.9]: 535 ...`.
private func connection(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  guard let from = line.position(of: "from ", from: start) ?? line.position(of: " for ", from: start),
    let open = line.position(of: UInt8(ascii: "["), from: from),
    let close = line.position(of: UInt8(ascii: "]"), from: open), line.isAddress(open + 1..<close)
  else { return }
  record[.client_address] = .slice(open + 1..<close)
  guard let failed = line.position(of: "authenticator failed for ", from: start), failed < from else {
    return
  }
  if failed > start { record[.auth_method] = .slice(start..<failed - 1) }
  if let id = line.lastPosition(of: "(set_id="), line.ends(with: ")") {
    record[.auth_user] = .slice(id + 8..<line.count - 1)
  }
  if let colon = line.position(of: ": ", from: close) {
    record[.diagnostic] = .slice(colon + 2..<line.count)
    Reply.read(line, colon + 2..<line.count, succeeded: false, &record)
  }
}
