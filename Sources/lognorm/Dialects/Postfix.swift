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
  guard let (id, next) = line.postfixQueueID(at: text.lowerBound) else {
    return service.unqueued(line, text, &record)
  }
  if !line.extracting(id).equals("NOQUEUE") { record[.queue_id] = .slice(id) }
  return service.queued(line, next..<line.count, &record)
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
    if first - tag.lowerBound > 7 { record[.instance] = .slice(tag.lowerBound..<first) }
  }

  private func isOne(of names: StaticString..., in line: borrowing Span<UInt8>) -> Bool {
    for candidate in names where line.extracting(name).equals(candidate) { return true }
    return false
  }

  /// What stands behind a queue id.
  fileprivate func queued(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
    let at = text.lowerBound
    if line.holds("to=<", at: at) || line.holds("to=", at: at) {
      return postfixDelivery(line, at, isLocal: isOne(of: "local", "virtual", "pipe", in: line), &record)
    }
    if line.holds("from=<", at: at) || line.holds("from=", at: at) { return active(line, at, &record) }
    if line.holds("client=", at: at) { return client(line, at + 7, &record) }
    if line.holds("message-id=", at: at) { return messageID(line, at + 11, &record) }
    if line.holds("resent-message-id=", at: at) { return messageID(line, at + 18, &record) }
    if line.holds("uid=", at: at) { return pickup(line, at + 4, &record) }
    if let colon = line.postfixVerdict(at: at) { return postfixVerdict(line, at..<colon, &record) }
    if line.holds("host ", at: at) { return remoteSaid(line, at + 5, &record) }
    if let id = line.position(of: " notification: ", from: at),
      line.holds("se", at: at) || line.holds("po", at: at)
    {
      record[.next_queue_id] = .slice(id + 15..<line.count)
      return true
    }
    return unqueued(line, text, &record, isQueued: true)
  }

  /// What stands alone.
  fileprivate func unqueued(
    _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record, isQueued: Bool = false
  ) -> Bool {
    let at = text.lowerBound
    for opening in postfixConnections where line.holds(opening, at: at) {
      return connection(line, at + opening.utf8CodeUnitCount, &record)
    }
    if line.holds("warning: ", at: at) { return warning(line, at + 9, &record) }
    if line.holds("connect to ", at: at) { return connectTo(line, at + 11, &record) }
    if isOne(of: "postscreen", "tlsproxy", "postfix", in: line), postscreen(line, at, &record) { return true }
    if line.holds("statistics: ", at: at) { return statistics(line, at, &record) }
    if let tls = line.position(of: " TLS connection ", from: at), tls < at + 12 {
      return postfixTLS(line, tls + 16, at..<tls, &record)
    }
    if line.holds("lost connection after ", at: at) || line.holds("timeout after ", at: at)
      || line.holds("too many errors after ", at: at)
      || line.holds("improper command pipelining after ", at: at)
    {
      return brokenOff(line, at, &record)
    }
    if let colon = line.postfixVerdict(at: at), colon > at {
      return postfixVerdict(line, at..<colon, &record)
    }
    for opening in postfixOpenings where line.holds(opening, at: at) { return true }
    for word in postfixEndings where line.ends(with: word) { return true }
    return false
  }

  /// `connect from H`, `disconnect from H ehlo=1 ... commands=2`, `SSL_accept error from H: -1`.
  private func connection(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let host = Host(line, at: at) else { return false }
    host.set(client: line, &record)
    if host.end + 1 < line.count, line[host.end] == UInt8(ascii: " ") {
      record[.commands] = .slice(host.end + 1..<line.count)
    }
    return true
  }

  /// `lost connection after DATA (14 bytes) from H`: the stage, and the client from the right.
  private func brokenOff(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let after = line.position(of: " after ", from: at),
      let from = line.position(of: " from ", from: after + 7),
      let host = Host(line, at: from + 6)
    else { return false }
    let end = line.end(from: after + 7) { $0 > 32 }
    record[.stage] = .slice(after + 7..<end)
    host.set(client: line, &record)
    return true
  }

  /// `H: SASL LOGIN authentication failed: why, sasl_username=x`, `hostname N does not resolve to address A: why`.
  private func warning(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    if line.holds("hostname ", at: at), let verb = line.lastPosition(of: " does not resolve to address ") {
      record[.client_name] = .slice(at + 9..<verb)
      let address = verb + 29..<(line.end(from: verb + 29) { isAddressByte($0) && $0 != UInt8(ascii: "/") })
      let end = address.upperBound > address.lowerBound && line[address.upperBound - 1] == UInt8(ascii: ":")
      record[.client_address] = .slice(address.lowerBound..<address.upperBound - (end ? 1 : 0))
      return true
    }
    guard let host = Host(line, at: at), line.holds(": ", at: host.end) else { return true }
    host.set(client: line, &record)
    if line.holds("SASL ", at: host.end + 2) { sasl(line, host.end + 7, &record) }
    return true
  }

  private func sasl(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
    let method = at..<(line.end(from: at) { $0 > 32 })
    record[.auth_method] = .slice(method)
    guard line.holds(" authentication failed: ", at: method.upperBound) else { return }
    let reason = method.upperBound + 24
    let name = line.lastPosition(of: ", sasl_username=")
    record[.reason] = .slice(reason..<(name ?? line.count))
    if let name { record[.auth_user] = .slice(name + 16..<line.count) }
  }

  /// `mx.example[192.0.2.9]:25: Connection refused`.
  private func connectTo(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let host = Host(line, at: at), line.holds(": ", at: host.end) else { return false }
    host.set(remote: line, &record)
    record[.diagnostic] = .slice(host.end + 2..<line.count)
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
        let user = method.end + 16
        let end = line.lastPosition(of: ", sasl_sender=").flatMap { $0 >= user ? $0 : nil } ?? line.count
        record[.auth_user] = .slice(user..<end)
      }
    }
    return true
  }

  private func messageID(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    let isBracketed = line.holds("<", at: at) && line.ends(with: ">")
    record[.message_id] = .slice(isBracketed ? at + 1..<line.count - 1 : at..<line.count)
    return true
  }

  /// `0 from=<root>`.
  private func pickup(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let uid = line.decimal(at: at), line.holds(" from=", at: uid.end) else { return false }
    record[.uid] = .integer(uid.value)
    record[.sender] = .slice(line.listed(at: uid.end + 6).value)
    return true
  }

  /// `max connection rate 24/60s for (smtp:192.0.2.10) at Nov 20 23:45:52`.
  private func statistics(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let open = line.position(of: " for (", from: at), let close = line.position(of: ") at ", from: open)
    else { return true }
    // master.cf may name the service with its address: 10.20.0.10:587:192.0.2.10, [::1]:smtp:192.0.2.10.
    var at = line.holds("[", at: open + 6) ? line.position(of: UInt8(ascii: "]"), from: open) ?? open : open
    while let colon = line.position(of: UInt8(ascii: ":"), from: at), colon < close {
      at = colon + 1
      if Address(line.extracting(at..<close)) == nil { continue }
      record[.client_address] = .slice(at..<close)
      break
    }
    return true
  }

  /// `CONNECT from [A]:P to [A]:25`, `PASS NEW [A]:P`, `PREGREET 28 after 0 from [A]:P: EHLO x`, `DNSBL rank 3 for [A]:P`.
  private func postscreen(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
    guard let open = line.position(of: " [", from: at), open < at + 60, let host = Host(line, at: open + 1)
    else {
      return false
    }
    host.set(client: line, &record)
    let word = at..<(line.end(from: at) { $0 > 32 })
    if line.holds("DNSBL rank ", at: at), let rank = line.decimal(at: at + 11) {
      record[.score] = .integer(rank.value)
    }
    record[.verdict] = .slice(line.holds("PASS ", at: at) ? at..<open : word)
    if line.holds(" to [", at: host.end), let own = Host(line, at: host.end + 4) {
      record[.local_address] = .slice(own.address)
      if let port = own.port { record[.local_port] = .integer(port) }
    }
    return true
  }
}

/// What stands before a client, and perhaps the counts of its commands.
private let postfixConnections: [StaticString] = [
  "connect from ", "disconnect from ", "setting up TLS connection from ", "SSL_accept error from ",
  "SSL_accept:", "lost connection from ",
]

/// How other messages begin that have no fields.
private let postfixOpenings: [StaticString] = [
  "fatal: ", "error: ", "panic: ", "removed", "skipped, still being delivered", "requeued", "placed on hold",
  "Placed on hold", "released from hold", "Released from hold", "daemon started", "terminating on signal ",
  "reload ", "reload--", "starting the Postfix mail system", "stopping the Postfix mail system",
  "refreshing the Postfix mail system", "aborting the Postfix mail system", "flushing",
  "initializing the server",
  "addr ", "cache ", "close database ", "table ", "Deleted: ", "Requeued: ", "Expired: ",
  "Released from hold: ",
  "Placed on hold: ", "SSL_", "TLS ", "certificate ", "server certificate ", "verifying ", "enabling PIX ",
  "conversation with ", "lost connection with ", "Server certificate ", "Cannot start TLS",
  "Host offered STARTTLS",
  "info: ", "using backwards-compatible", "Postfix is running with backwards-compatible", "configuration ",
  "waiting for the Postfix mail system",
  "the Postfix mail system is ", "smtp_", "smtpd_", "see also", "to ", "numeric ", "timeout on ",
  "send attr ",
]

private let postfixEndings: [StaticString] = [" -- restarting", " is not reachable"]

extension Span where Element == UInt8 {
  /// A queue id and where the text behind its colon begins: hex digits, base 52 without vowels, or NOQUEUE.
  fileprivate func postfixQueueID(at: Int) -> (id: Range<Int>, next: Int)? {
    if holds("NOQUEUE: ", at: at) { return (at..<at + 7, at + 9) }
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
