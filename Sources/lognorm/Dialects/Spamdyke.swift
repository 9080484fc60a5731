import Lines
import MailRecord
import Timestamps

/// Reads what spamdyke says of a recipient that it let pass or refused.
///
///     DENIED_RBL_MATCH from: a@b.example to: c@d.example origin_ip: 192.0.2.9 origin_rdns: (unknown) auth: (unknown) encryption: (none)
///
/// Sender and recipient are the client's words, so the labels are looked for from the right.
/// - Source: spamdyke's spamdyke.c and spamdyke.h.
func parseSpamdyke(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard let code = Header.word(line, at: at), line.holds("from: ", at: code.next) else {
    return line.holds("ERROR", at: at) || line.holds("FILTER_", at: at) || line.holds("DEBUG", at: at)
  }
  guard let encryption = line.lastPosition(of: " encryption: "),
    let auth = line.lastPosition(of: " auth: ", before: encryption),
    let name = line.lastPosition(of: " origin_rdns: ", before: auth),
    let address = line.lastPosition(of: " origin_ip: ", before: name),
    let recipient = line.lastPosition(of: " to: ", before: address), recipient >= code.next + 5
  else { return false }
  record[.verdict] = .slice(code.word)
  set(.sender, line, code.next + 6..<recipient, &record)
  set(.recipient, line, recipient + 5..<address, &record)
  set(.client_address, line, address + 12..<name, &record)
  set(.client_name, line, name + 14..<auth, &record)
  set(.auth_user, line, auth + 7..<encryption, &record)
  if line.holds("DENIED_GRAYLISTED", at: at) {
    record[.action] = .word("greylisted")
  } else if line.holds("DENIED_", at: at) || line.holds("TIMEOUT", at: at) {
    record[.action] = .word("rejected")
  }
  return true
}

/// Sets a field, unless spamdyke says that it does not know.
private func set(
  _ field: Field, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record
) {
  let unknown = range.count == 9 && line.holds("(unknown)", at: range.lowerBound)
  if !range.isEmpty, !unknown { record[field] = .slice(range) }
}
