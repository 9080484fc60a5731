import Lines
import Timestamps

/// Opens a line of the published logs of supercomputers: an alert's label or `-`, seconds since 1970, date, node.
///
///     - 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond[2920]: (root) CMD (run-parts /etc/cron.hourly)
///
/// - Source: USENIX Computer Failure Data Repository, logs of five systems (Oliner and Stearley, DSN 2007).
func openClusterArchive(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard let label = Header.word(line, at: start), let epoch = Epoch(line, at: label.next),
    line.holds(" ", at: epoch.end), let date = Header.word(line, at: epoch.end + 1), date.word.count == 10,
    line.holds(".", at: date.word.lowerBound + 4), line.holds(".", at: date.word.lowerBound + 7),
    let node = Header.word(line, at: date.next)
  else { return false }
  envelope.set(time: epoch.instant)
  envelope.set(host: node.word, of: line)
  envelope.hold(line.extracting(node.next..<line.count))
  return true
}
