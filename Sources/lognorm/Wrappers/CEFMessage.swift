import Lines
import MailRecord
import Timestamps

/// Opens an event in the Common Event Format whose message is a log line.
///
///     CEF:0|OSSEC|HIDS|v2|5716|SSHD authentication failed.|5|dvc=mx1 msg=Nov 21 00:17:11 mx1 sshd[7]: Failed ...
///
/// That line is the last member, whatever it holds. Other events are left to the dialect, without their tag.
/// - Source: ArcSight Common Event Format, version 26.
func openCEF(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard isCEF(line, start..<line.count) else { return false }
  if let found = line.position(of: " msg=", from: start) ?? line.position(of: "|msg=", from: start),
    line.isSyslog(at: found + 5)
  {
    if let header = CEFHeader(line, start..<line.count) {
      for (field, place) in [(Field.rule, header.signature), (.reason, header.name)] {
        let text = line.extracting(place).withoutBackslashes
        envelope.set(field, 0..<text.count, of: text.span)
      }
    }
    envelope.hold(line.extracting(found + 5..<line.count))
    return true
  }
  return envelope.holdUntagged(line, from: start)
}
