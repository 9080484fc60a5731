import Lines
import Timestamps

/// Opens a line of `journalctl -o short-full`, whose stamp has the day of the week before it and a zone's name behind.
///
///     Sat 2026-11-21 00:17:11 UTC mx1 sshd[7]: Connection closed by 192.0.2.7 port 4000
///
/// The line within has the stamp as ISO 8601 writes it; any zone but UTC is the local one.
func openShortFull(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard line.holds(" ", at: start + 3), let stamp = RFC3339(line, at: start + 4), stamp.offset == nil,
    let zone = Header.word(line, at: stamp.end + 1), line.hasTag(at: zone.next)
  else { return false }
  var iso = line.extracting(start + 4..<stamp.end).array
  let name = line.extracting(zone.word)
  if name.equals("UTC") || name.equals("GMT") { iso.append(UInt8(ascii: "Z")) }
  iso.append(UInt8(ascii: " "))
  iso.append(line.extracting(zone.next..<line.count))
  envelope.hold(iso.span)
  return true
}
