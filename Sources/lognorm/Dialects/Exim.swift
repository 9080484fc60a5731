import Lines
import MailRecord
import Timestamps

/// Reads Exim's main, reject and panic log, also through syslog.
///
///     1xUY8f-00003U-01 <= olivia@a.example H=(client13) [203.0.113.41] P=esmtpsa X=TLS1.3:C:256 A=LOGIN:olivia S=1254 id=1@b.example
///     1xUY8f-00003U-01 => juan9@c.example R=dnslookup T=remote_smtp H=mx.c.example [198.51.100.10] C="250 2.0.0 Ok: queued as 90A8"
///     1xUY8f-00003Z-19 == noah@c.example R=dnslookup T=remote_smtp defer (-44) H=mx.c.example [198.51.100.10]: SMTP error ...: 451 4.3.0 x
///     H=client (helo) [203.0.113.9] F=<a@b.example> rejected RCPT <x@a.example>: Unknown user
///
/// The selectors of a site decide which attributes there are; each is read wherever it stands.
/// - Source: the Exim specification, chapter "Log files"; deliver.c, receive.c, smtp_in.c, acl.c.
func parseExim(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  if let part = line.eximPart(at: at) {
    if part.number > 1 { return true }
    at = part.end
  }
  at = line.skipEximStamp(at)
  if line.holds("[", at: at), let pid = line.decimal(at: at + 1), line.holds("] ", at: pid.end) {
    record[.pid] = .integer(pid.value)
    at = pid.end + 2
  }
  guard let id = line.eximID(at: at) else { return eximAlone(line, at, &record) }
  record[.queue_id] = .slice(id)
  at = line.end(from: id.upperBound) { $0 == UInt8(ascii: " ") }
  guard at + 2 < line.count, line[at + 2] == UInt8(ascii: " ") else { return eximAlone(line, at, &record) }
  let rest = at + 3
  if line.holds("<=", at: at) { return eximArrival(line, rest, &record) }
  if line.holds("=>", at: at) || line.holds("->", at: at) || line.holds(">>", at: at) {
    return eximDelivery(line, rest, .delivered, &record)
  }
  if line.holds("*>", at: at) { return eximDelivery(line, rest, .suppressed, &record) }
  if line.holds("**", at: at) { return eximDelivery(line, rest, .failed, &record) }
  if line.holds("==", at: at) { return eximDelivery(line, rest, .delayed, &record) }
  return eximAlone(line, at, &record)
}

/// Whether a text without a tag is Exim's: it begins with an id, a pid in brackets, or one of its messages.
func isExim(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  let at = text.lowerBound
  if line.eximID(at: at) != nil { return true }
  if line.holds("[", at: at), let pid = line.decimal(at: at + 1), line.holds("] ", at: pid.end) {
    return true
  }
  return isEximMessage(line, at)
}

/// Whether a message that Exim is known to write begins at `at`.
func isEximMessage(_ line: borrowing Span<UInt8>, _ at: Int) -> Bool {
  for opening in eximOpenings where line.holds(opening, at: at) { return true }
  if line.ends(with: ": error ignored") { return true }
  return line.position(of: " authenticator failed for ", from: at).map { $0 < at + 40 } ?? false
}

/// Whether a line goes on with a rejection in the reject log: the envelope and headers of what was refused.
func continuesExim(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  let at = text.lowerBound
  if line.count == at || line.holds("----", at: at) || line.holds("Envelope-", at: at) { return true }
  // A letter for the kind of header, or blanks where it goes on.
  let isFlagged =
    at + 2 < line.count && line[at + 1] == UInt8(ascii: " ") && (line[at] &- 65 < 26 || line[at] == 42)
  return isFlagged || line[at] <= 32
}

extension Span where Element == UInt8 {
  /// An id and a blank or the end behind it: `1xUY8f-00003U-01`, or since Exim 4.97 `1xUY8f-000000003U0-01ab`.
  func eximID(at: Int) -> Range<Int>? {
    for (middle, last) in [(6, 2), (11, 4)] {
      let end = at + 6 + 1 + middle + 1 + last
      guard end <= count, self[at + 6] == 45, self[at + 7 + middle] == 45 else { continue }
      if end < count, self[end] > 32, self[end] != UInt8(ascii: ":") { continue }
      if isBase62(at..<at + 6), isBase62(at + 7..<at + 7 + middle), isBase62(end - last..<end) {
        return at..<end
      }
    }
    return nil
  }

  private func isBase62(_ range: Range<Int>) -> Bool {
    for i in range where !(self[i] &- 48 < 10 || (self[i] | 0x20) &- 97 < 26) { return false }
    return true
  }

  /// `[2\16] ` or `[2/3] ` counts the lines or pieces of a message that went to syslog.
  fileprivate func eximPart(at: Int) -> (number: UInt64, end: Int)? {
    guard holds("[", at: at), let part = decimal(at: at + 1),
      holds("\\", at: part.end) || holds("/", at: part.end),
      let all = decimal(at: part.end + 1), holds("] ", at: all.end)
    else { return nil }
    return (part.value, all.end + 2)
  }

  /// Past Exim's own stamp, which syslog does not take away.
  fileprivate func skipEximStamp(_ start: Int) -> Int {
    guard let stamp = RFC3339(self, at: start), holds(" ", at: stamp.end) else { return start }
    return skipZone(stamp.end + 1)
  }

  /// Past `+0100 `.
  func skipZone(_ at: Int) -> Int {
    guard holds("+", at: at) || holds("-", at: at), let zone = decimal(at: at + 1), zone.end == at + 5,
      holds(" ", at: zone.end)
    else { return at }
    return zone.end + 1
  }
}

/// How Exim's messages begin that have no id, or stand behind one.
let eximOpenings: [StaticString] = [
  "H=", "SMTP ", "Start queue run", "End queue run", "exim ", "cwd=", "no host name found",
  "no IP address found",
  "unexpected disconnection", "TLS error", "TLS session", "rejected ", "authenticator failed",
  "login authenticator failed", "plain authenticator failed", "Connection from ", "connection from ",
  "refused ",
  "Warning:", "ACL ", "host name alias", "host lookup", "no data", "no MAIL in ", "unqualified ", "too many ",
  "ETRN ", "rewrite: ", "no sender", "list matching ", "Remote host closed", "ignoring ", "sender verify ",
  "using ", "closed connection",
  "ident connection", "pid ", "daemon ",
  "Completed", "Frozen", "Message is frozen", "Unfrozen", "unfrozen", "cancelled", "removed by", "Spool file",
  "routing failed", "retry", "SA:", "DKIM:", "PRDR", "Sender identification", "failed to ", "Failed to ",
  "unable to ", "string_", "SIGHUP", "SIGTERM", "syntax error", "U=", "R=", "error ", "LMTP error",
  "lowest numbered",
  "all hosts", "Delivery status", "delivering", "deferring", "message too big", "Malformed", "tainted",
  "Tainted",
  "dropping", "Exim ", "2 ", "(", "[", "internal problem", "temporarily ", "incomplete transaction",
  "Configuration", "configuration", "not delivering", "no immediate delivery", "checking", "multiple",
  "domain ",
  "kept alive", "cannot ", "Cannot ", "malware", "spam", "SPF", "DMARC", "discarded", "fake", "locked",
  "Spool",
]
