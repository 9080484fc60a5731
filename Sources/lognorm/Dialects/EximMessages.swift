import Lines
import MailRecord

/// Reads an arrival: sender, client, and at the end the recipients.
func eximArrival(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  let sender = line.mailbox(at: start, isRFC822: true).map { ($0.inside, $0.end) } ?? eximAddress(line, start)
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
      setEximLogin(line, value, &record)
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

/// `from <a@b> for c@d e@f` of a transaction that was broken off.
func setEximEnvelope(_ line: borrowing Span<UInt8>, _ tail: Int, _ record: inout Record) {
  if line.holds("from ", at: tail), let sender = line.mailbox(at: tail + 5) {
    record[.sender] = .slice(sender.inside)
  }
  setRecipients(line, tail, &record)
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
    let end = line.holds("\"", at: at) ? eximAddress(line, at).1 : line.end(from: at) { $0 > 32 }
    if end > at { count += 1 }
    at = end + 1
  }
  record[.recipient] = .slice(all)
  record[.recipients] = .integer(count)
}

/// `LOGIN:olivia`.
func setEximLogin(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
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
  if outcome == .delivered, line.holds("blackhole (", at: start) || line.holds("discarded (", at: start) {
    return thrownAway(line, start + 10, &record)
  }
  let (recipient, end) = eximAddress(line, start)
  var at = end
  record[.recipient] = .slice(recipient)
  if line.holds(" <", at: at), let parent = line.mailbox(at: at + 1, isRFC822: true) {
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
  if let text = attributes.diagnostic { setEximDiagnostic(line, text, &record) }
  setAction(line, recipient, attributes.diagnostic ?? line.count, outcome, &record)
  return true
}

/// `blackhole (DATA ACL discarded recipients): why`, `discarded (system filter)`: the whole message, no address.
private func thrownAway(_ line: borrowing Span<UInt8>, _ reason: Int, _ record: inout Record) -> Bool {
  record[.action] = .word("discarded")
  record[.diagnostic] = .slice(reason..<line.count)
  return true
}

/// - Parameter reason: where the text behind `: ` begins, which a remote host may have said.
private func setAction(
  _ line: borrowing Span<UInt8>, _ recipient: Range<Int>, _ reason: Int, _ outcome: EximOutcome,
  _ record: inout Record
) {
  switch outcome {
  case .delivered:
    if line.extracting(recipient).equals(":blackhole:") || line.extracting(recipient).equals("blackhole") {
      record[.action] = .word("discarded")
    } else {
      record[.action] = record[.remote_address] == nil ? .word("delivered") : .word("relayed")
    }
  case .failed:
    let isExpired = line.extracting(reason..<line.count).equals("retry timeout exceeded")
    record[.action] = isExpired ? .word("expired") : .word("failed")
  case .delayed:
    // The queue runner looked at it, and nothing was tried.
    if line.holds("retry time not reached", at: reason)
      || line.holds("Retry time not yet reached", at: reason)
    {
      return
    }
    record[.action] = .word("delayed")
  case .suppressed: break
  }
}

/// `SMTP error from remote mail server after RCPT TO:<a@b>: 451 4.3.0 x`: the reply stands behind the last colon that
/// is Exim's own.
func setEximDiagnostic(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  record[.diagnostic] = .slice(at..<line.count)
  guard line.holds("SMTP error from remote mail server ", at: at) || line.holds("LMTP error ", at: at) else {
    return
  }
  var from = at
  if let open = line.position(of: ":<", from: at), open < at + 80,
    let mailbox = line.mailbox(at: open + 1, isRFC822: true)
  {
    from = mailbox.end
  }
  guard let colon = line.position(of: ": ", from: from) else { return }
  Reply.read(line, colon + 2..<line.count, succeeded: false, &record)
}

/// An address up to a blank or a colon; a quoted local part, a pipe or a file may hold blanks.
func eximAddress(_ line: borrowing Span<UInt8>, _ start: Int) -> (Range<Int>, Int) {
  if let mailbox = line.mailbox(at: start, isRFC822: true) { return (mailbox.inside, mailbox.end) }
  let isQuoted = line.holds("\"", at: start)
  if line.holds("|", at: start) || line.holds("/", at: start),
    let parent = line.position(of: " <", from: start)
  {
    return (start..<parent, parent)
  }
  let end = line.wordEnd(from: start)
  if !isQuoted, let parent = line.unquotedEnd(start, word: end) { return (start..<parent, parent) }
  let isColon = end > start && line[end - 1] == UInt8(ascii: ":") && !line.holds(":", at: start)
  return (start..<(isColon ? end - 1 : end), isColon ? end - 1 : end)
}

extension Span where Element == UInt8 {
  /// Where an address ends whose local part was quoted: Exim takes the quotes off, and names it as it was behind.
  ///
  ///     ok quoted@good.example <"ok quoted"@good.example> R=dnslookup
  ///
  /// - Parameter word: the first blank behind its start.
  fileprivate func unquotedEnd(_ start: Int, word: Int) -> Int? {
    let key = end(from: word + 1) { ($0 | 0x20) &- 97 < 26 }
    let isWhole = word == count || self[word - 1] == UInt8(ascii: ":") || holds(" <", at: word)
    let isAddress = end(from: start) { $0 > 32 && $0 != UInt8(ascii: "@") } < word
    if word == start || isWhole || isAddress && holds("=", at: key) { return nil }
    guard let parent = position(of: " <\"", from: word), let mailbox = mailbox(at: parent + 1),
      let quote = lastPosition(of: UInt8(ascii: "\""), before: mailbox.inside.upperBound),
      mailbox.inside.count == parent - start + 2, start + (quote - mailbox.inside.lowerBound) <= count
    else { return nil }
    let name = mailbox.inside.lowerBound + 1..<quote
    return extracting(start..<start + name.count).equals(extracting(name)) ? parent : nil
  }
}
