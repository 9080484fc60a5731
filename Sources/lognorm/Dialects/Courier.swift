import Lines
import MailRecord

/// Reads what the Courier mail server says of messages; its POP and IMAP servers are another dialect.
///
///     newmsg,id=00000000005D63B2.000000006B00D940.0000024B: dns; c.example (c.example [::ffff:203.0.113.23])
///     started,id=...,from=<a@b.example>,module=esmtp,host=d.example,addr=<c@d.example>
///     id=...,from=<a@b.example>,addr=<c@d.example>: 250 2.0.0 Ok: queued as 41985311925
///     id=...,from=<a@b.example>,addr=<c@d.example>,status: success
///     error,relay=::ffff:203.0.113.11,port=44887,from=<a@b.example>,to=<c@d.example>: 550 User unknown.
///
/// What clients sent as AUTH arguments is masked, but the user whom Courier found in it.
/// - Source: Courier 1.4's cdmsgq.C, cdmsgq2.C, courierd.C, submit.C, module.esmtp/courieresmtpd.C,
///   esmtpclient.C, libesmtp.C, module.local/localmail.c, module.dsn/dsn.C, libs/comctlfile.c,
///   filters/courierfilter.c.
func parseCourier(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  for opening: StaticString in ["error,", "newmsg,", "started,", "completed,", "deferred,", "id="]
  where line.holds(opening, at: at) {
    let isKey = line.holds("=", at: at + opening.utf8CodeUnitCount - 1)
    let end = courierAttributes(line, isKey ? at : at + opening.utf8CodeUnitCount, &record)
    courierEnding(line, at, end, &record)
    return true
  }
  if line.holds("ip=[", at: at) {
    _ = courierAttributes(line, at, &record)
    return true
  }
  if line.holds("[", at: at), let close = line.position(of: "]: ", from: at) {
    setCourierAddress(line, at + 1..<close, .client_address, &record)
    record[.reason] = .slice(close + 3..<line.count)
    return true
  }
  return courierShapes.read(line, text, &record) || courierDialogue(line, text, &record)
}

/// What a client said, with ESMTP_LOG_DIALOG: `MAIL FROM:<a@b> SIZE=10`, a response of SASL alone.
private func courierDialogue(
  _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record
) -> Bool {
  let verb = text.lowerBound..<(line.end(from: text.lowerBound) { ($0 | 0x20) &- 97 < 26 })
  let isKnown = smtpVerbs.contains { line.holdsAnyCase($0, in: verb) }
  guard isKnown || line.isSASLResponse(text) else { return false }
  record.maskDialogue(line, command: text)
  return true
}

private let smtpVerbs: [StaticString] = [
  "AUTH", "BDAT", "DATA", "EHLO", "ETRN", "EXPN", "EXVERB", "HELO", "HELP", "MAIL", "NOOP", "QUIT", "RCPT",
  "RSET",
  "STARTTLS", "VERB", "VRFY", "XEXDATA",
]

/// `relay=::ffff:203.0.113.11,port=44887,from=<a@b>,to=<c@d>`: where they end, at a colon, a blank or a word.
///
/// Addresses are in brackets, and what clients said comes last.
private func courierAttributes(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Int {
  var at = start
  while at < line.count {
    if line.holds(" ", at: at) { at += 1 }
    let equals = line.end(from: at) { $0 &- 97 < 26 }
    guard equals > at, line.holds("=", at: equals) else { return at }
    let key = line.extracting(at..<equals)
    let (value, end) = courierValue(line, key, equals + 1)
    setCourier(key, line, value, &record)
    guard line.holds(",", at: end) else { return end }
    at = end + 1
  }
  return line.count
}

private func courierValue(
  _ line: borrowing Span<UInt8>, _ key: borrowing Span<UInt8>, _ at: Int
) -> (value: Range<Int>, end: Int) {
  if let mailbox = line.mailbox(at: at, isRFC822: true) { return (mailbox.inside, mailbox.end) }
  if line.holds("[", at: at), let close = line.position(of: UInt8(ascii: "]"), from: at) {
    return (at + 1..<close, close + 1)
  }
  if line.holds("\"", at: at) {
    let close =
      line.position(of: "\",cmd: ", from: at + 1) ?? line.position(of: UInt8(ascii: "\""), from: at + 1)
    return (at + 1..<max(at + 1, close ?? line.count), (close ?? line.count - 1) + 1)
  }
  // A mailbox's host=user!!uid!gid!home!maildir!quota may hold anything; its address stands behind it.
  if key.equals("host"), let address = line.lastPosition(of: ",addr=<"), address >= at {
    return (at..<address, address)
  }
  let endsAtColon = key.equals("id") || key.equals("auth")
  let end = line.end(from: at) { $0 != UInt8(ascii: ",") && !(endsAtColon && $0 == UInt8(ascii: ":")) }
  return (at..<end, end)
}

private func setCourier(
  _ key: borrowing Span<UInt8>, _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record
) {
  if key.equals("relay") || key.equals("ip") {
    setCourierAddress(line, value, .client_address, &record)
  } else if key.equals("port") {
    record[.client_port] = line.decimal(value).map { .integer($0) }
  } else if key.equals("size") {
    record[.size] = line.decimal(value).map { .integer($0) }
  } else if key.equals("host") {
    if line.extracting(value).position(of: UInt8(ascii: "!")) == nil, !value.isEmpty {
      record[.remote_mta] = .slice(value)
    }
  } else if key.equals("msg") {
    record[.diagnostic] = .slice(value)
    Reply.read(line, value, succeeded: false, &record)
  } else {
    for (name, field) in courierKeys where key.equals(name) { record[field] = .slice(value) }
  }
}

private let courierKeys: [(StaticString, Field)] = [
  ("id", .queue_id), ("from", .sender), ("to", .recipient), ("addr", .recipient), ("module", .mailer),
  ("ident", .ident), ("auth", .auth_user), ("user", .user),
]

/// `::ffff:203.0.113.11` is an IPv4 address.
private func setCourierAddress(
  _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ field: Field, _ record: inout Record
) {
  let start = value.lowerBound + (line.holds("::ffff:", at: value.lowerBound) ? 7 : 0)
  guard start < value.upperBound, line.isAddress(start..<value.upperBound) else { return }
  record[field] = .slice(start..<value.upperBound)
}

/// What stands behind the attributes: a reply, how it ended, where a message came from, a command.
private func courierEnding(_ line: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ record: inout Record) {
  if line.holds("newmsg,", at: start), line.holds(": ", at: end) {
    return courierOrigin(line, end + 2, &record)
  }
  if line.holds("error,", at: start) {
    record[.action] = .word("rejected")
    if line.holds("cmd: ", at: end) { return courierCommand(line, end + 5, &record) }
  }
  if line.holds("status: ", at: end) {
    let at = end + 8
    if line.holds("success", at: at) {
      record[.action] = isCourierLocal(line, record) ? .word("delivered") : .word("relayed")
    }
    if line.holds("deferred", at: at) { record[.action] = .word("delayed") }
    if line.holds("failure", at: at) { record[.action] = .word("failed") }
  } else if line.holds("success: delivered: ", at: end) {
    setPeer(line, end + 20..<line.count, isNextHop: true, &record)
    mapped(line, &record)
  } else if line.holds("success: ", at: end) {
    record[.action] = .word("delivered")
    record[.diagnostic] = .slice(end + 9..<line.count)
  } else if line.holds(": ", at: end) {
    record[.diagnostic] = .slice(end + 2..<line.count)
    let isAccepted = line.holds("2", at: end + 2)
    Reply.read(line, end + 2..<line.count, succeeded: isAccepted, &record)
  }
}

/// An IPv4 address of the next hop loses the prefix that says it came over an IPv6 socket.
private func mapped(_ line: borrowing Span<UInt8>, _ record: inout Record) {
  guard case .bytes(let start, let end) = record[.remote_address] else { return }
  setCourierAddress(line, Int(start)..<Int(end), .remote_address, &record)
}

/// `dns; helo (name [::ffff:203.0.113.23])`, `auth; ...`, `uucp; ...`.
private func courierOrigin(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  guard line.holds("dns; ", at: at), line.ends(with: ")"), let open = line.lastPosition(of: " (") else {
    return
  }
  if open > at + 5 { record[.helo] = .slice(at + 5..<open) }
  guard let bracket = line.lastPosition(of: UInt8(ascii: "[")), bracket > open else { return }
  if bracket > open + 3 { record[.client_name] = .slice(open + 2..<bracket - 1) }
  setCourierAddress(line, bracket + 1..<max(bracket + 1, line.count - 2), .client_address, &record)
}

/// Whether the program delivers into mailboxes.
private func isCourierLocal(_ line: borrowing Span<UInt8>, _ record: borrowing Record) -> Bool {
  guard case .bytes(let start, let end) = record[.app] else { return false }
  return line.extracting(Int(start)..<Int(end)).ends(with: "local")
}

/// `RCPT TO:<x@y>`, `AUTH LOGIN bob`, `AUTH PLAIN AGJvYgBwYXNz bob`: the client's command.
///
/// A client that lost its place may have sent a secret as a command.
private func courierCommand(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  let verb = at..<(line.end(from: at) { $0 > 32 })
  guard !verb.isEmpty else { return }
  if line.isSASLResponse(verb) { return record.mask(at..<line.count) }
  record[.stage] = .slice(verb)
  guard line.holdsAnyCase("AUTH", in: verb) else { return }
  let method = line.word(in: verb.upperBound..<line.count)
  if !method.isEmpty { record[.auth_method] = .slice(method) }
  let first = line.word(in: method.upperBound..<line.count)
  guard !first.isEmpty else { return }
  // The last word is the user, when Courier found one.
  let blank = line.lastPosition(of: UInt8(ascii: " ")) ?? at
  let user = blank + 1..<line.count
  if user.isEmpty || line.isSASLResponse(user) { return record.mask(first.lowerBound..<line.count) }
  if user.lowerBound > first.lowerBound { record.mask(first.lowerBound..<blank) }
  record[.auth_user] = .slice(user)
}

extension Span where Element == UInt8 {
  /// The first word in `range`, behind blanks; empty at its end when there is none.
  fileprivate func word(in range: Range<Int>) -> Range<Int> {
    let start = end(from: range.lowerBound) { $0 == UInt8(ascii: " ") }
    return start..<Swift.max(start, end(from: start) { $0 > 32 })
  }
}
