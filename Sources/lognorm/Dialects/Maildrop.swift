import Lines
import MailRecord

/// Reads maildrop's log file, four lines a message, and what maildrop says of trouble.
///
///     Date: Sat Nov 21 00:00:00 2026
///     From: Ann <a@b.example>
///     Subj: the perfect tool
///     File: /home/judy/Maildir                                     (6845)
///
/// From and subject are the message's headers: the sender's words. A line of the file reads as if `Date` were
/// the name of a program.
/// - Source: maildrop 3.1's log.C, main.C, maildrop.C, deliver.C, maildir.C.
func parseMaildrop(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  if at == 6, line.begins(with: ["Date: ", "From: ", "Subj: ", "File: "], at: 0) {
    at = 0
    record[.app] = .word("maildrop")
    record[.text] = .slice(0..<line.count)
  } else if case .bytes(let first, let last) = record[.app], last - first == 4 {
    return false
  }
  if line.holds("maildrop: ", at: at) { at += 10 }
  if line.holds("From: ", at: at) {
    record[.header_from] = .slice(at + 6..<line.count)
    return true
  }
  if line.holds("Subj: ", at: at) {
    record[.subject] = .slice(at + 6..<line.count)
    return true
  }
  if line.holds("File: ", at: at) || line.holds("!Err: ", at: at) {
    record[.action] = line.holds("File", at: at) ? .word("delivered") : .word("failed")
    maildropFolder(line, at + 6, &record)
    return true
  }
  return line.holds("Date: ", at: at) || maildropShapes.read(line, at..<line.count, &record)
}

/// `/home/judy/Maildir                 (6845)`.
private func maildropFolder(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  var end = line.count
  if line.ends(with: ")"), let open = line.lastPosition(of: UInt8(ascii: "(")), open > start,
    let size = line.decimal(open + 1..<line.count - 1)
  {
    record[.size] = .integer(size)
    end = open
  }
  while end > start, line[end - 1] <= 32 { end -= 1 }
  if end > start { record[.mailbox] = .slice(start..<end) }
}

/// Whether a text without a tag is maildrop's.
func isMaildrop(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  line.begins(with: ["!Err: ", "maildrop: "], at: text.lowerBound)
}

private let maildropShapes = Shapes(
  """
  Delivering to {mailbox:rest}
  Delivery complete.
  Appending to {mailbox:text}
  Changing to {directory:rest}
  Attempting {:rest}
  Executing system command {:rest}
  Filtering through {:rest}
  Flock()ing {:rest}
  authlib: {:rest}
  dovecotauth: {:rest}
  hasaddr{:rest}
  error {reason:rest}
  filter terminated prematurely.
  maildir over quota.
  time out on maildir directory.
  Unable to {reason:rest}
  Cannot {reason:rest}
  Can't {reason:rest}
  Invalid user specified.
  Invalid {reason:rest}
  Internal error{:rest}
  Syntax error{:rest}
  Missing {:rest}
  Temporary authentication failure.
  DEFAULT mailbox not defined.
  Bad command line arguments{:rest}
  Error opening {reason:rest}
  Seek error on mailbox.
  Timeout{:rest}
  ERR: {reason:rest}
  Unknown user.{:rest}
  {:text}: {reason:rest}
  """)
