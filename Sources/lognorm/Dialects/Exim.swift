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
/// The selectors of a site decide which attributes there are; each is read wherever it stands. The text is what
/// follows Exim's own stamp and pid. Behind an id it may be words of the site's own access control lists.
/// - Source: the Exim specification, chapter "Log files"; deliver.c, receive.c, smtp_in.c, acl.c.
func parseExim(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  if let part = line.eximPart(at: at) {
    if part.number > 1 { return true }
    at = part.end
  }
  at = ownStamp(line, at, &record)
  if let pid = line.eximPID(at: at) {
    record[.pid] = .integer(pid.number)
    at = pid.end
  }
  record[.text] = .slice(at..<line.count)
  guard let id = line.eximID(at: at) else { return eximAlone(line, at, &record) }
  record[.queue_id] = .slice(id)
  at = line.end(from: id.upperBound) { $0 == UInt8(ascii: " ") }
  if !eximSign(line, at, &record) { _ = eximAlone(line, at, &record) }
  return true
}

/// What the two signs behind an id say: an arrival or an attempt; false when none stand there.
private func eximSign(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard line.holds(" ", at: at + 2) else { return false }
  let rest = at + 3
  switch (line[at], line[at + 1]) {
  // An arrival with `(=` was told that it was refused.
  case (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: "("), UInt8(ascii: "=")):
    return eximArrival(line, rest, &record)
  case (UInt8(ascii: "="), UInt8(ascii: ">")), (UInt8(ascii: "-"), UInt8(ascii: ">")),
    (UInt8(ascii: ">"), UInt8(ascii: ">")):
    return eximDelivery(line, rest, .delivered, &record)
  case (UInt8(ascii: "*"), UInt8(ascii: ">")): return eximDelivery(line, rest, .suppressed, &record)
  case (UInt8(ascii: "*"), UInt8(ascii: "*")): return eximDelivery(line, rest, .failed, &record)
  case (UInt8(ascii: "="), UInt8(ascii: "=")): return eximDelivery(line, rest, .delayed, &record)
  default: return false
  }
}

/// Takes Exim's own stamp, which stands behind syslog's and is the more exact of the two; returns what follows.
///
/// It has no zone unless the site wants one.
private func ownStamp(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Int {
  guard let stamp = RFC3339(line, at: start), line.holds(" ", at: stamp.end) else { return start }
  record.refine(by: stamp.wall)
  return line.skipZone(stamp.end + 1)
}

/// Whether a text without a tag is Exim's: it begins with an id, or behind Exim's stamp with one of its messages.
func isExim(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  let at = text.lowerBound
  if line.eximID(at: at) != nil { return true }
  let start = line.eximPID(at: at)?.end ?? at
  if line.eximID(at: start) != nil { return true }
  if line.hasEximStamp(before: at) { return isEximMessage(line, start) }
  return line.holds("H=", at: start) || line.holds("SMTP protocol error in ", at: start)
    || line.eximLoginFailure(at: start) != nil
}

/// Whether a line is of Exim's own log, and what was taken for a host and a tag is its message.
///
///     2026-11-20 23:35:54.512 Warning: purging the environment
///     2026-11-20 23:35:54 H=mx.b.example Warning: ...
func isEximsOwn(_ line: borrowing Span<UInt8>, _ header: Header) -> Bool {
  var plain = header
  plain.takeBackTag()
  return line.hasEximStamp(before: plain.text.lowerBound) && isExim(line, plain.text)
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

  /// Whether a stamp of whole seconds or milliseconds, perhaps with a zone, stands before `at`:
  /// `2026-11-20 23:35:54.512 +0100 `.
  fileprivate func hasEximStamp(before at: Int) -> Bool {
    for length in [20, 24, 26, 30] {
      let start = at - length
      if start >= 0, holds("-", at: start + 4), holds("-", at: start + 7), holds(" ", at: start + 10),
        holds(":", at: start + 13), holds(":", at: start + 16), RFC3339(self, at: start) != nil
      {
        return true
      }
    }
    return false
  }

  /// `[427] `.
  fileprivate func eximPID(at: Int) -> (number: UInt64, end: Int)? {
    guard holds("[", at: at), let pid = decimal(at: at + 1), holds("] ", at: pid.end) else { return nil }
    return (pid.value, pid.end + 2)
  }

  /// `[2\16] ` or `[2/3] ` counts the lines or pieces of a message that went to syslog.
  fileprivate func eximPart(at: Int) -> (number: UInt64, end: Int)? {
    guard holds("[", at: at), let part = decimal(at: at + 1),
      holds("\\", at: part.end) || holds("/", at: part.end),
      let all = decimal(at: part.end + 1), holds("] ", at: all.end)
    else { return nil }
    return (part.value, all.end + 2)
  }

  /// Past `+0100 `.
  fileprivate func skipZone(_ at: Int) -> Int {
    guard holds("+", at: at) || holds("-", at: at), let zone = decimal(at: at + 1), zone.end == at + 5,
      holds(" ", at: zone.end)
    else { return at }
    return zone.end + 1
  }
}
