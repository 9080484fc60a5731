import Lines
import MailRecord

/// Reads rspamd's summary of a message, and passes its other lines.
///
///     <b120f6>; task; rspamd_task_write_log: id: <1@b.example>, qid: <D4CFE300135>, ip: 192.0.2.9, user: frank, from: <a@b.example>, (default: F (no action): [-2.11/15.00] [MIME_GOOD,R_SPF_ALLOW]), len: 6849, time: 538.803ms, dns req: 9, digest: <0f>, rcpts: <c@d.example>
///     <115a78>; csession; rspamd_controller_learn_fin_task: <127.0.0.1> learned message as ham: 1@b.example
///
/// The sender chose the message's id and the address, which stand before the verdict, and perhaps a recipient, which
/// stands behind it. So the verdict is the last one that is no recipient's, and what it was found for is read from
/// there to the left.
/// - Source: rspamd 3.4's src/libserver/task.c, src/libserver/logger/, its default log_format.
func parseRspamd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if let worker = line.rspamdWorker(at: text.lowerBound) {
    record[.pid] = .integer(worker.pid)
    record[.service] = .slice(worker.name)
    record[.text] = .slice(worker.end..<line.count)
    return parseRspamd(line, worker.end..<text.upperBound, &record)
  }
  guard let head = RspamdHead(line, text.lowerBound) else { return false }
  if !head.tag.isEmpty { record[.session_id] = .slice(head.tag) }
  if line.holds("loaded message; id: <", at: head.end) { rspamdLoaded(line, head.end + 21, &record) }
  guard line.extracting(head.function).equals("rspamd_task_write_log") else { return true }
  if let judged = line.rspamdVerdict(from: head.end) {
    rspamdVerdict(line, judged, &record)
    rspamdMessage(line, head.end..<judged, &record)
  }
  return true
}

/// Whether a text without a tag is of rspamd's own log file: `#3001(rspamd_proxy) <abc123>; proxy; ...`.
func isRspamd(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  line.rspamdWorker(at: text.lowerBound) != nil
}

/// `<b120f6>; task; rspamd_task_write_log: `: what was worked at, the module, the function that speaks.
private struct RspamdHead {
  var tag = 0..<0
  let function: Range<Int>
  let end: Int

  init?(_ line: borrowing Span<UInt8>, _ start: Int) {
    var at = start
    if line.holds("<", at: at) {
      tag = at + 1..<(line.end(from: at + 1) { $0 > 32 && $0 != UInt8(ascii: ">") })
      guard line.holds(">; ", at: tag.upperBound) else { return nil }
      at = tag.upperBound + 3
    }
    let module = line.end(from: at) { isNameByte($0) }
    if module > at, line.holds("; ", at: module) { at = module + 2 }
    function = at..<(line.end(from: at) { isNameByte($0) })
    // Lua's modules name the line they speak from: `greylist.lua:332: `.
    let number = line.holds(":", at: function.upperBound) ? line.decimal(at: function.upperBound + 1) : nil
    let behind = number?.end ?? function.upperBound
    guard !function.isEmpty, line.holds(": ", at: behind) else { return nil }
    end = behind + 2
  }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
}

/// `1@b.example>; queue-id: <D4CFE300135>; size: 1234; checksum: <ab>`: from the right, the id is the sender's.
private func rspamdLoaded(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  guard let queue = line.lastPosition(of: ">; queue-id: <"), queue >= start,
    let size = line.position(of: ">; size: ", from: queue + 14)
  else { return }
  if !line.extracting(start..<queue).equals("undef") { record[.message_id] = .slice(start..<queue) }
  if !line.extracting(queue + 14..<size).equals("undef") { record[.queue_id] = .slice(queue + 14..<size) }
  if let number = line.decimal(at: size + 9) { record[.size] = .integer(number.value) }
}

/// ` (default: F (no action): [-2.11/15.00] [MIME_GOOD,R_SPF_ALLOW]), len: 6849`, from its blank on.
private func rspamdVerdict(_ line: borrowing Span<UInt8>, _ judged: Int, _ record: inout Record) {
  guard let open = line.position(of: "(", from: judged + 11),
    let close = line.position(of: "): [", from: open), let slash = line.position(of: "/", from: close),
    let end = line.position(of: "]", from: slash)
  else { return }
  record[.verdict] = .slice(open + 1..<close)
  setScore(line, close + 4, &record)
  record[.required_score] = Value.number(line, slash + 1..<end)
  guard line.holds(" [", at: end + 1), let tests = line.position(of: "])", from: end) else { return }
  record[.tests] = .slice(end + 3..<max(end + 3, tests))
  if line.holds(", len: ", at: tests + 2), let size = line.decimal(at: tests + 9) {
    record[.size] = .integer(size.value)
  }
}

/// `id: <1@b.example>, qid: <D4CFE300135>, ip: 192.0.2.9, user: frank, from: <a@b.example>,`, any of which but the
/// first may be missing; from the right.
private func rspamdMessage(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  guard line.holds("id: <", at: range.lowerBound) else { return }
  var end = range.upperBound
  if let from = line.rspamdSender(range) {
    record[.sender] = .slice(from + 8..<end - 2)
    end = from
  }
  /// Takes `key` and a word off the end.
  func take(_ key: StaticString) -> Range<Int>? {
    guard line.holds(",", at: end - 1), let place = line.lastPosition(of: key, before: end),
      place > range.lowerBound
    else { return nil }
    let value = place + key.utf8CodeUnitCount..<end - 1
    guard line.end(from: value.lowerBound, while: { $0 > 32 }) == end else { return nil }
    end = place
    return value
  }
  if let user = take(" user: ") { record[.auth_user] = .slice(user) }
  if let ip = take(" ip: "), line.isAddress(ip) { record[.client_address] = .slice(ip) }
  if let queue = take(" qid: <") { record[.queue_id] = .slice(queue.dropLast()) }
  // rspamd leaves no blanks in it.
  let id = range.lowerBound + 5..<max(range.lowerBound + 5, end - 2)
  if line.extracting(id).equals("undef") { return }
  if line.holds(">,", at: id.upperBound), line.end(from: id.lowerBound, while: { $0 > 32 }) == end {
    record[.message_id] = .slice(id)
  }
}

extension Span where Element == UInt8 {
  /// `#3001(rspamd_proxy) `, the process that speaks in rspamd's own log file.
  fileprivate func rspamdWorker(at: Int) -> (pid: UInt64, name: Range<Int>, end: Int)? {
    guard holds("#", at: at), let pid = decimal(at: at + 1), holds("(", at: pid.end),
      let close = position(of: ") ", from: pid.end), close < pid.end + 40
    else { return nil }
    return (pid.value, pid.end + 1..<close, close + 2)
  }

  /// Where ` (default: ` stands for the last time that is no part of a recipient's quoted name.
  fileprivate func rspamdVerdict(from start: Int) -> Int? {
    var limit = count
    if let quoted = position(of: " rcpts: <\"", from: start) { limit = quoted }
    let found = lastPosition(of: ", (default: ", before: limit) ?? -1
    return found >= start ? found + 1 : nil
  }

  /// Where ` from: <` stands whose address ends right before the end of `range`.
  fileprivate func rspamdSender(_ range: Range<Int>) -> Int? {
    var at = range.lowerBound
    while let from = position(of: " from: <", from: at), from < range.upperBound {
      if let mailbox = mailbox(at: from + 7), mailbox.end == range.upperBound - 1 { return from }
      at = from + 1
    }
    return nil
  }
}
