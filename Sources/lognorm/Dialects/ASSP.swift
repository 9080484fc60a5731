import Lines
import MailRecord

/// Reads what the ASSP proxy says: message, worker, TLS, why, client, sender, recipient, verdict, subject.
///
///     68818-10051 [DNSBL] 192.0.2.171 <a@b.example> to: c@d.example [spam found] -- DNSBL -- [hi] -> x.eml;
///     m1-76453-02949 [Worker_1] [TLS-out] 192.0.2.9 [SMTP Error] 535 5.7.8 Error: authentication failed
///     Admin connection from 192.0.2.195:53675; page:/maillog;
///
/// Sender and subject are the client's words: the address stands before them, the verdict between.
/// - Source: ASSP 1.10 and 2.6's assp.pl: mlog, mlogWrite and their callers.
func parseASSP(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  let id = line.asspID(at: at)
  if let id {
    record[.queue_id] = .slice(id)
    at = id.upperBound + 1
  }
  at = asspTags(line, at, &record)
  let address = at..<(line.end(from: at) { isAddressByte($0) })
  guard line.isAddress(address) else {
    // What a thread says of itself begins in some two thousand ways.
    return asspNotice(line, at, &record) || id != nil || record[.service] != nil
  }
  record[.client_address] = .slice(address)
  at = asspEnvelope(line, min(address.upperBound + 1, line.count), &record)
  asspVerdict(line, at, &record)
  return true
}

/// How the names of ASSP's threads begin.
private let asspThreads: [StaticString] = ["Worker_", "Main_Thread", "Shutdown]", "init]", "startup]"]

/// `[Worker_1] [TLS-in] [VIRUS][scoring] ` at `at`; where they end.
private func asspTags(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Int {
  var at = start
  while line.holds("[", at: at), let close = line.position(of: UInt8(ascii: "]"), from: at) {
    let tag = at + 1..<close
    if asspThreads.contains(where: { line.holds($0, at: at + 1) }) {
      record[.service] = .slice(tag)
    } else if line.holds("TLS-", at: at + 1) || line.holds("SSL-", at: at + 1) {
      if line.holds("-in", at: at + 4) { record[.tls_version] = .word("TLS") }
    } else if record[.rule] == nil {
      record[.rule] = .slice(tag)
      if line.holds("Delay", at: at + 1) { record[.action] = .word("greylisted") }
    }
    at = line.holds(" ", at: close + 1) ? close + 2 : close + 1
  }
  return at
}

/// `[OIP: 192.0.2.8] <a@b.example> to: c@d.example ` at `at`; where it ends.
private func asspEnvelope(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Int {
  var at = start
  if line.holds("[OIP: ", at: at), let close = line.position(of: "] ", from: at) {
    record[.client_address] = .slice(at + 6..<close)
    at = close + 2
  }
  if line.holds("FROM:<", at: at), let mailbox = line.mailbox(at: at + 5) {
    record[.header_from] = .slice(mailbox.inside)
    at = min(mailbox.end + 1, line.count)
  }
  if let mailbox = line.mailbox(at: at) {
    record[.sender] = .slice(mailbox.inside)
    at = min(mailbox.end + 1, line.count)
  }
  if line.holds("to: ", at: at) {
    let recipient = at + 4..<(line.end(from: at + 4) { $0 > 32 })
    if !recipient.isEmpty { record[.recipient] = .slice(recipient) }
    at = min(recipient.upperBound + 1, line.count)
  }
  return at
}

/// `[spam found] -- reason -- [subject] -> file;`, `[scoring:10] -- reason`, `whitelisted -- ...`.
private func asspVerdict(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  var at = start
  if line.holds("[", at: at), let close = line.position(of: UInt8(ascii: "]"), from: at) {
    let verdict = at + 1..<close
    record[.verdict] = .slice(verdict)
    if line.holds("scoring:", at: at + 1) { record[.score] = .number(line, at + 9..<close) }
    for word: StaticString in ["spam found", "blocked", "rejected", "virus"]
    where line.holds(word, at: at + 1) { record[.action] = .word("rejected") }
    at = min(close + 2, line.count)
    if line.extracting(verdict).equals("SMTP Error"),
      Reply.read(line, at..<line.count, succeeded: false, &record)
    {
      record[.diagnostic] = .slice(at..<line.count)
      return
    }
  }
  at = line.end(from: at) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
  var end = line.count
  if let subject = line.position(of: "-- [", from: at) ?? line.position(of: "--  [", from: at),
    let open = line.position(of: UInt8(ascii: "["), from: subject),
    let close = line.lastPosition(of: UInt8(ascii: "]")), close > open
  {
    record[.subject] = .slice(open + 1..<close)
    end = subject
  }
  while end > at, line[end - 1] <= 32 || line[end - 1] == UInt8(ascii: ";") { end -= 1 }
  if end > at { record[.reason] = .slice(at..<end) }
}

private func asspNotice(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  if asspShapes.read(line, at..<line.count, &record) {
    if line.holds("Blocking ", at: at) { record[.action] = .word("rejected") }
    return true
  }
  return line.position(of: "Cache: ", from: at) != nil || line.position(of: " module ", from: at) != nil
}

private let asspShapes = Shapes(
  """
  Admin connection from {client_address}:{client_port:int};{:rest}
  Admin connection from {:rest}
  Blocking {client_address} - {reason:rest}
  Connection from {client_address}{:rest}
  Connected: {:rest}
  Disconnected: {:rest}
  Info: {:rest}
  Warning: {reason:rest}
  Error: {reason:rest}
  AdminUpdate: {:rest}
  Adminupdate: {:rest}
  AdminInfo: {:rest}
  Admininfo: {:rest}
  ConfigError: {reason:rest}
  Assp.pl version {:text} initializing{:rest}
  ASSP {:rest}
  Cleaning {:rest}
  PenaltyBox: {:rest}
  Saving {:rest}
  Uploading {:rest}
  Downloading {:rest}
  Listening {:rest}
  Running {:rest}
  Starting {:rest}
  Loading {:rest}
  Importing {:rest}
  Rolling log file{:rest}
  : Rolling log file{:rest}
  Email{:rest}
  Griplist {:rest}
  Whitelist{:rest}
  Redlist{:rest}
  Option {:rest}
  Report{:rest}
  SNMP {:rest}
  Bayesian {:rest}
  HMM {:rest}
  Initializing {:rest}
  Shutdown{:rest}
  Terminated {:rest}
  Proxy started: {:rest}
  WebAuth: {:rest}
  SyncCFG: {:rest}
  New log file {:rest}
  """)

/// Whether a text without a tag is ASSP's.
func isASSP(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  line.hasASSPStamp || line.asspID(at: text.lowerBound) != nil
}

extension Span where Element == UInt8 {
  /// Whether the line begins with a stamp that no other program has: `Jun-26-10 17:00:16 `.
  fileprivate var hasASSPStamp: Bool {
    count > 18 && self[3] == UInt8(ascii: "-") && self[6] == UInt8(ascii: "-") && self[9] == UInt8(ascii: " ")
      && self[12] == UInt8(ascii: ":") && self[15] == UInt8(ascii: ":")
  }

  /// How ASSP names a message: `68818-10051`, since version 2 `m1-76453-02949`.
  fileprivate func asspID(at: Int) -> Range<Int>? {
    let end = end(from: at) { $0 > 32 }
    guard end >= at + 11, holds(" ", at: end), self[end - 6] == UInt8(ascii: "-"),
      let first = decimal(at: end - 11), first.end == end - 6, decimal(at: end - 5)?.end == end
    else { return nil }
    return end == at + 11 || self[end - 12] == UInt8(ascii: "-") ? at..<end : nil
  }
}
