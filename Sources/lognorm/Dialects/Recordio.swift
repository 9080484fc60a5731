import Lines
import MailRecord

/// Reads recordio's copy of what client and server said; its lines have no tag, only a process id and a direction.
///
///     16506 < MAIL FROM:<olivia@northfield.example>
///     16506 > 250 ok
///     16506 < [EOF]
///
/// Passwords that a client said in one line with its command are masked.
/// - Source: ucspi-tcp 0.88, recordio.c.
func parseRecordio(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard isRecordio(line, text), let pid = line.decimal(at: text.lowerBound) else {
    return line.holds("fatal: ", at: text.lowerBound) || line.holds("usage: ", at: text.lowerBound)
  }
  record[.pid] = .integer(pid.value)
  if line.holds(" < ", at: pid.end) { record.maskCredentials(line, command: pid.end + 3..<line.count) }
  return true
}

/// Whether a process id and a direction stand there.
func isRecordio(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  guard let pid = line.decimal(at: text.lowerBound) else { return false }
  return line.holds(" < ", at: pid.end) || line.holds(" > ", at: pid.end)
    || pid.end + 2 == line.count && (line.ends(with: " <") || line.ends(with: " >"))
}
