import Lines
import MailRecord

/// Reads what IndiMail's qmail-todo says of a recipient.
///
///     local: a@b.example c@d.example 814 queue5
///     remote: a@b.example c@elsewhere.example 814 bytes queue5
///
/// - Source: indimail-mta 3.0's qmail-todo.c and qsutil.c.
func parseIndimailTodo(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let queue = line.indimailQueue(text) else { return false }
  var end = queue.lowerBound - 1
  if line.holds(" bytes", at: end - 6) { end -= 6 }
  guard let size = line.lastPosition(of: UInt8(ascii: " "), before: end), size > text.lowerBound,
    let bytes = line.decimal(size + 1..<end),
    let blank = line.lastPosition(of: UInt8(ascii: " "), before: size), blank > text.lowerBound
  else { return false }
  record[.instance] = .slice(queue)
  record[.size] = .integer(bytes)
  record[.recipient] = .slice(blank + 1..<size)
  let sender = text.lowerBound..<blank
  record[.sender] = .slice(line.extracting(sender).equals("<>") ? blank..<blank : sender)
  record[.channel] = record[.app]
  return true
}

extension Span where Element == UInt8 {
  /// The name of a queue that ends a line of IndiMail's qmail-send: `queue5`, `slowq`, `nqueue`.
  func indimailQueue(_ text: Range<Int>) -> Range<Int>? {
    var end = text.upperBound
    while end > text.lowerBound, self[end - 1] &- 48 < 10 { end -= 1 }
    for name: StaticString in ["queue", "nqueue", "slowq"] {
      let start = end - name.utf8CodeUnitCount
      if start > text.lowerBound, holds(name, at: start), self[start - 1] == UInt8(ascii: " ") {
        return start..<text.upperBound
      }
    }
    return nil
  }
}

/// Reads what IndiMail's qmail-smtpd says of a client: what was wrong, and what it had said till then.
///
///     pid 4711 from 192.0.2.9 Invalid RECIPIENT address: MAIL from <a@b.example> RCPT <x@d.example>
///     pid 4711 from 192.0.2.9 HELO <h.example> MAIL from <a@b.example> RCPT <c@d.example> AUTH <> Size: 814
///
/// HELO and the addresses are the client's words: where one of them holds the next one's key, none is believed.
/// - Parameter at: behind `from `.
/// - Source: indimail-mta 3.0's smtpd.c, the calls of logerr.
func indimailSession(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  let address = at..<(line.end(from: at) { isAddressByte($0) })
  let colon = address.upperBound > at && line.holds(":", at: address.upperBound - 1) ? 1 : 0
  let client = at..<max(at, address.upperBound - colon)
  guard line.isAddress(client), line.holds(" ", at: address.upperBound) else { return false }
  record[.client_address] = .slice(client)
  let start = address.upperBound + 1
  for (words, action) in indimailVerdicts where line.holds(words, at: start) {
    record[.action] = .word(action)
    record[.reason] = .slice(start..<(line.position(of: ": ", from: start) ?? line.count))
  }
  for (key, field): (StaticString, Field) in [
    ("HELO <", .helo), ("MAIL from <", .sender), ("RCPT <", .recipient),
  ] {
    guard let place = line.position(of: key, from: start), line.lastPosition(of: key) == place,
      let mailbox = line.mailbox(at: place + key.utf8CodeUnitCount - 1)
    else { continue }
    record[field] = .slice(mailbox.inside)
  }
  if let size = line.lastPosition(of: " Size: "), let number = line.decimal(at: size + 7) {
    record[.size] = .integer(number.value)
  }
  return true
}

private let indimailVerdicts: [(StaticString, StaticString)] = [
  ("Invalid ", "rejected"), ("Non-existing DNS_MX", "rejected"), ("BAD ", "rejected"),
  ("OPEN RELAY ", "rejected"),
  ("PTR ", "rejected"), ("non-FQDN HELO", "rejected"), ("data size exceeded", "rejected"),
  ("Too many ", "rejected"),
  ("virus/banned content", "rejected"), ("Blackholed ", "discarded"),
]
