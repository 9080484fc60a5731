import Lines
import MailRecord
import Timestamps

/// Reads what qmail-scanner says of a message, a line for each recipient.
///
///     Clear:RC:0(192.0.2.7):SA:0(0.0/6.0): 1.681359 3302 a@b.example c@d.example Re:_lunch <x@b.example> p:898
///
/// Behind the verdict stand seconds, bytes, sender, recipient, subject and Message-ID; blanks in them are `_`.
func parseQmailScanner(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard let verdict = Header.word(line, at: at), line[verdict.word.upperBound - 1] == UInt8(ascii: ":"),
    let seconds = Header.word(line, at: verdict.next), let size = Header.word(line, at: seconds.next),
    let bytes = line.decimal(size.word), let sender = Header.word(line, at: size.next),
    let recipient = Header.word(line, at: sender.next)
  else { return line.count > at }
  record[.verdict] = .slice(at..<verdict.word.upperBound - 1)
  record[.size] = .integer(bytes)
  record[.sender] = .slice(sender.word)
  record[.recipient] = .slice(recipient.word)
  if let open = line.position(of: "(", from: at), let close = line.position(of: ")", from: open),
    close < verdict.word.upperBound, line.isAddress(open + 1..<close)
  {
    record[.client_address] = .slice(open + 1..<close)
  }
  if let subject = Header.word(line, at: recipient.next), line.holds("<", at: subject.next),
    let close = line.position(of: ">", from: subject.next)
  {
    record[.message_id] = .slice(subject.next + 1..<close)
  }
  return true
}
