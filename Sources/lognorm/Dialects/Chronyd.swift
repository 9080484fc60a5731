import Lines
import MailRecord

/// Reads what chronyd says.
///
///     Selected source 10.20.0.103
///
/// - Source: the LOG calls of chrony 4; logs of its older releases.
func parseChronyd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  chronydShapes.readOrPAM(line, text, &record)
}

/// Reads what systemd-timesyncd says.
///
///     Synchronized to time server 192.0.2.123:123 (ntp.example).
///
/// - Source: systemd's src/timesync.
func parseTimesyncd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  timesyncdShapes.readOrPAM(line, text, &record)
}

private let chronydShapes = Shapes(
  """
  Selected source {remote_address}
  Selected source {remote_address} ({:text})
  Can't synchronise: {reason:rest}
  Source {remote_address} {:rest}
  Received KoD RATE from {remote_address}
  System clock was stepped by {:number} seconds
  System clock wrong by {:number} seconds{:rest}
  System clock TAI offset set to {:int} seconds
  {:text}orward time jump detected!
  Backward time jump detected!
  chronyd version {:text} starting {:rest}
  chronyd exiting
  Frequency {:rest}
  Initial frequency {:rest}
  Running with root privileges
  Disabled {:rest}
  Using {:rest}
  Loaded {:rest}
  Set system time{:rest}
  Added {:rest}
  Removed {:rest}
  Detected {:rest}
  Wrong {:rest}
  Could not {reason:rest}
  Fatal error : {reason:rest}
  """, chronydOddMessages)

private let timesyncdShapes = Shapes(
  """
  interval/delta/delay/jitter/drift {:rest}
  Synchronized to time server {:rest}
  Initial {:text}ynchronization to {:rest}
  Contacted time server {:rest}
  Timed out waiting for reply from {:rest}
  Network configuration changed, {:rest}
  No network connectivity, watching for changes.
  Using NTP server {:rest}
  System clock time {:rest}
  Server has too large root distance. Disconnecting.
  {:text}ailed to {reason:rest}
  """)
