import Lines
import MailRecord

/// Reads what amavisd-new says of a message.
///
///     (15637-01) Passed CLEAN {RelayedInbound}, [127.0.0.1]:18342 [192.0.2.26] <a@b.example> -> <c@d.example>, Queue-ID: 7EA8E648248, Message-ID: <1@b.example>, mail_id: SM25eN8wd2ks, Hits: -0.1, size: 1397, queued_as: 93C14648248, 164 ms
///     (15637-03) Checking: CoPSU1HI6OvL [87.28.227.29] <a@b.example> -> <c@d.example>
///
/// Sender and recipients are the client's words; what stands behind them is looked for behind them.
/// - Source: amavisd-new 2.13's amavisd, log_templ and do_log calls.
func parseAmavis(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  guard line.holds("(", at: at), let close = line.position(of: ") ", from: at), close < at + 24 else {
    // What it is made of: `SQL base code        NOT loaded`.
    return amavisOpenings.stand(in: line, at: at) || line.ends(with: " loaded")
      || line.isPerlWarning(from: at)
      || line.isFunction(at: at)
  }
  record[.session_id] = .slice(at + 1..<close)
  at = close + 2
  if line.holds("...", at: at) { return true }
  if isVerdict(line, at) { return verdict(line, at, &record) }
  if line.holds("Checking: ", at: at) || line.holds("ESMTP", at: at) || line.holds("SPAM", at: at)
    || line.holds("FWD ", at: at) || line.holds("INFECTED", at: at) || line.holds("spam-tag, ", at: at)
  {
    let list = envelope(line, at, &record)
    if let list, line.holds("SPAM", at: at) || line.holds("spam-tag", at: at) { points(line, list, &record) }
    if let list, line.holds("FWD ", at: at), let queued = line.lastPosition(of: ": queued as "), queued > list
    {
      record[.next_queue_id] = .slice(queued + 12..<line.count)
    }
  }
  return true
}

/// Whether a verdict stands at `at`: `Passed CLEAN`, and before amavisd-new 2.4 `Passed, `, `INFECTED (Eicar), `.
private func isVerdict(_ line: borrowing Span<UInt8>, _ at: Int) -> Bool {
  verdictWords.contains { line.holds($0, at: at) }
}

private let verdictWords: [StaticString] = [
  "Passed ", "Blocked ", "Passed, <", "Not-Delivered, <", "INFECTED (", "BANNED (", "BAD-HEADER, <",
  "Virus found - quarantined (",
]

/// `, Yes, score=18.2 tag=-999 tag2=5 kill=6 tests=[BAYES_99=3.5, X=1]`: what SpamAssassin found of a recipient's mail.
private func points(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  record[.verdict] = line.holds(", Yes, ", at: start) ? .word("spam") : .word("clean")
  for key: StaticString in [", score=", ", hits="] {
    guard let place = line.position(of: key, from: start), place < start + 8 else { continue }
    setScore(line, place + key.utf8CodeUnitCount, &record)
  }
  for key: StaticString in [" tag2=", " required="] {
    guard let place = line.position(of: key, from: start) else { continue }
    let value = place + key.utf8CodeUnitCount
    record[.required_score] = Value.number(
      line, value..<(line.end(from: value) { $0 > 32 && $0 != UInt8(ascii: ",") }))
  }
  if let tests = line.position(of: " tests=[", from: start), let close = line.position(of: "]", from: tests) {
    record[.tests] = .slice(tests + 8..<close)
  }
}

private let amavisOpenings = Openings([
  "starting.", "Net::Server", "Module ", "Amavis::", "Found ", "No ", "Using ", "Created ", "Creating ",
  "user=",
  "initializing", "Perl version", "Valid PID", "Deleting ", "Opened ", "Starting", "SpamControl",
  "extra modules", "TIMING",
  "Process Backgrounded", "logging initialized", "sd_notify", "perl=", "INFO: ", "Binding ", "Group ",
  "Setting ",
  "Child ", "Internal decoder", "ANTI-", "SMTP ", "DENIED ", "Requesting ", "exiting", "warm restart",
  "config files",
  "(!", "_WARN", "_DIE", "connect_to_ldap", "custom checks ", "TROUBLE", "WARN", "timeout", "ESMTP",
  "loading ", "bounce", "DKIM ", "OpenPGP", "storage ",
  "loaded ", "entered ", "socket module ", "will bind to ", "SpamAssassin ", "system uptime ", "_WARN: ",
  "Signalling ", "Daemon [", "Waiting ", "Stopping ", "chroot", "bind ", "lookup", "mail_", "save_", "sent ",
])

extension Span where Element == UInt8 {
  /// Whether the name of one of amavisd's functions stands at `at`, as at debugging levels:
  /// `prolong_timer switch_to_my_time(new request): timer 288`, `idle_proc, hi : was idle`.
  fileprivate func isFunction(at start: Int) -> Bool {
    let end = end(from: start) { $0 | 0x20 &- 97 < 26 || $0 == UInt8(ascii: "_") }
    guard let mark = position(of: UInt8(ascii: "_"), from: start), mark > start, mark < end, end < count
    else { return false }
    return self[end] == UInt8(ascii: ":") || self[end] == UInt8(ascii: " ") || self[end] == UInt8(ascii: ",")
      || self[end] == UInt8(ascii: "(")
  }
}

/// `Passed CLEAN {RelayedInbound}, [127.0.0.1]:18342 [192.0.2.26] <a@b> -> <c@d>, ...`.
private func verdict(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  let isPassed = line.holds("Passed", at: at)
  let isBlocked = !isPassed
  let isNamed = line.holds("Blocked ", at: at) || line.holds("Passed ", at: at)
  let word = isNamed ? at + (isBlocked ? 8 : 7) : at
  let end = line.end(from: word) { $0 > 32 && $0 != UInt8(ascii: ",") }
  record[.verdict] = .slice(word..<end)
  if line.holds(" (", at: end), let close = line.position(of: ")", from: end) {
    let isVirus = line.extracting(word..<end).equals("INFECTED")
    record[isVirus ? .virus : .reason] = .slice(end + 2..<close)
  }
  if isBlocked { record[.action] = .word("rejected") }
  if let open = line.position(of: " {", from: end), let close = line.position(of: "}", from: open),
    open < end + 200
  {
    record[.policy] = .slice(open + 2..<close)
    if isBlocked, line.position(of: "Discarded", from: open).map({ $0 < close }) ?? false {
      record[.action] = .word("discarded")
    }
    if line.position(of: "Quarantined", from: open).map({ $0 < close }) ?? false, isBlocked {
      record[.action] = .word("held")
    }
  }
  guard let list = envelope(line, end, &record) else { return true }
  attributes(line, list, &record)
  return true
}

/// `[127.0.0.1] [192.0.2.26] <a@b> -> <c@d>,<e@f>`; where it ends.
private func envelope(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Int? {
  guard var open = line.position(of: " <", from: start) else { return nil }
  // A comment in front may hold a `<` of its own: the sender is the one before the arrow.
  while let mailbox = line.mailbox(at: open + 1), !line.holds(" -> ", at: mailbox.end) {
    guard let next = line.position(of: " <", from: open + 2) else { return nil }
    open = next
  }
  guard let sender = line.mailbox(at: open + 1) else { return nil }
  // Between the address and the sender the protocols may stand, `[192.0.2.26] ESMTP/ESMTP <a@b>`.
  if let bracket = line.lastPosition(of: UInt8(ascii: "["), before: open), bracket >= start,
    let close = line.position(of: UInt8(ascii: "]"), from: bracket), close < open,
    line.isAddress(bracket + 1..<close),
    line.end(from: close + 1, while: { $0 &- 65 < 26 || (47...58).contains($0) || $0 == 32 }) >= open
  {
    record[.client_address] = .slice(bracket + 1..<close)
  }
  record[.sender] = .slice(sender.inside)
  let first = sender.end + 4
  var (end, count): (Int, UInt64) = (first, 0)
  while let recipient = line.mailbox(at: end) {
    end = recipient.end
    count += 1
    if line.holds(",<", at: end) { end += 1 } else { break }
  }
  if count == 1 {
    record[.recipient] = .slice(first + 1..<end - 1)
  } else if count > 1 {
    record[.recipient] = .slice(first..<end)
    record[.recipients] = .integer(count)
  }
  return end
}

/// Where the id ends that begins at `start`: before the attribute that comes next.
private func messageIDEnd(_ line: borrowing Span<UInt8>, _ start: Int) -> Int? {
  let next: [StaticString] = [">, Resent-Message-ID: <", ">, mail_id: ", ">, Hits: "]
  return next.compactMap { line.position(of: $0, from: start) }.min()
}

/// `, Queue-ID: Q, Message-ID: <1@b>, mail_id: M, Hits: 3.2, size: 12, queued_as: P, 164 ms`.
private func attributes(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  var at = start
  if let id = line.position(of: ", Message-ID: <", from: at), let close = messageIDEnd(line, id) {
    record[.message_id] = .slice(id + 15..<close)
    at = close + 1
  }
  func value(_ key: StaticString, _ from: Int) -> Range<Int>? {
    guard let place = line.position(of: key, from: from) else { return nil }
    let first = place + key.utf8CodeUnitCount
    return first..<(line.end(from: first) { $0 > 32 && $0 != UInt8(ascii: ",") })
  }
  if let queue = value(", Queue-ID: ", start) { record[.queue_id] = .slice(queue) }
  if let hits = value(", Hits: ", at) { setScore(line, hits.lowerBound, &record) }
  // The subject, where a site wants it, stands before the tests: without a score there were none.
  if record[.score] != nil, let tests = line.lastPosition(of: ", Tests: ["), tests > at,
    let close = line.position(of: "]", from: tests)
  {
    record[.tests] = .slice(tests + 10..<close)
  }
  if let size = value(", size: ", at), let number = line.decimal(size) { record[.size] = .integer(number) }
  if let next = value(", queued_as: ", at) { record[.next_queue_id] = .slice(next) }
}

/// `-0.001`, `12.3`; `-` is none.
func setScore(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  let sign = line.holds("-", at: at) ? 1 : 0
  let end = line.end(from: at + sign) { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") }
  guard end > at + sign, Value.number(line, at + sign..<end) != nil else { return }
  record[.score] = .number(Int32(truncatingIfNeeded: at), Int32(truncatingIfNeeded: end))
}
