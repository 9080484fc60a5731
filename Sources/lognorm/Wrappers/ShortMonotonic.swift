import Lines
import Timestamps

/// Opens a line of `journalctl -o short-monotonic` or `short-delta`, which tells seconds since the system's start.
///
///     [ 4711.515565] mx1 sshd[7]: Connection closed by 192.0.2.7 port 4000
///     [ 4711.515565 <    0.004711 >] mx1 sshd[7]: Connection closed by 192.0.2.7 port 4000
///
/// When that was is not told: the event has no time. A host and a tag with its number, or the kernel's, tell such a
/// line from one of dmesg.
/// - Source: systemd's src/shared/logs-show.c, output_short.
func openShortMonotonic(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  let first = line.skipBlanks(start + 1)
  guard let seconds = line.decimal(at: first), line.holds(".", at: seconds.end),
    let fraction = line.decimal(at: seconds.end + 1), fraction.end == seconds.end + 7
  else { return false }
  var end = fraction.end
  if line.holds(" <", at: end), let close = line.position(of: ">", from: end), close < end + 24 {
    end = line.skipBlanks(close + 1)
  }
  end = line.skipBlanks(end)
  guard line.holds("] ", at: end), let host = Header.word(line, at: end + 2),
    let tag = Header.tag(line, at: host.next) ?? line.unitTag(at: host.next),
    tag.pid != nil || line.extracting(tag.app).equals("kernel")
  else { return false }
  envelope.set(host: host.word, of: line)
  envelope.set(app: tag.app, of: line)
  envelope.set(pid: tag.pid)
  envelope.hold(line.extracting(tag.end..<line.count))
  return true
}
