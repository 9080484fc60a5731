import Lines
import MailRecord

/// Reads what SpamAssassin's spamd says.
///
///     spamd: result: Y 12 - BAYES_99,HTML_MESSAGE scantime=1.2,size=1234,user=neti,uid=1000,required_score=5.0,rhost=localhost,raddr=127.0.0.1,mid=<1@b.example>
///     spamd: identified spam (12.3/5.0) for root:98 in 1.6 seconds, 3347 bytes.
///
/// - Source: SpamAssassin 4.0's spamd.raw.
func parseSpamd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  if line.holds("spamd: ", at: at) { at += 7 }
  if line.holds("result: ", at: at) { return result(line, at + 8, &record) }
  for (word, verdict) in [("identified spam (", "spam"), ("clean message (", "clean")]
    as [(StaticString, StaticString)]
  where line.holds(word, at: at) {
    record[.verdict] = .word(verdict)
    setScore(line, at + word.utf8CodeUnitCount, &record)
    return judged(line, at, &record)
  }
  if line.holds("processing message ", at: at) || line.holds("checking message ", at: at) {
    let id = line.position(of: "message ", from: at).map { $0 + 8 } ?? at
    if let mailbox = line.mailbox(at: id) { record[.message_id] = .slice(mailbox.inside) }
    return true
  }
  for opening in spamdOpenings where line.holds(opening, at: at) { return true }
  return false
}

private let spamdOpenings: [StaticString] = [
  "connection from ", "server ", "setuid to ", "handled cleanup", "handle_user", "child ", "spawned ",
  "prefork: ",
  "got connection", "creating default_prefs", "failed to create", "still running as root", "restarting",
  "bad protocol",
  "info: ", "got pre-signal", "using ", "timeout", "copy_config", "Cannot ", "cannot ", "error", "warn",
  "async: ", "rules: ",
  "dns: ", "bayes: ", "config: ", "util: ", "plugin: ", "check: ", "logger: ", "netset: ", "auto-whitelist",
  "razor2: ", "dcc: ",
  "pyzor: ", "spf: ", "dkim: ", "learned ", "tell: ", "clean", "could not", "service ", "setting", "user",
]

/// `(12.3/5.0) for root:98 in 1.6 seconds, 3347 bytes.`
private func judged(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  if let slash = line.position(of: UInt8(ascii: "/"), from: at), slash < at + 40 {
    record[.required_score] = Value.number(
      line, slash + 1..<(line.end(from: slash + 1) { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") }))
  }
  guard let user = line.position(of: ") for ", from: at), let seconds = line.lastPosition(of: " in "),
    seconds > user
  else { return true }
  let end =
    line.lastPosition(of: UInt8(ascii: ":"), before: seconds).flatMap { $0 > user ? $0 : nil } ?? seconds
  record[.user] = .slice(user + 6..<max(user + 6, end))
  let number = seconds + 4..<(line.end(from: seconds + 4) { $0 > 32 })
  record[.scan_time] = Value.number(line, number)
  if line.holds(" seconds, ", at: number.upperBound), let size = line.decimal(at: number.upperBound + 10) {
    record[.size] = .integer(size.value)
  }
  return true
}

/// `Y 12 - BAYES_99,HTML_MESSAGE scantime=1.2,size=1234,user=neti,...,mid=<1@b.example>,autolearn=no`.
private func result(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  record[.verdict] = line.holds("Y", at: at) ? .word("spam") : .word("clean")
  let score = line.end(from: at + 1) { $0 == UInt8(ascii: " ") }
  setScore(line, score, &record)
  guard let dash = line.position(of: " - ", from: score),
    let scan = line.position(of: " scantime=", from: dash)
  else {
    return true
  }
  if scan > dash + 3 { record[.tests] = .slice(dash + 3..<scan) }
  func value(_ key: StaticString) -> Range<Int>? {
    guard let place = line.position(of: key, from: scan) else { return nil }
    let first = place + key.utf8CodeUnitCount
    return first..<(line.end(from: first) { $0 > 32 && $0 != UInt8(ascii: ",") })
  }
  if let time = value(" scantime=") { record[.scan_time] = Value.number(line, time) }
  if let size = value(",size="), let number = line.decimal(size) { record[.size] = .integer(number) }
  if let user = value(",user=") { record[.user] = .slice(user) }
  if let uid = value(",uid="), let number = line.decimal(uid) { record[.uid] = .integer(number) }
  if let least = value(",required_score=") { record[.required_score] = Value.number(line, least) }
  if let address = value(",raddr="), line.isAddress(address) { record[.client_address] = .slice(address) }
  if let id = line.position(of: ",mid=<", from: scan),
    let close = line.position(of: UInt8(ascii: ">"), from: id),
    line.end(from: id + 6, while: { $0 == UInt8(ascii: " ") }) < close
  {
    record[.message_id] = .slice(id + 6..<close)
  }
  return true
}

/// Reads what ClamAV's clamd, freshclam and clamav-milter say.
///
///     stream: HTML.Phishing.Pay-33 FOUND
///     /var/amavis/tmp/parts/part-00001: Eicar-Test-Signature(44d88612fea8a8f36de82e1278abb02f:68) FOUND
///     Message 7EA8E648248 from <a@b.example> to <c@d.example> with subject 'x' message-id '<1@b>' infected by Eicar
///
/// - Source: ClamAV 1.0's clamd/scanner.c, clamav-milter/clamfi.c.
func parseClamav(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.ends(with: " FOUND"), let colon = line.lastPosition(of: ": "), colon >= at {
    record[.virus] = .slice(colon + 2..<line.count - 6)
    record[.verdict] = .word("infected")
    return true
  }
  if let infected = line.lastPosition(of: " infected by "), line.holds("Message ", at: at) {
    record[.virus] = .slice(infected + 13..<line.count)
    record[.verdict] = .word("infected")
    record[.queue_id] = .slice(at + 8..<(line.end(from: at + 8) { $0 > 32 }))
    if let from = line.position(of: " from ", from: at), let sender = line.mailbox(at: from + 6) {
      record[.sender] = .slice(sender.inside)
      if line.holds(" to ", at: sender.end), let recipient = line.mailbox(at: sender.end + 4) {
        record[.recipient] = .slice(recipient.inside)
      }
    }
    return true
  }
  if line.holds("Clean message", at: at) || line.ends(with: ": OK") { record[.verdict] = .word("clean") }
  return line.count > at && line.end(from: at) { $0 >= 32 } == line.count
}

/// Whether a line of clamd's or freshclam's own log: they put an arrow between the stamp and the message.
///
///     Sat Nov 21 10:00:00 2026 -> main.cvd is up to date (version: 57, sigs: 4218790, f-level: 60, builder: x)
func isClamav(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  text.lowerBound == 28 && line.holds(" -> ", at: 24)
}

/// Reads rspamd's summary of a message, and passes its other lines.
///
///     <b120f6>; task; rspamd_task_write_log: id: <1@b.example>, qid: <D4CFE300135>, ip: 192.0.2.9, from: <a@b.example>, (default: F (no action): [-2.11/15.00] [MIME_GOOD,R_SPF_ALLOW]), len: 6849, time: 538.803ms
///
/// - Source: rspamd 3.4's src/libserver/task.c and its default log_format.
func parseRspamd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if let worker = line.rspamdWorker(at: text.lowerBound) {
    record[.pid] = .integer(worker.pid)
    record[.service] = .slice(worker.name)
    record[.text] = .slice(worker.end..<line.count)
    return parseRspamd(line, worker.end..<text.upperBound, &record)
  }
  guard let start = line.position(of: "rspamd_task_write_log: ", from: text.lowerBound) else {
    return line.holds("<", at: text.lowerBound) || line.position(of: "; ", from: text.lowerBound) != nil
      || line.holds("rspamd", at: text.lowerBound)
  }
  if line.holds("<", at: text.lowerBound),
    let close = line.position(of: UInt8(ascii: ">"), from: text.lowerBound)
  {
    record[.session_id] = .slice(text.lowerBound + 1..<close)
  }
  guard let judged = line.position(of: " (default: ", from: start) else { return true }
  for (key, field) in [("id: <", Field.message_id), ("qid: <", .queue_id), ("from: <", .sender)]
    as [(StaticString, Field)]
  {
    if let place = line.position(of: key, from: start), place < judged,
      let close = line.position(of: ">, ", from: place), close <= judged
    {
      record[field] = .slice(place + key.utf8CodeUnitCount..<close)
    }
  }
  if let ip = line.position(of: ", ip: ", from: start), ip < judged {
    let address = ip + 6..<(line.end(from: ip + 6) { isAddressByte($0) })
    if line.isAddress(address) { record[.client_address] = .slice(address) }
  }
  if let open = line.position(of: "(", from: judged + 11), let close = line.position(of: "): [", from: open) {
    record[.verdict] = .slice(open + 1..<close)
    setScore(line, close + 4, &record)
    if let slash = line.position(of: UInt8(ascii: "/"), from: close),
      let end = line.position(of: "]", from: slash)
    {
      record[.required_score] = Value.number(line, slash + 1..<end)
      if line.holds(" [", at: end + 1), let tests = line.position(of: "])", from: end) {
        record[.tests] = .slice(end + 3..<max(end + 3, tests))
      }
    }
  }
  if let length = line.lastPosition(of: ", len: "), let size = line.decimal(at: length + 7) {
    record[.size] = .integer(size.value)
  }
  return true
}

/// Whether a text without a tag is of rspamd's own log file: `#3001(rspamd_proxy) <abc123>; proxy; ...`.
func isRspamd(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  line.rspamdWorker(at: text.lowerBound) != nil
}

extension Span where Element == UInt8 {
  /// `#3001(rspamd_proxy) `, the process that speaks in rspamd's own log file.
  fileprivate func rspamdWorker(at: Int) -> (pid: UInt64, name: Range<Int>, end: Int)? {
    guard holds("#", at: at), let pid = decimal(at: at + 1), holds("(", at: pid.end),
      let close = position(of: ") ", from: pid.end), close < pid.end + 40
    else { return nil }
    return (pid.value, pid.end + 1..<close, close + 2)
  }
}
