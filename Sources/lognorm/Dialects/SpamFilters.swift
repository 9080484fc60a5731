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
  where line.holds(word, at: at) && !line.holds("unknown)", at: at + word.utf8CodeUnitCount) {
    record[.verdict] = .word(verdict)
    setScore(line, at + word.utf8CodeUnitCount, &record)
    return judged(line, at, &record)
  }
  if line.holds("identified spam ", at: at) { return passedOn(line, at + 16, "spam", &record) }
  if line.holds("clean message ", at: at) { return passedOn(line, at + 14, "clean", &record) }
  if line.holds("processing message ", at: at) || line.holds("checking message ", at: at) {
    let id = line.position(of: "message ", from: at).map { $0 + 8 } ?? at
    if let mailbox = line.mailbox(at: id) { record[.message_id] = .slice(mailbox.inside) }
    return true
  }
  if line.holds("Tell: ", at: at) { return judged(line, at, &record) }
  return spamdOpenings.stand(in: line, at: at) || isFacility(line, text.lowerBound)
    || line.isPerlWarning(from: at)
}

/// spampd's `<1@b.example> (5.30/5.00) from <a@b.example> for <c@d.example>, <e@d.example> in 1.23s, 4096 bytes.`
private func passedOn(
  _ line: borrowing Span<UInt8>, _ at: Int, _ verdict: StaticString, _ record: inout Record
) -> Bool {
  guard let open = line.position(of: " (", from: at), let slash = line.position(of: "/", from: open),
    let close = line.position(of: ") from ", from: slash), close < open + 40
  else { return false }
  record[.verdict] = .word(verdict)
  if let id = line.mailbox(at: at), id.end == open { record[.message_id] = .slice(id.inside) }
  setScore(line, open + 2, &record)
  record[.required_score] = Value.number(line, slash + 1..<close)
  guard let seconds = line.lastPosition(of: " in "), seconds > close + 7,
    let sender = line.mailbox(at: close + 7), line.holds(" for ", at: sender.end)
  else { return true }
  record[.sender] = .slice(sender.inside)
  if let recipient = line.mailbox(at: sender.end + 5), recipient.end == seconds {
    record[.recipient] = .slice(recipient.inside)
  } else if sender.end + 5 < seconds {
    record[.recipient] = .slice(sender.end + 5..<seconds)
  }
  guard let unit = line.position(of: "s, ", from: seconds) else { return true }
  record[.scan_time] = Value.number(line, seconds + 4..<unit)
  if let size = line.decimal(at: unit + 3) { record[.size] = .integer(size.value) }
  return true
}

/// `archive-iterator: no access to x`, `config: ...`: whichever part of SpamAssassin says it stands before a colon.
private func isFacility(_ line: borrowing Span<UInt8>, _ at: Int) -> Bool {
  let end = line.end(from: at) { $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == 45 || $0 == 95 }
  return (2...30).contains(end - at) && line.holds(": ", at: end)
}

private let spamdOpenings = Openings([
  "connection from ", "server ", "setuid to ", "handled cleanup", "handle_user", "child ", "spawned ",
  "prefork: ",
  "got connection", "creating default_prefs", "failed to create", "still running as root", "restarting",
  "bad protocol",
  "info: ", "got pre-signal", "using ", "timeout", "copy_config", "Cannot ", "cannot ", "error", "warn",
  "async: ", "rules: ",
  "dns: ", "bayes: ", "config: ", "util: ", "plugin: ", "check: ", "logger: ", "netset: ", "auto-whitelist",
  "razor2: ", "dcc: ",
  "pyzor: ", "spf: ", "dkim: ", "learned ", "tell: ", "clean", "could not", "service ", "setting", "user",
  "failed sanity check", "Use of uninitialized value ", "Parsing of undecoded UTF-8", "Wide character ",
  "DependencyInfo", "Failed to ", "Error ", "Deprecated ", "deprecated ", "unable to ", "Can't ", "can't ",
  "No thread ID", "Unexpected protocol version", "Did not receive a response from the pyzor ", "learner",
  "Negative repeat count", "oops! ", "spam count < 0", "ham count < 0", "atime > current time", "locker",
  "removing stale ", "creating ", "gen_dkim", "Insecure dependency ", "Starting ", "Stopping ", "Server ",
  "Process Backgrounded", "Binding to ", "Group Not Defined", "User Not Defined", "Setting ", "Loading ",
  "skipped ", "ignored ", "message ", "Message ", "Resource", "rules hit for ",
])

/// Reads what spamass-milter says of a message, and spamc, which it asks.
///
///     remembering recipient <c@d.example>
///     SA score: 12
///     connect to spamd on ::1 failed, retrying (#1 of 3): Connection refused
///
/// - Source: spamass-milter 0.4's spamass-milter.cpp; SpamAssassin 4.0's spamc/libspamc.c.
func parseSpamassMilter(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if line.holds("SA score: ", at: text.lowerBound) {
    setScore(line, text.lowerBound + 10, &record)
    return true
  }
  return spamassShapes.read(line, text, &record)
}

private let spamassShapes = Shapes(
  """
  remembering recipient <{recipient:text}>
  remembering <{recipient:text}> for spamc
  Total of {recipients:int} actual recipients
  Rejecting
  spamass-milter {:rest}
  Setting debug level to {:rest}
  smfi_{:rest}
  Could not {reason:rest}
  Unknown {reason:rest}
  Usage{:rest}
  Thrown error: {reason:rest}
  Couldn't {reason:rest}
  {:word} is in our ignore list - accepting {:rest}
  Only {:rest}
  No {reason:rest}
  auth_{:rest}
  Received connection from {:rest}
  mlfi_{:rest}
  SpamAssassin::{:rest}
  connect to spamd on {remote_address} failed, retrying {:text}): {reason:rest}
  connect to spamd failed{reason:rest}
  connection attempt to spamd aborted after {reason:rest}
  connect(AF_{:text}) to spamd {reason:rest}
  connect({:text} failed: {reason:rest}
  skipped message, greater than max message size {:rest}
  message {reason:rest}
  could not {reason:rest}
  cannot {reason:rest}
  failed {reason:rest}
  unable {reason:rest}
  gethostbyname{reason:rest}
  getaddrinfo{reason:rest}
  spamd {reason:rest}
  """)

/// `(12.3/5.0) for root:98 in 1.6 seconds, 3347 bytes.`
private func judged(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  if let slash = line.position(of: UInt8(ascii: "/"), from: at), slash < at + 40 {
    record[.required_score] = Value.number(
      line, slash + 1..<(line.end(from: slash + 1) { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") }))
  }
  let isTold = line.holds("Tell: ", at: at)
  guard let user = line.position(of: isTold ? " for " : ") for ", from: at).map({ isTold ? $0 - 1 : $0 }),
    let seconds = line.lastPosition(of: " in "),
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
