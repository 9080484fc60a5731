import Lines
import MailRecord

/// Reads what simscan says of a message that it had scanned.
///
///     CLEAN (0.50/12.00/12.00):0.1923s:Re: lunch:192.0.2.4:judy@northfield.example:ivan@northfield.example
///     VIRUS:0.0411s:Eicar-Test-Signature:192.0.2.9:a@b.example:c@d.example,e@d.example
///
/// The subject may hold anything, so client, sender and recipients are the last three parts. Words that are not a
/// result in capitals are for debugging, and are text only.
/// - Source: simscan's simscan.c, log_message.
func parseSimscan(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  let end = line.end(from: at) { $0 >= 65 && $0 <= 90 || $0 == 32 }
  let isResult = line.holds(":", at: end) || line.holds("(", at: end)
  guard end > at + 1, isResult else { return line.count > at }
  guard let recipients = line.lastPosition(of: UInt8(ascii: ":")),
    let sender = line.lastPosition(of: UInt8(ascii: ":"), before: recipients),
    let client = line.lastPosition(of: UInt8(ascii: ":"), before: sender), client > end
  else { return false }
  let verdict = at..<(line[end - 1] == 32 ? end - 1 : end)
  record[.verdict] = .slice(verdict)
  if line.holds("(", at: end) { setScore(line, end + 1, &record) }
  if line.isAddress(client + 1..<sender) { record[.client_address] = .slice(client + 1..<sender) }
  record[.sender] = .slice(sender + 1..<recipients)
  record[.recipient] = .slice(recipients + 1..<line.count)
  if line.holds("VIRUS", at: at), let name = line.position(of: "s:", from: end), name + 2 <= client {
    record[.virus] = .slice(name + 2..<client)
  }
  return true
}
