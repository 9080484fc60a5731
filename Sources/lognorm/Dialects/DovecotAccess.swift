import Lines
import MailRecord

/// Reads a login, or that there was none.
///
///     Login: user=<a@b.example>, method=PLAIN, rip=192.0.2.30, lip=10.20.0.40, mpid=16758, TLS, session=<8onW0b1g>
///     Disconnected: Inactivity (auth failed, 7 attempts in 176 secs): user=<32>, method=PLAIN, rip=192.0.2.9, lip=10.20.0.40
///
/// The user's name is the client's word, so the addresses are looked for from the right.
func dovecotLogin(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let remote = lastKey("rip=", line, text) else {
    return line.count > text.lowerBound
  }
  let client = value(line, remote + 4)
  record[.client_address] = .slice(withoutMapping(line, client))
  if line.holds(", lip=", at: client.upperBound) {
    let local = value(line, client.upperBound + 6)
    record[.local_address] = .slice(withoutMapping(line, local))
    details(line, local.upperBound, &record)
  }
  var list = remote
  if let method = lastKey("method=", line, text.lowerBound..<remote) {
    record[.auth_method] = .slice(value(line, method + 7))
    list = method
  }
  if let user = line.position(of: "user=<", from: text.lowerBound), user < list,
    let close = line.lastPosition(of: UInt8(ascii: ">"), before: list), close >= user + 6
  {
    if close > user + 6 { record[.auth_user] = .slice(user + 6..<close) }
    list = user
  }
  let colon = line.lastPosition(of: ": ", before: list + 1) ?? text.lowerBound
  if colon > text.lowerBound, !line.extracting(text.lowerBound..<colon).equals("Login") {
    record[.reason] = .slice(text.lowerBound..<colon)
  }
  return true
}

/// `, mpid=16758, TLS, session=<8onW0b1g>` from `at` on.
private func details(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  if let session = line.lastPosition(of: "session=<"), session > at,
    let close = line.position(of: UInt8(ascii: ">"), from: session)
  {
    record[.session_id] = .slice(session + 9..<close)
  }
  if line.position(of: ", TLS", from: at) != nil { record[.tls_version] = .word("TLS") }
}

/// Where `key` last stands in `range`, at its beginning or behind a blank.
private func lastKey(_ key: StaticString, _ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
  var end = range.upperBound
  while let place = line.lastPosition(of: key, before: end), place >= range.lowerBound {
    if place == range.lowerBound || line[place - 1] == UInt8(ascii: " ") { return place }
    end = place
  }
  return nil
}

private func value(_ line: borrowing Span<UInt8>, _ start: Int) -> Range<Int> {
  start..<(line.end(from: start) { $0 > 32 && $0 != UInt8(ascii: ",") })
}

/// `::ffff:192.0.2.9` is an IPv4 address.
func withoutMapping(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
  line.holds("::ffff:", at: range.lowerBound) ? range.lowerBound + 7..<range.upperBound : range
}

/// Reads what the user databases said.
///
///     passwd-file(a@b.example,192.0.2.20,<vcAX0r1gw>): Password mismatch
///     conn unix:auth-worker (pid=27359,uid=97): auth-worker<55>: pam(webapps,192.0.2.7): unknown user
func dovecotAuth(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  maskDovecot(line, text, &record)
  if line.holds("conn unix:", at: at), let worker = line.position(of: ": auth-worker<", from: at),
    let colon = line.position(of: ">: ", from: worker)
  {
    at = colon + 3
  }
  // PAM's modules speak within the auth process.
  if line.isModule(at: at) || line.holds("(pam_", at: at) {
    return parsePam(line, at..<text.upperBound, &record)
  }
  let name = at..<(line.end(from: at) { $0 > 32 && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ":") })
  // A name may hold `): `, what Dovecot says does not.
  let said = line.position(of: " (username: ", from: at) ?? line.count
  guard line.holds("(", at: name.upperBound),
    let close = line.lastPosition(of: "): ", before: said), close > name.upperBound
  else {
    return line.count > at
  }
  record[.mailer] = .slice(name)
  record[.reason] = .slice(close + 3..<line.count)
  var end = close
  if line.holds(">", at: end - 1), let open = line.lastPosition(of: ",<", before: end), open > name.upperBound
  {
    record[.session_id] = .slice(open + 2..<end - 1)
    end = open
  }
  // An empty session.
  if line.holds(",", at: end - 1), end - 1 > name.upperBound { end -= 1 }
  if let comma = line.lastPosition(of: UInt8(ascii: ","), before: end), comma > name.upperBound,
    line.isAddress(comma + 1..<end)
  {
    record[.client_address] = .slice(withoutMapping(line, comma + 1..<end))
    end = comma
  }
  if end > name.upperBound + 1, !line.extracting(name.upperBound + 1..<end).equals("?") {
    record[.auth_user] = .slice(name.upperBound + 1..<end)
  }
  return true
}

/// Masks what debug levels of auth show with auth_debug_passwords, and what a wrong password was.
///
///     client in: CONT#0111#011AGp1ZHkAaHVudGVyMg==
///     client passdb out: OK#0111#011user=judy#011pass=hunter2
private func maskDovecot(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) {
  if line.position(of: "(given password: ", from: text.lowerBound) != nil {
    return record.mask(line, from: "(given password: ", to: ")", in: text)
  }
  record.maskSecrets(line, text, isRead: false)
  guard let response = line.position(of: "client in: CONT", from: text.lowerBound) else { return }
  record.mask(min(response + 15, text.upperBound)..<text.upperBound)
}

/// Reads the same as 2.4 writes it, the request in front: `auth(a@b.example,192.0.2.20,sasl:plain)<vcAX0r1g>: static: `.
///
/// - Parameter request: name, address and mechanism; the name is the client's.
/// - Returns: whether an address stands there; `auth(default)` is older.
func dovecotRequest(
  _ line: borrowing Span<UInt8>, _ request: Range<Int>, _ text: Range<Int>, _ record: inout Record
) -> Bool {
  var end = request.upperBound
  if let sasl = line.lastPosition(of: ",sasl:", before: end), sasl > request.lowerBound {
    record[.auth_method] = .slice(sasl + 6..<end)
    end = sasl
  }
  guard let comma = line.lastPosition(of: UInt8(ascii: ","), before: end), comma >= request.lowerBound,
    line.isAddress(comma + 1..<end)
  else { return false }
  record[.client_address] = .slice(withoutMapping(line, comma + 1..<end))
  let name = request.lowerBound..<comma
  if !name.isEmpty, !line.extracting(name).equals("?") { record[.auth_user] = .slice(name) }
  maskDovecot(line, text, &record)
  let database = line.end(from: text.lowerBound) { $0 > 32 && $0 != UInt8(ascii: ":") }
  guard line.holds(": ", at: database) else { return true }
  record[.mailer] = .slice(text.lowerBound..<database)
  record[.reason] = .slice(database + 2..<line.count)
  return true
}

/// Reads what a session did, and what it came to.
///
///     Disconnected: Logged out in=155 out=958 deleted=0 expunged=0 trashed=0
///     Disconnected: Logged out top=0/0, retr=1/2345, del=1/12, size=9876
///     expunge: box=Drafts, uid=1, msgid=<draft@b.example>, size=80, from=a
func dovecotSession(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.holds("Disconnected", at: at) || line.holds("Connection closed", at: at)
    || line.holds("Logged out", at: at)
  {
    count(" in=", .bytes_in, line, at, &record)
    count(" out=", .bytes_out, line, at, &record)
    count(" deleted=", .deleted, line, at, &record)
    pair(" bytes=", .bytes_in, .bytes_out, line, at, &record)
    pair(" retr=", .messages, .bytes_out, line, at, &record)
    pair(" del=", .deleted, nil, line, at, &record)
    let list = [" in=", " top=", " bytes="].compactMap { line.position(of: $0, from: at) }.min()
    if let list { record[.reason] = .slice(at..<list) }
    return true
  }
  if let box = line.position(of: "box=", from: at), box < at + 300,
    let uid = line.position(of: ", uid=", from: box)
  {
    record[.mailbox] = .slice(box + 4..<uid)
    if let id = line.position(of: ", msgid=<", from: uid), let mailbox = line.mailbox(at: id + 8) {
      record[.message_id] = .slice(mailbox.inside)
      if line.holds(", size=", at: mailbox.end), let size = line.decimal(at: mailbox.end + 7) {
        record[.size] = .integer(size.value)
      }
    }
  }
  return line.count > at
}

private func count(
  _ key: StaticString, _ field: Field, _ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record
) {
  if let place = line.lastPosition(of: key), place > at,
    let number = line.decimal(at: place + key.utf8CodeUnitCount)
  {
    record[field] = .integer(number.value)
  }
}

/// `retr=1/2345`: two numbers.
private func pair(
  _ key: StaticString, _ first: Field, _ second: Field?, _ line: borrowing Span<UInt8>, _ at: Int,
  _ record: inout Record
) {
  guard let place = line.lastPosition(of: key), place > at,
    let one = line.decimal(at: place + key.utf8CodeUnitCount), line.holds("/", at: one.end),
    let other = line.decimal(at: one.end + 1)
  else { return }
  record[first] = .integer(one.value)
  if let second { record[second] = .integer(other.value) }
}

/// Reads what LMTP, the LDA and sieve did with a message.
///
///     msgid=<1@c.example>: saved mail to INBOX
///     sieve: msgid=<1@c.example>: fileinto action: stored mail into mailbox 'Lists'
///     msgid=<1@c.example>: save failed to INBOX: Quota exceeded (mailbox for user is full)
func dovecotDelivery(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  for word: StaticString in ["Connect from ", "Disconnect from "] where line.holds(word, at: at) {
    let start = at + word.utf8CodeUnitCount
    let address = start..<(line.end(from: start) { isAddressByte($0) && $0 != UInt8(ascii: "/") })
    let end = address.upperBound > start && line[address.upperBound - 1] == UInt8(ascii: ":") ? 1 : 0
    if line.isAddress(start..<address.upperBound - end) {
      record[.client_address] = .slice(start..<address.upperBound - end)
    }
    return true
  }
  // Before 2.3 the session stands here.
  let word = line.end(from: at) { DovecotHead.isSessionByte($0) }
  if line.holds(": msgid=", at: word) || line.holds(": sieve: ", at: word), word > at,
    !line.holds("sieve: ", at: at)
  {
    record[.session_id] = .slice(at..<word)
    at = word + 2
  }
  for word: StaticString in ["sieve: ", "sieve runtime: "] where line.holds(word, at: at) {
    at += word.utf8CodeUnitCount
  }
  guard line.holds("msgid=", at: at) else { return dovecotSession(line, at..<line.count, &record) }
  guard let end = messageID(line, at + 6, &record) else { return true }
  return outcome(line, end, &record)
}

/// `<1@c.example>: ` or `unspecified: `; where the text behind begins.
///
/// The id is the sender's word and may hold a `>: saved mail to INBOX` of its own: the last outcome counts.
private func messageID(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Int? {
  guard line.holds("<", at: at) else {
    guard let colon = line.position(of: ": ", from: at) else { return nil }
    if !line.extracting(at..<colon).equals("unspecified"), colon > at {
      record[.message_id] = .slice(at..<colon)
    }
    return colon + 2
  }
  guard let first = line.position(of: ">: ", from: at) else { return nil }
  var close = first
  var end = line.count
  while let last = line.lastPosition(of: ">: ", before: end), last > first {
    if outcomes.stand(in: line, at: last + 3) {
      close = last
      break
    }
    end = last
  }
  record[.message_id] = .slice(at + 1..<close)
  return close + 3
}

/// How the text behind a message's id begins.
private let outcomes = Openings([
  "Marked message", "discard action", "ereject action", "failed to store", "fileinto action", "forwarded to ",
  "marked message", "redirect action", "reject action", "rejected", "save failed to ", "saved mail to ",
  "sent vacation", "stored mail into ", "vacation action",
])

private func outcome(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  if line.holds("saved mail to ", at: at) {
    record[.action] = .word("delivered")
    record[.mailbox] = .slice(at + 14..<line.count)
  } else if line.holds("save failed to ", at: at) {
    record[.action] = .word("failed")
    if let colon = line.position(of: ": ", from: at) {
      record[.mailbox] = .slice(at + 15..<colon)
      record[.diagnostic] = .slice(colon + 2..<line.count)
    }
  } else if let stored = line.position(of: "stored mail into mailbox '", from: at) {
    record[.action] = .word("delivered")
    let end = line.ends(with: "'") ? line.count - 1 : line.count
    record[.mailbox] = .slice(stored + 26..<max(stored + 26, end))
  } else if let forwarded = line.position(of: "forwarded to ", from: at) {
    record[.action] = .word("expanded")
    record[.recipient] = .slice(line.listed(at: forwarded + 13).value)
  } else if line.holds("reject action", at: at) || line.holds("rejected", at: at) {
    record[.action] = .word("rejected")
  } else if line.position(of: "to be discarded", from: at) != nil || line.holds("discard", at: at) {
    record[.action] = .word("discarded")
  }
  return true
}
