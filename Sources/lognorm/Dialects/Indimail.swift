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
