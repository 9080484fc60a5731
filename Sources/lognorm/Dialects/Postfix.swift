import Lines
import MailRecord

/// Reads what Postfix's daemons say.
///
///     5E5E8648240: client=app1.northfield.example[10.20.0.60]
///     NOQUEUE: reject: RCPT from unknown[192.0.2.22]: 550 5.1.1 <x@y>: ...; from=<a@b> to=<x@y> proto=ESMTP helo=<c>
///     AA3CF64826A: to=<q@r.example>, relay=mx[10.20.0.30]:25, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (250 ok)
///     disconnect from unknown[192.0.2.10] ehlo=1 quit=1 commands=2
///
/// Clients choose names and addresses, next hops choose replies: each field is taken from where Postfix puts it,
/// one after the other from the left, or from the right where free text stands before.
/// - Source: Postfix 3.7's smtpd.c, cleanup_message.c, log_adhoc.c, qmgr_active.c, postscreen and its manual pages.
func parsePostfix(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let service = PostfixService(line, &record)
  // Logs that were set in columns have blanks before the text.
  let start = line.end(from: text.lowerBound) { $0 == UInt8(ascii: " ") }
  if start > text.lowerBound { record[.text] = .slice(start..<line.count) }
  guard let (id, next) = line.postfixQueueID(at: start) ?? line.placeholderID(at: start) else {
    if line.holds("warning: ", at: start) { return postfixWarning(line, start + 9, &record) }
    return service.read(line, start, &record)
  }
  if isName(line, id) { record[.queue_id] = .slice(id) }
  return service.read(line, next, &record)
}

/// Whether an id names a message: not `NOQUEUE`, and not `<queue id>`, which smtpd's own tests write.
private func isName(_ line: borrowing Span<UInt8>, _ id: Range<Int>) -> Bool {
  !line.extracting(id).equals("NOQUEUE") && !line.holds("<", at: id.lowerBound)
}

/// One of Postfix's programs, as its tag names it: `postfix-out/submission/smtpd` is smtpd.
struct PostfixService {
  private let tag: Range<Int>
  private let name: Range<Int>

  /// Reads the tag, and sets instance and service.
  init(_ line: borrowing Span<UInt8>, _ record: inout Record) {
    guard case .bytes(let start, let end) = record[.app] else {
      (tag, name) = (0..<0, 0..<0)
      return
    }
    tag = Int(start)..<Int(end)
    let first = line.position(of: UInt8(ascii: "/"), from: tag.lowerBound)
    let last = line.lastPosition(of: UInt8(ascii: "/"), before: tag.upperBound)
    guard let first, let last, first < tag.upperBound, last >= first else {
      name = tag
      return
    }
    name = last + 1..<tag.upperBound
    record[.service] = .slice(first + 1..<tag.upperBound)
    if !line.extracting(tag.lowerBound..<first).equals("postfix") {
      record[.instance] = .slice(tag.lowerBound..<first)
    }
  }

  private func isNamed(_ other: StaticString, in line: borrowing Span<UInt8>) -> Bool {
    name.count == other.utf8CodeUnitCount && line.holds(other, at: name.lowerBound)
  }

  /// Whether it delivers on this host.
  private func isLocal(_ line: borrowing Span<UInt8>) -> Bool {
    isNamed("local", in: line) || isNamed("virtual", in: line) || isNamed("pipe", in: line)
  }

  /// Whether it is postscreen, or a transport that lost the daemon's name: only postscreen begins with a capital word.
  private func mayScreen(_ line: borrowing Span<UInt8>, _ at: Int) -> Bool {
    if isNamed("postscreen", in: line) || isNamed("tlsproxy", in: line) { return true }
    let word = line.end(from: at) { $0 &- 65 < 26 || $0 == UInt8(ascii: "-") }
    return isNamed("postfix", in: line) && word > at + 3 && line.holds(" ", at: word)
  }

  /// Reads what stands behind a queue id, or alone.
  fileprivate func read(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    if line.holds("to=<", at: at) || line.holds("to=", at: at) {
      return postfixDelivery(line, at, isLocal: isLocal(line), &record)
    }
    if line.holds("from=<", at: at) || line.holds("from=", at: at) { return active(line, at, &record) }
    if line.holds("client=", at: at) { return client(line, at + 7, &record) }
    if line.holds("message-id=", at: at) { return messageID(line, at + 11, &record) }
    if line.holds("resent-message-id=", at: at) { return messageID(line, at + 18, &record) }
    if line.holds("uid=", at: at) { return pickup(line, at + 4, &record) }
    if let colon = line.postfixVerdict(at: at) { return postfixVerdict(line, at..<colon, &record) }
    if line.holds("host ", at: at), remoteSaid(line, at + 5, &record) { return true }
    if line.holds("se", at: at) || line.holds("po", at: at),
      let word = line.position(of: " notification", from: at), let colon = line.position(of: ": ", from: word)
    {
      record[.next_queue_id] = .slice(colon + 2..<line.count)
      return true
    }
    if line.holds("status=", at: at) { return passedOn(line, at + 7, &record) }
    if mayScreen(line, at), postscreen(line, at, &record) { return true }
    let word = line.end(from: at) { ($0 | 0x20) &- 97 < 26 }
    if line.holds(" TLS connection ", at: word) { return postfixTLS(line, word + 16, at..<word, &record) }
    if line.holds("TLS connection ", at: at) { return postfixTLS(line, at + 15, at..<at, &record) }
    if at == line.count { return true }
    if isNamed("qmqpd", in: line), let host = Host(line, at: at), line.holds(": ", at: host.end) {
      host.set(client: line, &record)
      record[.reason] = .slice(host.end + 2..<line.count)
      return true
    }
    maskPostfixSecrets(line, at, &record)
    let goesOut = isNamed("smtp", in: line) || isNamed("lmtp", in: line)
    return postfixNotice(line, at, &record) || postfixDetail(line, at, isClient: !goesOut, &record)
      || goesOut && record[.queue_id] != nil && hostSkipped(line, at, &record)
  }

  /// `deferred (bounce failed)`: what becomes of a message that could not be returned.
  private func passedOn(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard line.holds("deferred (", at: at), line.ends(with: ")") else { return false }
    record[.action] = .word("delayed")
    record[.diagnostic] = .slice(at + 10..<line.count - 1)
    return true
  }

  /// `mail for x.example loops back to myself`: why a next hop was left for another.
  private func hostSkipped(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    record[.diagnostic] = .slice(at..<line.count)
    for place: StaticString in [" server ", " talking to "] {
      guard let before = line.position(of: place, from: at) else { continue }
      Host(line, at: before + place.utf8CodeUnitCount)?.set(remote: line, &record)
    }
    return true
  }

  /// `mx.example[192.0.2.9] said: 450 4.2.0 ... (in reply to RCPT TO command)`, `... refused to talk to me: 421 ...`.
  private func remoteSaid(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let host = Host(line, at: at) else { return false }
    host.set(remote: line, &record)
    record[.diagnostic] = .slice(at - 5..<line.count)
    for verb: StaticString in [" said: ", " refused to talk to me: "] where line.holds(verb, at: host.end) {
      Reply.read(line, host.end + verb.utf8CodeUnitCount..<line.count, succeeded: false, &record)
    }
    return true
  }

  /// `from=<a@b>, size=1630, nrcpt=1 (queue active)` or `from=<a@b>, status=expired, returned to sender`.
  private func active(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    let sender = line.listed(at: at + 5)
    record[.sender] = .slice(sender.value)
    if line.holds(", size=", at: sender.end), let size = line.decimal(at: sender.end + 7) {
      record[.size] = .integer(size.value)
      if line.holds(", nrcpt=", at: size.end), let count = line.decimal(at: size.end + 8) {
        record[.recipients] = .integer(count.value)
      }
      return true
    }
    if line.holds(", status=expired", at: sender.end) || line.holds(", status=force-expired", at: sender.end)
    {
      record[.action] = .word("expired")
      return true
    }
    return sender.end == line.count
  }

  /// `H, sasl_method=PLAIN, sasl_username=u, sasl_sender=s, orig_queue_id=Q, orig_client=H`.
  private func client(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let host = Host(line, at: at) else { return false }
    host.set(client: line, &record)
    if line.holds(", sasl_method=", at: host.end) {
      let method = line.listed(at: host.end + 14)
      record[.auth_method] = .slice(method.value)
      if line.holds(", sasl_username=", at: method.end) {
        record[.auth_user] = .slice(userName(line, method.end + 16))
      }
    }
    return true
  }

  /// A name up to the attributes that may stand behind it, which have no blanks.
  private func userName(_ line: borrowing Span<UInt8>, _ start: Int) -> Range<Int> {
    var end = line.count
    for key: StaticString in [", orig_client=", ", orig_queue_id=", ", sasl_sender="] {
      guard let place = line.lastPosition(of: key, before: end), place >= start else { continue }
      if line.end(from: place + key.utf8CodeUnitCount, while: { $0 > 32 }) >= end - 1 { end = place }
    }
    return start..<end
  }

  private func messageID(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    // syslog may have cut the bracket at the end off.
    let isBracketed = line.holds("<", at: at)
    // Before Postfix 2.2.
    if isBracketed, line.ends(with: ")"), let added = line.lastPosition(of: "> (added by "), added > at {
      record[.message_id] = .slice(at + 1..<added)
      return true
    }
    let end = isBracketed && line.ends(with: ">") ? line.count - 1 : line.count
    let start = isBracketed ? at + 1 : at
    record[.message_id] = .slice(start..<max(start, end))
    return true
  }

  /// `0 from=<root>`.
  private func pickup(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let uid = line.decimal(at: at), line.holds(" from=", at: uid.end) else { return false }
    record[.uid] = .integer(uid.value)
    record[.sender] = .slice(line.listed(at: uid.end + 6).value)
    return true
  }
}

extension Span where Element == UInt8 {
  /// A queue id and where the text behind its colon begins: hex digits, base 52 without vowels, or NOQUEUE.
  func postfixQueueID(at: Int) -> (id: Range<Int>, next: Int)? {
    if holds("NOQUEUE: ", at: at) { return (at..<at + 7, at + 9) }
    if holds("<queue id>: ", at: at) { return (at..<at + 10, at + 12) }
    var hasDigit = false
    let end = self.end(from: at) { byte in
      if byte &- 48 < 10 { hasDigit = true }
      return isQueueIDByte(byte)
    }
    // Logs that were set in columns have blanks before the colon.
    let colon = self.end(from: end) { $0 == UInt8(ascii: " ") }
    guard (5...24).contains(end - at), holds(":", at: colon), hasDigit || isUpperHex(at..<end) else {
      return nil
    }
    return (at..<end, self.end(from: colon + 1) { $0 == UInt8(ascii: " ") })
  }

  /// A word that stands where a queue id stood, in logs that were made anonymous: `QueueID: removed`.
  func placeholderID(at: Int) -> (id: Range<Int>, next: Int)? {
    let end = self.end(from: at) { $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == 45 || $0 == 95 }
    guard (4...24).contains(end - at), holds(": ", at: end) else { return nil }
    // `warning: uid=1000: File too large`.
    for level: StaticString in ["warning", "error", "fatal", "panic"] where holds(level, at: at) {
      return nil
    }
    for key: StaticString in ["client=", "message-id=", "from=<", "to=<", "uid=", "removed"]
    where holds(key, at: end + 2) { return (at..<end, end + 2) }
    return nil
  }

  private func isQueueIDByte(_ byte: UInt8) -> Bool {
    if byte &- 48 < 10 { return true }
    switch byte {
    case UInt8(ascii: "A"), UInt8(ascii: "E"): return true
    case UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "U"): return false
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
      return false
    default: return (byte | 0x20) &- 97 < 26
    }
  }

  private func isUpperHex(_ range: Range<Int>) -> Bool {
    for i in range where !(self[i] &- 48 < 10 || self[i] &- 65 < 6) { return false }
    return true
  }
}
