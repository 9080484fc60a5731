import Lines
import MailRecord

/// Reads what the ASSP proxy says: message, why, client, sender, recipient, verdict.
///
///     68818-10051 [DNSBL] 192.0.2.171 <a@b.example> to: c@d.example [spam found] -- DNSBL: failed, ... -- [subject] -> spam/x.eml;
///     Admin connection from 192.0.2.195:53675; page:/maillog;
///
/// The sender and the subject are the client's words: the address stands before them, the verdict between.
/// - Source: ASSP 1.x and 2.x's assp.pl, mlog().
func parseASSP(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  guard let id = line.asspID(at: at) else { return asspNotice(line, at, &record) }
  record[.queue_id] = .slice(id)
  at = id.upperBound + 1
  while line.holds("[", at: at), let close = line.position(of: "] ", from: at) {
    record[.rule] = .slice(at + 1..<close)
    at = close + 2
  }
  let address = at..<(line.end(from: at) { $0 > 32 })
  guard line.isAddress(address) else { return true }
  record[.client_address] = .slice(address)
  at = address.upperBound + 1
  if let mailbox = line.mailbox(at: at) {
    record[.sender] = .slice(mailbox.inside)
    at = mailbox.end + 1
  }
  if line.holds("to: ", at: at) {
    let recipient = at + 4..<(line.end(from: at + 4) { $0 > 32 })
    if !recipient.isEmpty { record[.recipient] = .slice(recipient) }
    at = min(recipient.upperBound + 1, line.count)
  }
  asspVerdict(line, at, &record)
  return true
}

/// `[spam found] -- reason -- [subject] -> file`, `[scoring:10] -- reason`, `whitelisted -- ...`.
private func asspVerdict(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  if at >= line.count { return }
  record[.reason] = .slice(at..<line.count)
  guard line.holds("[", at: at), let close = line.position(of: UInt8(ascii: "]"), from: at) else { return }
  record[.verdict] = .slice(at + 1..<close)
  let verdict = line.extracting(at + 1..<close)
  for word: StaticString in ["spam found", "blocked", "rejected", "virus"] where verdict.holds(word, at: 0) {
    record[.action] = .word("rejected")
  }
  if verdict.holds("scoring:", at: 0) { record[.score] = .number(line, at + 9..<close) }
}

private func asspNotice(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  var start = at
  while line.holds("[", at: start), let close = line.position(of: "] ", from: start) { start = close + 2 }
  if line.holds("Admin connection from ", at: start) { start += 22 }
  if line.holds("Blocking ", at: start) { start += 9 }
  let end = line.end(from: start) { isAddressByte($0) && $0 != UInt8(ascii: ":") }
  if line.isAddress(start..<end) {
    record[.client_address] = .slice(start..<end)
    return true
  }
  for opening in asspOpenings where line.holds(opening, at: at) { return true }
  return line.position(of: "Cache: ", from: at) != nil || line.position(of: " module ", from: at) != nil
}

private let asspOpenings: [StaticString] = [
  "Info: ", "Cleaning ", "PenaltyBox: ", "Saving ", "Uploading ", "Downloading ", "Admin ", "Assp.pl ",
  "Listening ",
  "Running ", "Starting ", "Loading ", "Rolling ", ": Rolling ", "Warning: ", "Error: ", "Email ",
  "Connection ",
  "griplist", "AutoUpdate", "Whitelist", "Option ", "[", "Report", "SMTP ", "Initializing", "Shutdown",
  "Config",
]

/// Whether a text without a tag is ASSP's.
func isASSP(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  line.afterASSPStamp(0) > 0 || line.asspID(at: text.lowerBound) != nil
}

extension Span where Element == UInt8 {
  /// Behind the stamp that no other program has, `Jun-26-10 17:00:16 `.
  fileprivate func afterASSPStamp(_ at: Int) -> Int {
    guard at + 18 < count, self[at + 3] == UInt8(ascii: "-"), self[at + 6] == UInt8(ascii: "-"),
      self[at + 9] == UInt8(ascii: " "), self[at + 12] == UInt8(ascii: ":"),
      self[at + 15] == UInt8(ascii: ":")
    else { return at }
    return at + 19
  }

  /// `68818-10051`: how ASSP names a message.
  fileprivate func asspID(at: Int) -> Range<Int>? {
    guard let first = decimal(at: at), first.end - at == 5, holds("-", at: first.end),
      let second = decimal(at: first.end + 1), second.end - first.end == 6, holds(" ", at: second.end)
    else { return nil }
    return at..<second.end
  }
}
