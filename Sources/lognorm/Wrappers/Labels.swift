import Lines

/// Opens a line that Loki's logcli gave back, behind its stamp: labels, then the line.
///
///     2026-11-21T00:17:11Z {filename="/var/log/mail.log", host="mx1"} Nov 21 00:17:11 mx1 postfix/qmgr[7]: ...
func openLabels(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard envelope.header.time != nil else { return false }
  var labels: [(name: Range<Int>, value: Range<Int>)] = []
  var at = start + 1
  while !line.holds("} ", at: at) {
    guard let label = line.label(at: at) else { return false }
    labels.append(label)
    at = label.value.upperBound + 1
    if line.holds(",", at: at) { at = line.end(from: at + 1) { $0 == UInt8(ascii: " ") } }
  }
  for label in labels {
    let name = line.extracting(label.name)
    if name.equals("filename") { envelope.set(file: label.value, of: line) }
    if name.equals("host") || name.equals("hostname") { envelope.set(host: label.value, of: line) }
    if name.equals("container") { envelope.set(container: label.value, of: line) }
  }
  envelope.hold(line.extracting(at + 2..<line.count))
  return true
}

extension Span where Element == UInt8 {
  /// `name="value"` at `start`.
  fileprivate func label(at start: Int) -> (name: Range<Int>, value: Range<Int>)? {
    let end = end(from: start) { $0 | 0x20 >= 97 && $0 | 0x20 <= 122 || $0 == 95 || $0 &- 48 < 10 }
    guard end > start, holds("=\"", at: end) else { return nil }
    let close = stringEnd(from: end + 2).end
    return close < count ? (start..<end, end + 2..<close) : nil
  }
}
