import Lines
import MailRecord

/// Knows multilog's, supervise's and their kin's own complaints; they have no fields beyond the text.
///
///     warning: unable to write to /var/log/qmail/current, pausing: out of disk space
///
/// - Source: daemontools 0.76.
func parseDaemontools(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  line.holds("warning: ", at: text.lowerBound) || line.holds("fatal: ", at: text.lowerBound)
    || line.holds("usage: ", at: text.lowerBound)
}
