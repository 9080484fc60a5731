import Lines
import MailRecord

/// Reads procmail's log: three lines a message, of which the second may be missing.
///
///     From a@b.example  Wed Feb  6 18:50:19 2002
///      Subject: the perfect tool
///       Folder: /var/spool/mail/book						   6845
///
/// and what procmail and maildrop say to syslog and of trouble. The subject is the sender's words.
/// - Source: procmail 3.22's procmail(1), goodies.c's logabstract; maildrop 3's filelock and main.
func parseProcmail(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = line.end(from: text.lowerBound) { $0 == UInt8(ascii: " ") }
  if line.holds("From ", at: at) {
    record[.sender] = .slice(at + 5..<max(at + 5, line.procmailStamp ?? line.count))
    return true
  }
  if line.holds("Subject: ", at: at) {
    record[.subject] = .slice(at + 9..<line.count)
    return true
  }
  if line.holds("Folder: ", at: at) {
    let tab = line.lastPosition(of: UInt8(ascii: "\t")) ?? line.count
    let size = line.end(from: tab + 1) { $0 == UInt8(ascii: " ") }
    record[.size] = size <= line.count ? line.decimal(at: size).map { .integer($0.value) } : nil
    var end = tab
    while end > at + 8, line[end - 1] <= 32 { end -= 1 }
    record[.mailbox] = .slice(at + 8..<max(at + 8, end))
    record[.action] = .word("delivered")
    return true
  }
  for opening: StaticString in [
    "procmail: ", "maildrop: ", "ERR: ", "Lock failure on ", "Error while writing ", "Couldn't ",
    "Unable to ",
    "Program failure ", "Skipped ", "Suspicious rcfile", "Rescue of ", "Match on ", "No match on ",
    "Assigning ",
    "Executing ", "Locking ", "Unlocking ", "Opening ", "Timeout", "Terminating", "Quota exceeded",
    "Enforcing ",
    "Exceeded LINEBUF", "Forced unlock", "Kernel-lock", "Truncated ", "Bypassed ", "Denying ", "Extraneous ",
    "Insufficient privileges", "User ", "Unable", "/",
  ] where line.holds(opening, at: at) { return true }
  return false
}

/// Whether a text without a tag is procmail's.
func isProcmail(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  let at = text.lowerBound
  if line.holds("From ", at: at) { return line.procmailStamp != nil }
  return line.holds(" Subject: ", at: at) || line.holds("  Folder: ", at: at)
    || line.holds("procmail: ", at: at)
}

extension Span where Element == UInt8 {
  /// Where the two blanks before `Wed Feb  6 18:50:19 2002` stand that ends a line.
  fileprivate var procmailStamp: Int? {
    let start = count - 26
    guard start > 0, holds("  ", at: start), self[start + 15] == UInt8(ascii: ":"),
      self[start + 18] == UInt8(ascii: ":"), decimal(at: count - 4)?.end == count
    else { return nil }
    return start
  }
}
