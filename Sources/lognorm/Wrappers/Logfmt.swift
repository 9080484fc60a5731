import Lines

/// Opens a line of logfmt, whose message stands in quotes.
///
///     time=2026-11-21T00:17:11Z host=mx1 app=sshd pid=7 msg="Connection closed by 192.0.2.7 port 4000"
///
/// - Source: the logfmt of Heroku and Loki.
func openLogfmt(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  // Records of audit are pairs, too.
  if line.holds("type=", at: start) || line.holds("node=", at: start) { return false }
  let first = line.end(from: start) { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "=") }
  guard line.holds("=", at: first) else { return false }
  // Haraka's own.
  if isHaraka(line, start..<line.count) { return false }
  var members = Members()
  var at = start
  while at < line.count {
    let key = at..<line.end(from: at) { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "=") }
    guard !key.isEmpty, line.holds("=", at: key.upperBound) else { return false }
    let isQuoted = line.holds("\"", at: key.upperBound + 1)
    let first = key.upperBound + (isQuoted ? 2 : 1)
    let end = isQuoted ? line.stringEnd(from: first).end : line.end(from: first) { $0 > UInt8(ascii: " ") }
    if isQuoted, end == line.count { return false }
    members.take(line.extracting(key), first..<end)
    at = line.end(from: isQuoted ? end + 1 : end) { $0 == UInt8(ascii: " ") }
  }
  guard let text = members[.text], members.hasMore, line[text.lowerBound - 1] == UInt8(ascii: "\"") else {
    return false
  }
  envelope.tell(members, of: line)
  envelope.hold(unescaping: line.extracting(text))
  return true
}
