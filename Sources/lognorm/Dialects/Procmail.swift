import Lines
import MailRecord

/// Reads procmail's log: three lines a message, of which the second may be missing.
///
///     From a@b.example  Wed Feb  6 18:50:19 2002
///      Subject: the perfect tool
///       Folder: /var/spool/mail/book						   6845
///
/// and what procmail says to syslog and of trouble. The subject is the sender's words.
/// - Source: procmail 3.22's goodies.c (logabstract), procmail.c, misc.c, foldinfo.c, robust.c, locking.c,
///   pipes.c.
func parseProcmail(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = line.end(from: text.lowerBound) { $0 == UInt8(ascii: " ") }
  if line.holds("From ", at: at) {
    record[.sender] = .slice(at + 5..<max(at + 5, line.procmailStamp ?? line.count))
    return true
  }
  if line.holds("Subject: ", at: at) {
    record[.subject] = .slice(at + 9..<line.count)
    return true
  }
  if line.holds("Folder: ", at: at) {
    procmailFolder(line, at + 8, &record)
    return true
  }
  if line.holds("procmail: ", at: at) { at += 10 }
  return procmailShapes.read(line, at..<line.count, &record)
}

/// `/var/spool/mail/book` and, behind tabs and blanks, the bytes.
private func procmailFolder(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  var end = line.lastPosition(of: UInt8(ascii: "\t")) ?? line.count
  let size = line.end(from: end + 1) { $0 == UInt8(ascii: " ") }
  if size < line.count, let bytes = line.decimal(size..<line.count) { record[.size] = .integer(bytes) }
  while end > start, line[end - 1] <= 32 { end -= 1 }
  record[.mailbox] = .slice(start..<max(start, end))
  let isNowhere = line.extracting(start..<max(start, end)).equals("/dev/null")
  record[.action] = isNowhere ? .word("discarded") : .word("delivered")
}

/// Whether a text without a tag is procmail's.
func isProcmail(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  let at = text.lowerBound
  if line.holds("From ", at: at) { return line.procmailStamp != nil }
  return line.holds(" Subject: ", at: at) || line.holds("  Folder: ", at: at)
    || line.holds("procmail: ", at: at)
}

extension Span where Element == UInt8 {
  /// Where the blanks before `Wed Feb  6 18:50:19 2002` stand that ends a line: two, or one in a mailbox's own line.
  fileprivate var procmailStamp: Int? {
    let start = count - 25
    guard start > 0, holds(" ", at: start), self[start + 14] == UInt8(ascii: ":"),
      self[start + 17] == UInt8(ascii: ":"), decimal(at: count - 4)?.end == count
    else { return nil }
    return holds(" ", at: start - 1) ? start - 1 : start
  }
}

private let procmailShapes = Shapes(
  """
  Match on {:rest}
  No match on {:rest}
  Score: {:rest}
  Assigning {:rest}
  Executing {:rest}
  Locking {:rest}
  Unlocking {:rest}
  Opening {:rest}
  Notified comsat: {:rest}
  Couldn't {reason:rest}
  Lock failure on {reason:rest}
  Error while writing to {reason:rest}
  Quota exceeded while writing {mailbox:rest}
  No space left to finish writing {mailbox:rest}
  Program failure ({exit_status:int}) of {command:rest}
  Program failure (-{:int}) of {command:rest}
  Timeout, {reason:rest}
  Timeout {reason:rest}
  Terminating prematurely{:rest}
  Signal received{:rest}
  Suspicious rcfile {:rest}
  Rescue of unfiltered data {:rest}
  Insufficient privileges{:rest}
  Unknown user {user:rest}
  Unknown user
  Denying special privileges for {:rest}
  Enforcing stricter permissions on {:rest}
  Renamed bogus {:rest}
  Renaming bogus mailbox {:rest}
  Bypassed locking {:rest}
  Bypassing locking{:rest}
  Kernel-{:word} failed
  Acquiring kernel-lock
  Reiterating kernel-lock
  Forced unlock denied on {:rest}
  Forcing lock on {:rest}
  Can't {reason:rest}
  Deadlock attempted on {:rest}
  Skipped {:rest}
  Truncated file to former size
  Truncating {:rest}
  Exceeded LINEBUF{:rest}
  Excessive {:rest}
  Excessively {:rest}
  Extraneous {:rest}
  Bad substitution of {:rest}
  Invalid {reason:rest}
  Incomplete recipe
  Missing {:rest}
  Unrecognised options: {:rest}
  Unexpected EOL
  Closing brace unexpected
  Conflicting {:rest}
  Duplicate key found: {:rest}
  Failed {reason:rest}
  File table full
  Filename too long
  Out of memory{:rest}
  Lost {reason:rest}
  Sorry{:rest}
  Try praying{:rest}
  Unable to {reason:rest}
  Attempt to {reason:rest}
  Autoforwarding mailbox found
  Assuming identity of the recipient, VERBOSE=off
  Processing continued
  Linking to {:rest}
  LMTP child failed: exit code {exit_status:int}
  Descriptor {:int} was not open
  set{:word}({:int}) failed with {:rest}
  [{:int}] {:rest}
  Internal error: {reason:rest}
  """)
