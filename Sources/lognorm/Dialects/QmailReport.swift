import Lines
import MailRecord

/// Reads codes and names out of what qmail-remote or qmail-local reported; `_` stands for a blank or an odd
/// byte, `/` for the end of a line.
///
///     198.51.100.15_does_not_like_recipient./Remote_host_said:_450_4.2.0_Greylisted/Giving_up_on_198.51.100.15./
///
/// The remote host may have said anything, imitations of qmail's own words among it. So an address is taken only
/// from qmail-remote's own first words, codes only from the place right behind the first `Remote_host_said:_`,
/// or from qmail's own `(#4.4.2)` at the very end of a report with no remote reply.
/// - Source: notqmail's qmail-remote.c, qmail-local.c, forward.c, condredirect.c.
func readQmailReport(
  _ line: borrowing Span<UInt8>, _ report: Range<Int>, succeeded: Bool, _ record: inout Record
) {
  if line.holds("did_", at: report.lowerBound) { return localSuccess(line, report, &record) }
  if let address = remoteAddress(line, report) { record[.remote_address] = .slice(address) }
  if let said = line.position(of: "Remote_host_said:_", from: report.lowerBound) {
    reply(line, said + 18, succeeded: succeeded, &record)
  } else if succeeded {
    localSuccess(line, report, &record)
  } else if let status = ownStatus(line, report) {
    record[.enhanced_status] = .slice(status)
  }
}

/// `did_0+1+0/qp_16510/`: the message was forwarded and is in the queue again, taken in by qmail-queue 16510.
/// A program of the user may say so too: `condredirect:_qp_18329/did_0+0+1/`.
private func localSuccess(_ line: borrowing Span<UInt8>, _ report: Range<Int>, _ record: inout Record) {
  var at: Int?
  if let did = line.lastPosition(of: "did_"), did >= report.lowerBound,
    let qp = line.position(of: "/qp_", from: did)
  {
    at = qp + 4
  } else if line.holds("condredirect:_qp_", at: report.lowerBound) {
    at = report.lowerBound + 17
  } else if line.holds("forward:_qp_", at: report.lowerBound) {
    at = report.lowerBound + 12
  }
  guard let at, let qp = line.decimal(at: at), line.isEnd(qp.end) else { return }
  record[.next_queue_id] = .slice(at..<qp.end)
}

/// The reply at `at`: code, enhanced status, and the name that the next hop gave to the message it accepted.
private func reply(_ line: borrowing Span<UInt8>, _ at: Int, succeeded: Bool, _ record: inout Record) {
  guard let code = line.decimal(at: at), code.end == at + 3, (200...599).contains(code.value),
    line.isEnd(code.end) || line[code.end] == UInt8(ascii: "-")
  else { return }
  record[.reply_code] = .integer(code.value)
  if let status = line.enhancedStatus(at: code.end + 1), line[status.lowerBound] == line[at] {
    record[.enhanced_status] = .slice(status)
  }
  if succeeded, let id = nextQueueID(line, code.end + 1) { record[.next_queue_id] = .slice(id) }
}

/// qmail's own `(#4.4.2)` at the end, or before the note that the message is too old.
private func ownStatus(_ line: borrowing Span<UInt8>, _ report: Range<Int>) -> Range<Int>? {
  let tooOld = line.lastPosition(of: "I'm_not_going_to_try_again;")
  let end = tooOld.map { $0 > report.lowerBound ? $0 : line.count } ?? line.count
  guard let open = line.lastPosition(of: "(#", before: end), open >= report.lowerBound,
    let status = line.enhancedStatus(at: open + 2), line.holds(")/", at: status.upperBound),
    status.upperBound + 2 == end
  else { return nil }
  return status
}

/// The address in qmail-remote's own first words.
private func remoteAddress(_ line: borrowing Span<UInt8>, _ report: Range<Int>) -> Range<Int>? {
  var start = report.lowerBound
  if line.holds("Connected_to_", at: start) { start += 13 }
  if line.holds("Giving_up_on_", at: start) { start += 13 }
  let end = line.end(from: start) { isAddressByte($0) }
  guard end > start + 1, end < line.count, line[end] == UInt8(ascii: "_") || line[end] == UInt8(ascii: "/")
  else { return nil }
  let address = start..<(line[end - 1] == UInt8(ascii: ".") ? end - 1 : end)
  return line.isAddress(address) ? address : nil
}

/// `queued_as_ADAE312295`, `ok_1795218243_qp_16502`, `id=1reDc17-771950-By`, `6AKNZSbj000294_Message_accepted`.
///
/// The last `queued_as_` counts: a content filter passes on what the hop behind it said.
private func nextQueueID(_ line: borrowing Span<UInt8>, _ at: Int) -> Range<Int>? {
  var start: Int?
  if let queued = line.lastPosition(of: "queued_as_"), queued >= at {
    start = queued + 10
  } else if line.holds("ok_", at: at), let time = line.decimal(at: at + 3), line.holds("_qp_", at: time.end) {
    start = time.end + 4
  } else if line.holds("OK_id=", at: at) {
    start = at + 6
  } else if let status = line.enhancedStatus(at: at) {
    start = status.upperBound + 1
    let end = line.end(from: start!) { isQueueIDByte($0) }
    guard line.holds("_Message_accepted_for_delivery", at: end) else { return nil }
  }
  guard let start else { return nil }
  let end = line.end(from: start) { isQueueIDByte($0) }
  return end > start ? start..<end : nil
}

private func isQueueIDByte(_ byte: UInt8) -> Bool {
  let letter = byte | 0x20
  return letter >= 97 && letter <= 122 || byte >= 48 && byte <= 57 || byte == 45
}

/// Hexadecimal digits, dots and colons: all that an IPv4 or IPv6 address is made of.
func isAddressByte(_ byte: UInt8) -> Bool {
  let letter = byte | 0x20
  return byte >= 46 && byte <= 58 && byte != 47 || letter >= 97 && letter <= 102
}

extension Span where Element == UInt8 {
  /// Whether a word of a report ends at `at`.
  fileprivate func isEnd(_ at: Int) -> Bool {
    at >= count || self[at] == UInt8(ascii: "_") || self[at] == UInt8(ascii: "/")
  }

  /// Whether `range` reads like an IP address: four numbers with dots, or something with two colons.
  func isAddress(_ range: Range<Int>) -> Bool {
    var (dots, colons, letters) = (0, 0, 0)
    for i in range {
      if self[i] == UInt8(ascii: ".") { dots += 1 }
      if self[i] == UInt8(ascii: ":") { colons += 1 }
      if self[i] > UInt8(ascii: ":") { letters += 1 }
    }
    return colons >= 2 || dots == 3 && colons == 0 && letters == 0
  }
}
