import Lines
import MailRecord

/// Reads what sendmail says.
///
///     6AKNZSbj000294: from=<a@b.example>, size=802, class=0, nrcpts=1, msgid=<1@b.example>, proto=ESMTP, daemon=MTA, relay=h [192.0.2.9]
///     6AKNZSbj000294: to=<c@d.example>,<e@d.example>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=30802, relay=mx.d.example. [198.51.100.10], dsn=2.0.0, stat=Sent (Ok: queued as 90A8)
///     6AKNZSbj000294: ruleset=check_rcpt, arg1=<x@y.example>, relay=h [192.0.2.9], reject=550 5.7.1 <x@y.example>... Relaying denied
///     STARTTLS=server, relay=h [192.0.2.9], version=TLSv1.3, verify=NO, cipher=TLS_AES_256_GCM_SHA384, bits=256/256
///
/// Attributes are read one after the other; `stat` and `reject` are the last, and remote hosts' words.
/// - Source: sendmail 8.17's deliver.c (logdelivery), envelope.c (logsender), srvrsmtp.c, ruleset checks in conf/.
func parseSendmail(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  if line.holds("NOQUEUE: ", at: at) {
    at += 9
  } else if let id = line.sendmailID(at: at) {
    record[.queue_id] = .slice(id)
    if line.holds("[", at: id.upperBound) { return true }
    at = id.upperBound + 2
    // `old: new: DSN: ...`, `old: new: clone: ...`: the second id is the message made of the first.
    if let new = line.sendmailID(at: at) {
      record[.next_queue_id] = .slice(new)
      at = new.upperBound + 2
    }
  }
  let isMilter = line.holds("Milter: ", at: at)
  if isMilter { at += 8 }
  if line.holds("from=", at: at) { return sendmailAttributes(line, at, .arrival, &record) }
  if line.holds("to=", at: at) { return sendmailAttributes(line, at, .attempt, &record) }
  for opening in attributed where line.holds(opening, at: at) {
    return sendmailAttributes(line, at, .other, &record)
  }
  // `data, reject=554 5.7.1 refused`: a stage, and what was answered.
  if isMilter, let comma = line.position(of: ", reject=", from: at), comma < at + 10 {
    record[.stage] = .slice(at..<comma)
    return sendmailAttributes(line, comma + 2, .other, &record)
  }
  return sendmailAlone(line, at, &record) || isMilter
}

/// How messages begin that are attributes from their start.
private let attributed: [StaticString] = [
  "ruleset=", "AUTH=", "STARTTLS=", "milter=", "arg1=", "tls_", "STARTTLS:", "size=", "relay=",
  "helo=",
]

extension Span where Element == UInt8 {
  /// A queue id and a colon: 14 letters and digits, or 12 and more with older versions.
  fileprivate func sendmailID(at: Int) -> Range<Int>? {
    var digits = 0
    let end = self.end(from: at) { byte in
      if byte &- 48 < 10 { digits += 1 }
      return byte &- 48 < 10 || (byte | 0x20) &- 97 < 26
    }
    guard (7...20).contains(end - at), digits >= 3 else { return nil }
    // A long message is cut into pieces, `6AKNZSbj000294[2]: `.
    let isPiece = holds("[", at: end) && decimal(at: end + 1).map { holds("]: ", at: $0.end) } == true
    return holds(": ", at: end) || isPiece ? at..<end : nil
  }
}

/// What a message is about; it decides whose host `relay=` is.
enum SendmailKind { case arrival, attempt, other }

/// Reads `key=value, key=value`.
func sendmailAttributes(
  _ line: borrowing Span<UInt8>, _ start: Int, _ kind: SendmailKind, _ record: inout Record
) -> Bool {
  var at = start
  while at < line.count {
    let end = line.end(from: at) { $0 > 32 && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ",") }
    guard line.holds("=", at: end) else {
      if line.extracting(at..<line.count).equals("discard") { record[.action] = .word("discarded") }
      break
    }
    let key = at..<end
    let value = sendmailValue(line, key, end + 1)
    // `AUTH=server, relay=h [192.0.2.9], authid=x`: the client's words stand behind the client.
    let isNamed = line.holds("AUTH=", at: start) && record[.client_address] != nil
    if !isNamed || !line.extracting(key).equals("relay") {
      set(line.extracting(key), value, line, kind, &record)
    }
    if isLast(line.extracting(key)) { break }
    at = line.holds(", ", at: value.upperBound) ? value.upperBound + 2 : line.count
  }
  return true
}

/// Attributes whose value goes on to the end of the line: words of remote hosts and of rules.
private func isLast(_ key: borrowing Span<UInt8>) -> Bool {
  key.equals("stat") || key.equals("reject") || key.equals("quarantine") || key.equals("discard")
}

/// A value: addresses with commas between them, words up to `, `, or all that follows.
private func sendmailValue(_ line: borrowing Span<UInt8>, _ key: Range<Int>, _ start: Int) -> Range<Int> {
  let name = line.extracting(key)
  if isLast(name) { return start..<line.count }
  if name.equals("reply") { return start..<replyEnd(line, start) }
  if name.equals("msgid") { return start..<messageIDEnd(line, start) }
  return start..<listEnd(line, start)
}

/// Where a list of addresses or words ends: at `, `, or with the line.
private func listEnd(_ line: borrowing Span<UInt8>, _ start: Int) -> Int {
  var at = start
  while true {
    at = addressEnd(line, at) ?? at
    guard let comma = line.position(of: UInt8(ascii: ","), from: at) else { return line.count }
    if line.holds(" ", at: comma + 1) { return comma }
    at = comma + 1
  }
}

/// Where `msgid=` ends. The sender may have put attributes into it: those that sendmail writes behind it, `, proto=`,
/// `, daemon=` and `, relay=`, are counted from the end of the line.
private func messageIDEnd(_ line: borrowing Span<UInt8>, _ start: Int) -> Int {
  guard var end = line.lastPosition(of: ", relay="), end >= start else { return listEnd(line, start) }
  while let comma = line.lastPosition(of: ", ", before: end), comma >= start {
    let word = comma + 2..<end
    let isKnown = behindMessageID.stand(in: line, at: comma + 2)
    guard isKnown, line.end(from: word.lowerBound, while: { $0 > 32 }) >= end else { break }
    end = comma
  }
  return end
}

private let behindMessageID = Openings(["bodytype=", "proto=", "daemon=", "auth=", "tls_verify="])

/// Where an address in brackets or a pipe in quotes at `at` ends, both of which may hold commas.
private func addressEnd(_ line: borrowing Span<UInt8>, _ at: Int) -> Int? {
  if let mailbox = line.mailbox(at: at, isRFC822: true) { return mailbox.end }
  guard line.holds("\"", at: at) else { return nil }
  return line.position(of: UInt8(ascii: "\""), from: at + 1).map { $0 + 1 }
}

/// Where `reply=` ends. sendmail says the same again behind it, `, stat=Deferred: ` and the reply, and the reply may
/// hold a `, stat=` of its own: the right one is behind the text with which the line ends, else the last.
private func replyEnd(_ line: borrowing Span<UInt8>, _ start: Int) -> Int {
  var at = start
  var last = line.count
  while let stat = line.position(of: ", stat=", from: at) {
    let reply = start..<stat
    if reply.count < 4096, line.count - reply.count > stat,
      line.extracting(line.count - reply.count..<line.count).equals(line.extracting(reply))
    {
      return stat
    }
    (last, at) = (stat, stat + 1)
  }
  return last
}

private func set(
  _ key: borrowing Span<UInt8>, _ value: Range<Int>, _ line: borrowing Span<UInt8>, _ kind: SendmailKind,
  _ record: inout Record
) {
  if setNumber(key, value, line, &record) || setTLS(key, value, line, &record) { return }
  if key.equals("from") {
    record[.sender] = .slice(line.mailbox(at: value.lowerBound, isRFC822: true)?.inside ?? value)
  } else if key.equals("to") {
    setRecipients(line, value, &record)
  } else if key.equals("relay") {
    setPeer(line, value, isNextHop: kind == .attempt, &record)
  } else if key.equals("msgid") {
    let isBracketed = line.holds("<", at: value.lowerBound)
    let end =
      isBracketed && line[value.upperBound - 1] == UInt8(ascii: ">") ? value.upperBound - 1 : value.upperBound
    record[.message_id] = .slice(isBracketed ? value.lowerBound + 1..<max(value.lowerBound + 1, end) : value)
  } else if key.equals("proto") {
    record[.protocol] = .slice(value)
  } else if key.equals("daemon") {
    record[.service] = .slice(value)
  } else if key.equals("mailer") {
    record[.mailer] = .slice(value)
  } else if key.equals("dsn") {
    if line.enhancedStatus(at: value.lowerBound) == value { record[.enhanced_status] = .slice(value) }
  } else if key.equals("reply") {
    record[.diagnostic] = .slice(value)
    Reply.read(line, value, succeeded: false, &record)
  } else if key.equals("stat") {
    // Rulesets say `stat=0`.
    if kind != .other { setStatus(line, value, &record) }
  } else if key.equals("reject") {
    record[.action] = .word("rejected")
    record[.diagnostic] = .slice(value)
    Reply.read(line, value, succeeded: false, &record)
  } else if key.equals("ruleset") {
    record[.rule] = .slice(value)
  } else if key.equals("arg1") {
    let argument = line.mailbox(at: value.lowerBound, isRFC822: true)?.inside ?? value
    if isRule("check_rcpt", record, line) { record[.recipient] = .slice(argument) }
    if isRule("check_mail", record, line) { record[.sender] = .slice(argument) }
  } else if key.equals("authid") {
    record[.auth_user] = .slice(value)
  } else if key.equals("mech") {
    record[.auth_method] = .slice(value)
  } else if key.equals("discard") || key.equals("quarantine") {
    record[.action] = key.equals("discard") ? .word("discarded") : .word("held")
    record[.reason] = .slice(value)
  }
}

private func isRule(_ name: StaticString, _ record: borrowing Record, _ line: borrowing Span<UInt8>) -> Bool {
  guard case .bytes(let start, let end) = record[.rule] else { return false }
  return line.extracting(Int(start)..<Int(end)).equals(name)
}

private func setNumber(
  _ key: borrowing Span<UInt8>, _ value: Range<Int>, _ line: borrowing Span<UInt8>, _ record: inout Record
) -> Bool {
  if key.equals("size") {
    if let size = line.decimal(value) { record[.size] = .integer(size) }
  } else if key.equals("nrcpts") {
    if let count = line.decimal(value) { record[.recipients] = .integer(count) }
  } else if key.equals("delay") {
    record[.delay] = line.clockSeconds(value).map { .integer($0) }
  } else if key.equals("xdelay") {
    record[.xdelay] = line.clockSeconds(value).map { .integer($0) }
  } else {
    return false
  }
  return true
}

private func setTLS(
  _ key: borrowing Span<UInt8>, _ value: Range<Int>, _ line: borrowing Span<UInt8>, _ record: inout Record
) -> Bool {
  if key.equals("version") {
    record[.tls_version] = .slice(value)
  } else if key.equals("verify") {
    record[.tls_verify] = .slice(value)
  } else if key.equals("cipher") {
    record[.tls_cipher] = .slice(value)
  } else if key.equals("bits") {
    if let bits = line.decimal(at: value.lowerBound) { record[.tls_bits] = .integer(bits.value) }
  } else {
    return false
  }
  return true
}

/// `<a@b>`, `a@b,c@d`: one address without brackets, several as they stand.
private func setRecipients(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  if let mailbox = line.mailbox(at: value.lowerBound, isRFC822: true), mailbox.end == value.upperBound {
    record[.recipient] = .slice(mailbox.inside)
    return
  }
  record[.recipient] = .slice(value)
  var (count, at): (UInt64, Int) = (1, value.lowerBound)
  while at < value.upperBound {
    at = addressEnd(line, at) ?? at
    guard let comma = line.position(of: UInt8(ascii: ","), from: at), comma < value.upperBound else { break }
    count += 1
    at = comma + 1
  }
  if count > 1 { record[.recipients] = .integer(count) }
}

/// `Sent (6AKN Message accepted for delivery)`, `Deferred: 450 4.1.1 ...`, `User unknown`, `queued`.
private func setStatus(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  if record[.diagnostic] == nil { record[.diagnostic] = .slice(value) }
  let at = value.lowerBound
  if line.holds("Sent", at: at), statusClass(record, line) == 50 {
    record[.action] = isLocal(record, line) ? .word("delivered") : .word("relayed")
    if line.holds(" (", at: at + 4) {
      let reply = at + 6..<(line.ends(with: ")") ? line.count - 1 : line.count)
      if let id = Reply.queueID(line, reply) { record[.next_queue_id] = .slice(id) }
    }
  } else if line.holds("queued", at: at) {
    record[.action] = nil
  } else if line.holds("Deferred", at: at) || statusClass(record, line) == 52 {
    record[.action] = .word("delayed")
    if let colon = line.position(of: ": ", from: at) {
      Reply.read(line, colon + 2..<line.count, succeeded: false, &record)
    }
  } else {
    record[.action] = .word("failed")
  }
}

private func isLocal(_ record: borrowing Record, _ line: borrowing Span<UInt8>) -> Bool {
  guard case .bytes(let start, let end) = record[.mailer] else { return false }
  let mailer = line.extracting(Int(start)..<Int(end))
  return mailer.equals("local") || mailer.equals("prog") || mailer.equals("*file*")
    || mailer.equals("*include*")
    || mailer.equals("cyrus") || mailer.equals("cyrusv2") || mailer.equals("procmail")
}

/// The first digit of `dsn=`; 2 where there is none, as with old versions.
private func statusClass(_ record: borrowing Record, _ line: borrowing Span<UInt8>) -> UInt8 {
  guard case .bytes(let start, _) = record[.enhanced_status] else { return UInt8(ascii: "2") }
  return line[Int(start)]
}

extension Span where Element == UInt8 {
  /// `00:01:02` or `1+02:03:04` in seconds; nil when it is something else.
  func clockSeconds(_ range: Range<Int>) -> UInt64? {
    var (days, at): (UInt64, Int) = (0, range.lowerBound)
    if let number = decimal(at: at), holds("+", at: number.end) {
      (days, at) = (number.value, number.end + 1)
    }
    guard let hours = decimal(at: at), holds(":", at: hours.end), let minutes = decimal(at: hours.end + 1),
      holds(":", at: minutes.end), let seconds = decimal(at: minutes.end + 1),
      seconds.end == range.upperBound,
      days < 100_000, hours.value < 1000, minutes.value < 60, seconds.value < 60
    else { return nil }
    return days * 86_400 + hours.value * 3600 + minutes.value * 60 + seconds.value
  }
}
