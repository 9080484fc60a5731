import Lines
import MailRecord

/// Reads what OpenSMTPD says: a session, a part of the daemon, what happened, and its attributes.
///
///     e819069822a7e6f9 smtp connected address=10.20.0.103 host=ws103.example
///     e819069822a7e6f9 smtp envelope evpid=8afacb414e3413b8 from=<a@b.example> to=<c@d.example>
///     e819069822a7e6f9 mta delivery evpid=5a1d0089fab70c87 from=<a@b> to=<c@d> rcpt=<-> source="10.20.0.14"
///         relay="198.51.100.14 (mx.d)" delay=0s result="Ok" stat="250 2.0.0 ok"      (all in one line)
///
/// The message is the first half of the envelope's id: `evpid=8afacb414e3413b8` is of `msgid=8afacb41`.
/// - Source: smtp_session.c, mta.c, mta_session.c and mda.c of OpenSMTPD 5.9 and 6.0 (`event=`), 6.4 to 7.8.
func parseOpenSMTPD(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  let end = line.end(from: at) { $0 &- 48 < 10 || $0 &- 97 < 6 }
  guard end == at + 16, line.holds(" ", at: end) else { return parseOldOpenSMTPD(line, text, &record) }
  record[.session_id] = .slice(at..<end)
  for part: StaticString in ["smtp ", "mta ", "mda ", "bounce ", "queue ", "filter ", "mfa "]
  where line.holds(part, at: end + 1) {
    let start = end + 1 + part.utf8CodeUnitCount
    record[.service] = .slice(end + 1..<start - 1)
    let event = line.holds("event=", at: start) ? start + 6 : start
    if line.holds("authentication user=", at: event) {
      openSMTPDLogin(line, event + 20, hasClient: event > start, &record)
    } else {
      openSMTPDAttributes(line, start, isRemote: line.holds("mta ", at: end + 1), &record)
    }
    openSMTPDAction(line, event, &record)
    return true
  }
  return false
}

/// Whether a text without a tag is OpenSMTPD's: it runs in the foreground with `-d`.
func isOpenSMTPD(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  let end = line.end(from: text.lowerBound) { $0 &- 48 < 10 || $0 &- 97 < 6 }
  return end == text.lowerBound + 16
    && (line.holds(" smtp ", at: end) || line.holds(" mta ", at: end) || line.holds(" mda ", at: end))
}

/// `evpid=8afacb414e3413b8 from=<a@b> to=<c@d> delay=1s result="Ok" stat="250 ok"`.
///
/// Addresses are in brackets and replies in quotes, so neither can pretend an attribute.
private func openSMTPDAttributes(
  _ line: borrowing Span<UInt8>, _ start: Int, isRemote: Bool, _ record: inout Record
) {
  var at = start
  var met: UInt32 = 0
  while at < line.count {
    let key = at..<(line.end(from: at) { $0 > 32 && $0 != UInt8(ascii: "=") })
    // Of two with the same key the first one counts.
    guard line.holds("=", at: key.upperBound),
      let number = openSMTPDNames.firstIndex(where: { line.extracting(key).equals($0) }),
      met >> UInt32(number) & 1 == 0
    else {
      at = line.end(from: key.upperBound) { $0 > 32 } + 1
      continue
    }
    met |= 1 << UInt32(number)
    let (value, end) = openSMTPDValue(line, line.extracting(key), key.upperBound + 1)
    setOpenSMTPD(line.extracting(key), line, value, isRemote, &record)
    at = end + 1
  }
}

/// `bob address=192.0.2.9 host=h.example result=permfail`: the name, the client's word, and what is behind.
private func openSMTPDLogin(
  _ line: borrowing Span<UInt8>, _ at: Int, hasClient: Bool, _ record: inout Record
) {
  guard let result = line.lastPosition(of: " result="), result >= at else { return }
  var end = result
  if hasClient, let host = line.lastPosition(of: " host=", before: end), host > at,
    let address = line.lastPosition(of: " address=", before: host), address >= at
  {
    openSMTPDAttributes(line, address + 1, isRemote: false, &record)
    end = address
  }
  record[.auth_user] = .slice(at..<end)
  record[.result] = .slice(result + 8..<line.count)
}

/// The value at `at`: in quotes, in brackets, to the end when it is free text, else a word.
private func openSMTPDValue(
  _ line: borrowing Span<UInt8>, _ key: borrowing Span<UInt8>, _ at: Int
) -> (value: Range<Int>, end: Int) {
  if line.holds("\"", at: at) {
    let isLast = key.equals("stat") || key.equals("result") || key.equals("command")
    var close = line.position(of: "\" ", from: at + 1) ?? line.count - 1
    if isLast, key.equals("stat") { close = line.ends(with: "\"") ? line.count - 1 : line.count }
    if key.equals("command"), let result = line.lastPosition(of: "\" result="), result > at { close = result }
    return (at + 1..<max(at + 1, close), close + 1)
  }
  if let mailbox = line.mailbox(at: at) { return (mailbox.inside, mailbox.end) }
  if key.equals("stat") || key.equals("reason") && !line.holds("quit ", at: at) {
    return (at..<line.count, line.count)
  }
  let end = line.end(from: at) { $0 > 32 }
  return (at..<end, end)
}

func setOpenSMTPD(
  _ key: borrowing Span<UInt8>, _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ isRemote: Bool,
  _ record: inout Record
) {
  if key.equals("evpid") || key.equals("msgid") {
    record[.queue_id] = .slice(value.lowerBound..<min(value.lowerBound + 8, value.upperBound))
  } else if let (_, field) = openSMTPDNumbers.first(where: { key.equals($0.0) }) {
    record[field] = line.decimal(value).map { .integer($0) }
  } else if key.equals("delay") {
    record[.delay] = line.duration(value, units: "dhms", below: 1 << 32).map { .integer($0) }
  } else if line.extracting(value).equals("-") {
    return
  } else if key.equals("address") {
    openSMTPDAddress(line, value, isRemote, &record)
  } else if key.equals("host") {
    record[isRemote ? .remote_mta : .client_name] = .slice(value)
  } else if key.equals("relay") {
    openSMTPDRelay(line, value, &record)
  } else if key.equals("ciphers") || key.equals("cipher") {
    openSMTPDCipher(line, value, &record)
  } else {
    for (name, field) in openSMTPDKeys where key.equals(name) { record[field] = .slice(value) }
  }
}

private let openSMTPDNumbers: [(StaticString, Field)] = [
  ("size", .size), ("nrcpt", .recipients), ("ndest", .recipients), ("messages", .messages),
]

private let openSMTPDKeys: [(StaticString, Field)] = [
  ("from", .sender), ("to", .recipient), ("rcpt", .original_recipient), ("stat", .diagnostic),
  ("result", .result), ("user", .user),
  ("source", .local_address), ("reason", .reason), ("proto", .protocol), ("command", .commands),
  ("method", .mailer), ("session", .session_id),
]

/// Every key that is read.
private let openSMTPDNames: [StaticString] =
  ["evpid", "msgid", "delay", "address", "host", "relay", "ciphers", "cipher"]
  + openSMTPDNumbers.map(\.0) + openSMTPDKeys.map(\.0)

/// `10.20.0.103`, `[2001:db8::1]`, `local`; of a next hop `smtp+tls://[2001:db8::1]:25`.
private func openSMTPDAddress(
  _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ isRemote: Bool, _ record: inout Record
) {
  var start = value.lowerBound
  if let scheme = line.position(of: "://", from: start), scheme < value.upperBound { start = scheme + 3 }
  var range = start..<value.upperBound
  if line.holds("[", at: start), let close = line.position(of: UInt8(ascii: "]"), from: start) {
    range = start + 1..<close
    if line.holds("IPv6:", at: range.lowerBound) { range = range.lowerBound + 5..<close }
  } else if isRemote, let colon = line.lastPosition(of: UInt8(ascii: ":"), before: value.upperBound),
    colon > start
  {
    range = start..<colon
  }
  if isRemote, let port = line.lastPosition(of: UInt8(ascii: ":"), before: value.upperBound),
    port >= range.upperBound, let number = line.decimal(port + 1..<value.upperBound)
  {
    record[.remote_port] = .integer(number)
  }
  guard line.isAddress(range) else { return }
  record[isRemote ? .remote_address : .client_address] = .slice(range)
}

/// `198.51.100.14 (mx.d.example)`.
private func openSMTPDRelay(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  let end = line.end(from: value.lowerBound) { $0 > 32 }
  var address = value.lowerBound..<min(end, value.upperBound)
  if line.holds("[", at: address.lowerBound) {
    address = address.lowerBound + 1..<max(address.lowerBound + 1, address.upperBound - 1)
  }
  if line.isAddress(address) { record[.remote_address] = .slice(address) }
  if line.holds(" (", at: end), line.holds(")", at: value.upperBound - 1) {
    record[.remote_mta] = .slice(end + 2..<max(end + 2, value.upperBound - 1))
  }
}

/// `TLSv1.3:TLS_AES_256_GCM_SHA384:256`.
private func openSMTPDCipher(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  guard let first = line.position(of: UInt8(ascii: ":"), from: value.lowerBound), first < value.upperBound,
    let last = line.lastPosition(of: UInt8(ascii: ":"), before: value.upperBound), last > first
  else { return }
  record[.tls_version] = .slice(value.lowerBound..<first)
  record[.tls_cipher] = .slice(first + 1..<last)
  if let bits = line.decimal(last + 1..<value.upperBound) { record[.tls_bits] = .integer(bits) }
}

/// What a delivery or a refused command means.
func openSMTPDAction(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  if line.holds("failed-command", at: at) || line.holds("bad-input", at: at) {
    openSMTPDRefusal(line, &record)
  } else if line.holds("deliver", at: at) {
    openSMTPDOutcome(line, &record)
  } else if line.holds("error ", at: at), let said = line.position(of: " rejected: ", from: at) {
    Reply.read(line, said + 11..<line.count, succeeded: false, &record)
  }
}

/// `result="Ok" stat="250 2.0.0 ok"`.
func openSMTPDOutcome(_ line: borrowing Span<UInt8>, _ record: inout Record) {
  guard case .bytes(let start, _) = record[.result] else { return }
  let isOk = line.holds("Ok", at: Int(start))
  if isOk {
    let isLocal = record[.remote_address] == nil && record[.remote_mta] == nil
    record[.action] = .word(isLocal ? "delivered" : "relayed")
  }
  for (result, action) in openSMTPDActions where line.holds(result, at: Int(start)) {
    record[.action] = .word(action)
  }
  guard case .bytes(let from, let to) = record[.diagnostic] else { return }
  Reply.read(line, Int(from)..<Int(to), succeeded: isOk, &record)
}

private let openSMTPDActions: [(StaticString, StaticString)] = [
  ("TempFail", "delayed"), ("PermFail", "failed"), ("Loop", "failed"), ("NoRelay", "failed"),
  ("Expire", "expired"), ("Remove", "discarded"),
]

/// What was refused, `RCPT TO:<x@y>`, and how: the reply stands in `result`.
func openSMTPDRefusal(_ line: borrowing Span<UInt8>, _ record: inout Record) {
  guard case .bytes(let first, let last) = record[.result] else { return }
  record[.result] = nil
  record[.diagnostic] = .bytes(first, last)
  record[.action] = .word("rejected")
  Reply.read(line, Int(first)..<Int(last), succeeded: false, &record)
  guard case .bytes(let start, let end) = record[.commands] else { return }
  record[.commands] = nil
  let command = Int(start)..<Int(end)
  let verb = Int(start)..<min(line.end(from: Int(start)) { $0 > 32 && $0 != UInt8(ascii: ":") }, Int(end))
  if !verb.isEmpty { record[.stage] = .slice(verb) }
  // Since 5.7 smtpd itself writes `AUTH PLAIN (...)`.
  if !line.holds(")", at: command.upperBound - 1) { record.maskCredentials(line, command: command) }
  if line.holdsAnyCase("AUTH", in: verb) {
    let first = min(verb.upperBound + 1, command.upperBound)
    let last = min(line.end(from: first) { $0 > 32 && $0 != UInt8(ascii: "\"") }, command.upperBound)
    if first < last { record[.auth_method] = .slice(first..<last) }
  }
  let isRecipient = line.holdsAnyCase("RCPT", in: verb)
  guard isRecipient || line.holdsAnyCase("MAIL", in: verb),
    let open = line.position(of: UInt8(ascii: "<"), from: verb.upperBound), open < command.upperBound,
    let mailbox = line.mailbox(at: open), mailbox.end <= command.upperBound
  else { return }
  record[isRecipient ? .recipient : .sender] = .slice(mailbox.inside)
}
