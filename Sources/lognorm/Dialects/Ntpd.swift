import Lines
import MailRecord

/// Reads what ntpd, xntpd and ntpdate say.
///
///     synchronized to 192.0.2.123, stratum 2
///
/// - Source: the msyslog calls of ntp 4.2.8; logs of xntp 3 and NTPsec.
func parseNtpd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  ntpdShapes.readOrPAM(line, text, &record)
}

private let ntpdShapes = Shapes(
  """
  {:text}step time server {remote_address} offset {:number} sec
  {:text}adjust time server {remote_address} offset {:number} sec
  time reset {:number} s
  time reset ({:text}) {:number} s
  CLOCK: time stepped by {:number}
  CLOCK: time reset {:rest}
  time set {:rest}
  time slew {:rest}
  synchronized to {remote_address}, stratum {:int}
  synchronized to {remote_address:text}
  synchronisation lost
  synchronisation {:rest}
  no servers reachable
  {:text}no server suitable for synchronization found
  {:text}o servers can be used, exiting
  kernel time {:rest}
  kernel reports {:rest}
  CLOCK: {:rest}
  ntpd {:text} starting{:rest}
  ntpd {:text}: Starting
  INIT: {:rest}
  ERR: ntpd exiting on signal {:rest}
  Command line: {:rest}
  {:text}exiting on signal {:rest}
  {:text}ntpd {:rest}
  CONFIG: {:rest}
  IO: {:rest}
  DNS: {:rest}
  NTS{:rest}
  PROTO: {:rest}
  REFCLOCK: {:rest}
  LOG: {:rest}
  ERR: {:rest}
  Listen{:rest}
  Deleting {:rest}
  precision = {:rest}
  proto: precision = {:rest}
  logging to {:rest}
  {:text}requency {:rest}
  {:text}rift{:rest}
  using kernel {:rest}
  ntp_io: {:rest}
  {:text} interface{:rest}
  Soliciting pool server {remote_address}
  {:word} {:int} {:word} {:word} {:rest}
  peer {:rest}
  system event {:rest}
  restrict{:rest}
  running as {:rest}
  {:text}leap{:rest}
  switching {:rest}
  signal_no_reset: {:rest}
  tickadj = {:rest}
  NTP Server Unreachable
  wake time set {:rest}
  getaddrinfo: {:rest}
  {:text}terminating{:rest}
  can't {reason:rest}
  unable to {reason:rest}
  {:text}too large{:rest}
  {remote_address:ip} {:hex} {:hex} {:rest}
  {:text} failed: {reason:rest}
  {:word}: {reason:rest}
  Cannot {reason:rest}
  """, ntpdOddMessages)
