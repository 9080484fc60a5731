import Lines
import MailRecord

/// Reads what Haraka says: level, connection and transaction, plugin, and its attributes.
///
///     [NOTICE] [3E6A027F-8307-4DA4-B105-2A39EC4B58D4] [core] connect ip=192.0.2.200 port=21957 local_port=25
///     [NOTICE] [3E6A027F-8307-4DA4-B105-2A39EC4B58D4.1] [core] recipient <c@d.example> code=OK msg=""
///     [NOTICE] [3E6A027F-8307-4DA4-B105-2A39EC4B58D4.1] [core] queue code=OK msg="ok 1478291735 qp 49341"
///
/// With `format=logfmt` the first three are attributes too. At level PROTOCOL stands what clients said: secrets
/// are masked.
/// - Source: Haraka 2.8 to 3.1's logger.js, connection.js, server.js, outbound/hmail.js.
func parseHaraka(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if line.holds("level=", at: text.lowerBound) { return harakaPairs(line, text.lowerBound, &record) }
  guard let level = bracketed(line, text.lowerBound), let id = bracketed(line, level.upperBound + 2),
    let plugin = bracketed(line, id.upperBound + 2)
  else { return false }
  setHarakaID(line, id, &record)
  if !plugin.isEmpty { record[.service] = .slice(plugin) }
  let start = line.end(from: plugin.upperBound + 1) { $0 == UInt8(ascii: " ") }
  if line.holds("C: ", at: start), line.extracting(level).equals("PROTOCOL") {
    harakaSaid(line, start + 3, &record)
    return true
  }
  harakaMessage(line, start, line.extracting(plugin).holds("outbound", at: 0), &record)
  return true
}

/// Whether a text without a tag is Haraka's: it writes a log file of its own.
func isHaraka(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  if line.holds("level=", at: text.lowerBound), let id = line.position(of: " uuid=", from: text.lowerBound),
    id < text.lowerBound + 16
  {
    return line.holds(" origin=", at: line.end(from: id + 1) { $0 > 32 })
  }
  for level in harakaLevels where line.holds(level, at: text.lowerBound + 1) {
    guard let level = bracketed(line, text.lowerBound), let id = bracketed(line, level.upperBound + 2) else {
      return false
    }
    return bracketed(line, id.upperBound + 2) != nil
  }
  return false
}

private let harakaLevels: [StaticString] = [
  "NOTICE] [", "INFO] [", "DEBUG] [", "WARN] [", "ERROR] [", "PROTOCOL] [", "CRIT] [", "ALERT] [", "EMERG] [",
  "DATA] [",
]

/// `level=NOTICE uuid=3E6A027F-....1 origin=core message=queue code=OK msg="ok"`.
private func harakaPairs(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let id = line.position(of: " uuid=", from: at), let origin = line.position(of: " origin=", from: id),
    let message = line.position(of: " message=", from: origin)
  else { return false }
  setHarakaID(line, id + 6..<origin, &record)
  record[.service] = .slice(origin + 8..<message)
  let start = message + (line.holds("\"", at: message + 9) ? 10 : 9)
  harakaMessage(line, start, line.holds("outbound", at: origin + 8), &record)
  return true
}

/// `AUTH PLAIN *****`, `AGp1...`: what a client said, up to the state that Haraka adds.
private func harakaSaid(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  let end = line.lastPosition(of: " state=").map { max($0, at) } ?? line.count
  let verb = at..<min(line.end(from: at) { $0 > 32 }, end)
  if line.isSASLResponse(verb) { return record.mask(at..<end) }
  record[.stage] = .slice(verb)
  record.maskCredentials(line, command: at..<end)
}

/// `recipient <c@d.example> code=OK msg="" sender="a@b.example"`, from its first word on.
private func harakaMessage(
  _ line: borrowing Span<UInt8>, _ start: Int, _ isOutbound: Bool, _ record: inout Record
) {
  var attributes = start
  let isRecipient = line.holds("recipient <", at: start)
  if isRecipient || line.holds("sender <", at: start),
    let mailbox = line.mailbox(at: start + (isRecipient ? 10 : 7))
  {
    record[isRecipient ? .recipient : .sender] = .slice(mailbox.inside)
    attributes = mailbox.end
  }
  harakaAttributes(line, attributes, isOutbound, &record)
  harakaAction(line, start, isQueue: line.holds("queue ", at: start), &record)
}

/// The inside of the brackets at `at`.
private func bracketed(_ line: borrowing Span<UInt8>, _ at: Int) -> Range<Int>? {
  guard line.holds("[", at: at), let close = line.position(of: UInt8(ascii: "]"), from: at) else {
    return nil
  }
  return at + 1..<close
}

/// `3E6A027F-....1`: a connection, and the transaction on it, which is the message.
private func setHarakaID(_ line: borrowing Span<UInt8>, _ id: Range<Int>, _ record: inout Record) {
  if line.extracting(id).equals("-") { return }
  guard let dot = line.position(of: UInt8(ascii: "."), from: id.lowerBound), dot < id.upperBound else {
    record[.session_id] = .slice(id)
    return
  }
  record[.session_id] = .slice(id.lowerBound..<dot)
  record[.queue_id] = .slice(id)
}

/// `ip=1.2.3.4 helo="x" rcpts=1/0/0`: values with blanks are in quotes, inner quotes behind a backslash.
private func harakaAttributes(
  _ line: borrowing Span<UInt8>, _ start: Int, _ isOutbound: Bool, _ record: inout Record
) {
  var at = start
  while at < line.count {
    let equals = line.end(from: at) { $0 &- 97 < 26 || $0 == UInt8(ascii: "_") }
    guard equals > at, line.holds("=", at: equals) else {
      at = line.end(from: at) { $0 > 32 } + 1
      continue
    }
    var (value, end): (Range<Int>, Int)
    if line.holds("\"", at: equals + 1) {
      let close = line.stringEnd(from: equals + 2).end
      (value, end) = (equals + 2..<close, close + 1)
    } else if let mailbox = line.mailbox(at: equals + 1) {
      (value, end) = (mailbox.inside, mailbox.end)
    } else {
      let stop = line.end(from: equals + 1) { $0 > 32 }
      let comma = stop > equals + 1 && line[stop - 1] == UInt8(ascii: ",")
      (value, end) = (equals + 1..<(comma ? stop - 1 : stop), stop)
    }
    setHaraka(line.extracting(at..<equals), line, value, isOutbound, &record)
    at = end + 1
  }
}

private func setHaraka(
  _ key: borrowing Span<UInt8>, _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ isOutbound: Bool,
  _ record: inout Record
) {
  if value.isEmpty { return }
  for (name, field) in harakaNumbers where key.equals(name) {
    if let number = line.decimal(value) { record[field] = .integer(number) }
    return
  }
  if key.equals("delay") || key.equals("score") || key.equals("time") {
    record[key.equals("delay") ? .delay : key.equals("time") ? .duration : .score] = .number(line, value)
  } else if key.equals("port") {
    record[isOutbound ? .remote_port : .client_port] = line.decimal(value).map { .integer($0) }
  } else if key.equals("ip") || key.equals("host") {
    record[isOutbound ? (key.equals("ip") ? .remote_address : .remote_mta) : .client_address] = .slice(value)
  } else if key.equals("mid") {
    let isBracketed = line.holds("<", at: value.lowerBound) && line[value.upperBound - 1] == UInt8(ascii: ">")
    record[.message_id] = .slice(
      isBracketed && value.count > 1 ? value.lowerBound + 1..<value.upperBound - 1 : value)
  } else if key.equals("rdns") {
    if !line.extracting(value).equals("Unknown") { record[.client_name] = .slice(value) }
  } else {
    for (name, field) in harakaWords where key.equals(name) { record[field] = .slice(value) }
  }
}

private let harakaNumbers: [(StaticString, Field)] = [
  ("local_port", .local_port), ("size", .size), ("bytes", .bytes_in), ("rcpts_count", .recipients),
]

private let harakaWords: [(StaticString, Field)] = [
  ("local_ip", .local_address), ("helo", .helo), ("sender", .sender), ("msg", .diagnostic),
  ("cipher", .tls_cipher),
  ("version", .tls_version), ("verified", .tls_verify), ("code", .result), ("result", .verdict),
  ("selector", .dkim_selector), ("response", .diagnostic), ("retval", .verdict), ("hook", .stage),
  ("tests", .tests), ("user", .auth_user), ("authmethod", .auth_method), ("lr", .reason),
  ("dkim_domain", .dkim_domain),
]

/// What was decided about a sender, a recipient or a message.
private func harakaAction(
  _ line: borrowing Span<UInt8>, _ start: Int, isQueue: Bool, _ record: inout Record
) {
  if line.holds("delivered file=", at: start) {
    record[.action] = .word("relayed")
    if case .bytes(let open, let close) = record[.diagnostic] {
      record[.next_queue_id] = Reply.queueID(line, Int(open)..<Int(close)).map { .slice($0) }
    }
  }
  guard case .bytes(let from, let to) = record[.result] else { return }
  let code = line.extracting(Int(from)..<Int(to))
  if code.equals("DENY") || code.equals("DENYDISCONNECT") || code.equals("DENYSOFT")
    || code.equals("DENYSOFTDISCONNECT")
  {
    record[.action] = .word("rejected")
  } else if isQueue, code.equals("OK"), case .bytes(let open, let close) = record[.diagnostic] {
    record[.action] = .word("relayed")
    if line.holds("ok ", at: Int(open)), let qp = line.position(of: " qp ", from: Int(open)),
      qp < Int(close), let number = line.decimal(at: qp + 4)
    {
      record[.next_queue_id] = .slice(qp + 4..<number.end)
    } else if let id = Reply.queueID(line, Int(open)..<Int(close)) {
      record[.next_queue_id] = .slice(id)
    }
  }
}
