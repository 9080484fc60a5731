import Lines
import MailRecord

/// Words with which Postfix begins a verdict on a client or a message, and what each does.
private let verdicts: [(word: StaticString, action: StaticString?)] = [
  ("reject", "rejected"), ("reject_warning", nil), ("warn", nil), ("hold", "held"), ("discard", "discarded"),
  ("filter", nil), ("redirect", nil), ("prepend", nil), ("replace", nil), ("strip", nil), ("bcc", nil),
  ("info", nil), ("client", nil), ("header", nil), ("body", nil), ("delay", nil), ("warning", nil),
  ("permit", nil), ("trace", nil), ("accept", nil), ("tempfail", nil), ("ignore", nil), ("dunno", nil),
]

/// Who else than the site's own tables may give a verdict.
private let judges: [StaticString] = ["milter-header-", "milter-", "proxy-"]

extension Span where Element == UInt8 {
  /// Where the verdict's word at `at` ends, before its colon; nil when none stands there.
  func postfixVerdict(at: Int) -> Int? {
    let end = self.end(from: at) { $0 > 32 && $0 != UInt8(ascii: ":") }
    guard end > at, holds(": ", at: end) else { return nil }
    let word = extracting(withoutJudge(at..<end))
    return verdicts.contains { word.equals($0.word) } ? end : nil
  }

  /// `milter-reject` is a `reject`.
  fileprivate func withoutJudge(_ word: Range<Int>) -> Range<Int> {
    for judge in judges where holds(judge, at: word.lowerBound) {
      return word.lowerBound + judge.utf8CodeUnitCount..<word.upperBound
    }
    return word
  }
}

/// Reads a verdict.
///
///     reject: RCPT from unknown[192.0.2.22]: 550 5.1.1 <x@y>: Recipient address rejected; from=<a@b> to=<x@y> proto=ESMTP helo=<c>
///     reject: header Subject: pills from h[192.0.2.9]; from=<a@b> to=<c@d> proto=ESMTP helo=<h>: 5.7.1 go away
///
/// The attributes are looked for from the right, for what stands before them is the client's words.
func postfixVerdict(
  _ line: borrowing Span<UInt8>, _ word: Range<Int>, _ record: inout Record
) -> Bool {
  record[.verdict] = .slice(word)
  let action = line.withoutJudge(word)
  for verdict in verdicts where line.extracting(action).equals(verdict.word) {
    if let action = verdict.action { record[.action] = .word(action) }
  }
  let at = word.upperBound + 2
  if line.holds("header ", at: at) || line.holds("body ", at: at) || line.holds("mime-", at: at) {
    return content(line, at, &record)
  }
  let stage = at..<(line.end(from: at) { $0 > 32 })
  guard line.holds(" from ", at: stage.upperBound), let host = Host(line, at: stage.upperBound + 6) else {
    if line.holds("proxy-", at: word.lowerBound) { return proxied(line, stage, &record) }
    return line.extracting(word).equals("warning") || line.extracting(word).equals("info")
  }
  record[.stage] = .slice(stage)
  host.set(client: line, &record)
  let attributes = envelope(line, at: attributesStart(line, host.end), &record)
  if line.holds(": ", at: host.end), attributes > host.end + 2 {
    record[.diagnostic] = .slice(host.end + 2..<attributes)
    reply(line, host.end + 2..<attributes, &record)
  }
  return true
}

/// What the filter behind smtpd said, `END-OF-MESSAGE: 250 2.0.0 Ok: queued as DF66E940333; from=<a@b> to=<c@d> ...`.
private func proxied(_ line: borrowing Span<UInt8>, _ stage: Range<Int>, _ record: inout Record) -> Bool {
  let isNamed = line[stage.upperBound - 1] == UInt8(ascii: ":")
  record[.stage] = .slice(stage.lowerBound..<stage.upperBound - (isNamed ? 1 : 0))
  let at = min(stage.upperBound + 1, line.count)
  let end = max(at, envelope(line, at: attributesStart(line, at), &record))
  if end > at { record[.diagnostic] = .slice(at..<end) }
  reply(line, at..<end, &record)
  return true
}

/// A header, a line of the body: what it was, the client, and at the end the site's own words.
private func content(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  record[.stage] = .slice(at..<(line.end(from: at) { $0 > 32 }))
  let attributes = envelope(line, at: lastEnvelope(line, at) ?? attributesStart(line, at), &record)
  if let from = line.lastPosition(of: " from ", before: attributes), from > at,
    let host = Host(line, at: from + 6),
    host.end == attributes
  {
    host.set(client: line, &record)
    record[.rule] = .slice(at..<from)
  }
  if let helo = line.lastPosition(of: " helo=<"), helo > attributes, let name = line.mailbox(at: helo + 6),
    line.holds(": ", at: name.end)
  {
    record[.diagnostic] = .slice(name.end + 2..<line.count)
    if let status = line.enhancedStatus(at: name.end + 2) { record[.enhanced_status] = .slice(status) }
  }
  return true
}

/// `; from=<a@b> to=<c@d> proto=ESMTP helo=<h>`, with commas or without; where it begins, or the line's end.
private func envelope(_ line: borrowing Span<UInt8>, at begin: Int?, _ record: inout Record) -> Int {
  guard let begin else { return line.count }
  var at = begin + 2
  while let (field, value) = attribute(line, at) {
    let mailbox = line.mailbox(at: value)
    let end =
      mailbox?.end ?? line.end(from: value) { $0 > 32 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }
    record[field] = .slice(mailbox?.inside ?? value..<end)
    at = line.end(from: end) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
    if field == .helo, let name = heloName(line, value) { record[.helo] = .slice(name) }
    if at >= line.count || at == end || field == .helo { break }
  }
  return begin
}

/// A HELO name of several words, which may look like attributes itself, ends with the line.
private func heloName(_ line: borrowing Span<UInt8>, _ value: Int) -> Range<Int>? {
  line.holds("<", at: value) && line.ends(with: ">") ? value + 1..<line.count - 1 : nil
}

/// The first `; from=<` or, where there is no sender yet, `; proto=` behind the address or name that was refused.
///
/// A refused HELO name stands in front of the attributes and at their end, and may look like attributes: those
/// count whose name at the end is the name in front.
private func attributesStart(_ line: borrowing Span<UInt8>, _ start: Int) -> Int? {
  let subject = line.position(of: UInt8(ascii: "<"), from: start) ?? start
  let isHelo = line.position(of: ">: Helo command rejected", from: subject) != nil
  let refused = isHelo ? nil : line.mailbox(at: subject)
  for mark: StaticString in ["; from=<", "; proto="] {
    let behind = refused.map { line.holds(": ", at: $0.end) ? $0.end : start } ?? start
    var (at, next) = (behind, line.position(of: " helo=<", from: behind))
    while let place = line.position(of: mark, from: at) {
      if let helo = next, helo < place { next = line.position(of: " helo=<", from: place) }
      guard isHelo, let helo = next, line.ends(with: ">"), line.count - helo < 4096 else { return place }
      let name = line.extracting(helo + 7..<line.count - 1)
      if subject + 1 + name.count < place,
        line.extracting(subject + 1..<subject + 1 + name.count).equals(name)
      {
        return place
      }
      at = place + 1
    }
  }
  return nil
}

/// The last `; from=<a@b> to=<c@d> proto=ESMTP helo=<h>` that stands whole, before the site's own words or the end:
/// a header in front may hold one that its sender made up.
private func lastEnvelope(_ line: borrowing Span<UInt8>, _ start: Int) -> Int? {
  var end = line.count
  while let place = line.lastPosition(of: "; from=<", before: end), place > start {
    if isWhole(line, place + 7) { return place }
    end = place
  }
  return nil
}

/// Whether what goes on behind a sender at `at` is as Postfix writes it.
private func isWhole(_ line: borrowing Span<UInt8>, _ at: Int) -> Bool {
  guard var end = line.mailbox(at: at)?.end else { return false }
  if line.holds(" to=", at: end) {
    guard let recipient = line.mailbox(at: end + 4) else { return false }
    end = recipient.end
  }
  if line.holds(" proto=", at: end) { end = line.end(from: end + 7) { $0 > 32 } }
  if line.holds(" helo=", at: end) {
    guard let helo = line.mailbox(at: end + 6) else { return false }
    end = helo.end
  }
  return end == line.count || line.holds(": ", at: end)
}

private func attribute(_ line: borrowing Span<UInt8>, _ at: Int) -> (Field, Int)? {
  let keys: [(StaticString, Field)] = [
    ("from=", .sender), ("to=", .recipient), ("proto=", .protocol), ("helo=", .helo),
    ("sasl_username=", .auth_user), ("sasl_method=", .auth_method),
  ]
  for (key, field) in keys where line.holds(key, at: at) { return (field, at + key.utf8CodeUnitCount) }
  return nil
}

/// `450 4.7.1 ...` or, from a milter, `5.7.1 ...`.
private func reply(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  if Reply.read(line, range, succeeded: false, &record) { return }
  if let status = line.enhancedStatus(at: range.lowerBound) { record[.enhanced_status] = .slice(status) }
}

/// Reads a TLS connection: how far the peer is trusted, who it is, and what was agreed.
///
///     Anonymous TLS connection established from h[192.0.2.9]: TLSv1.3 with cipher X (256/256 bits) key-exchange ...
///
/// - Parameters:
///   - at: behind ` TLS connection `; - word: Anonymous, Untrusted, Trusted or Verified.
func postfixTLS(
  _ line: borrowing Span<UInt8>, _ at: Int, _ word: Range<Int>, _ record: inout Record
) -> Bool {
  if !word.isEmpty { record[.tls_verify] = .slice(word) }
  var peer = at
  if line.holds("established ", at: peer) { peer += 12 }
  if line.holds("reused ", at: peer) { peer += 7 }
  let isClient = line.holds("from ", at: peer)
  guard isClient || line.holds("to ", at: peer), let host = Host(line, at: peer + (isClient ? 5 : 3)),
    let with = line.position(of: " with cipher ", from: host.end)
  else { return false }
  if isClient { host.set(client: line, &record) } else { host.set(remote: line, &record) }
  let version = line.lastPosition(of: UInt8(ascii: " "), before: with).map { $0 + 1 } ?? with
  record[.tls_version] = .slice(version..<with)
  let cipher = with + 13..<(line.end(from: with + 13) { $0 > 32 })
  record[.tls_cipher] = .slice(cipher)
  if line.holds(" (", at: cipher.upperBound), let bits = line.decimal(at: cipher.upperBound + 2) {
    record[.tls_bits] = .integer(bits.value)
  }
  return true
}
