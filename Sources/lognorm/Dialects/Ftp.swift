import Lines
import MailRecord

/// Reads what ProFTPD says: its host, the client in brackets, the message.
///
///     mx1 (host.example.com[192.0.2.9]) - USER alice (Login failed): Incorrect password
///
/// - Source: ProFTPD's src/log.c, modules/mod_auth.c; logs of 1.2 to 1.3.
func parseProftpd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let open = line.position(of: " (", from: text.lowerBound),
    let bracket = line.position(of: UInt8(ascii: "["), from: open),
    let close = line.position(of: "])", from: bracket), close < text.upperBound,
    line.isAddress(bracket + 1..<close)
  else { return ftpShapes.readOrPAM(line, text, &record) }
  record.set(.client_name, line, open + 2..<bracket, false)
  if line.extracting(open + 2..<bracket).equals(line.extracting(bracket + 1..<close)) {
    record[.client_name] = nil
  }
  record[.client_address] = .slice(bracket + 1..<close)
  let sign = close + 2
  let start = line.holds(" - ", at: sign) ? sign + 3 : line.holds(": ", at: sign) ? sign + 2 : sign
  return proftpdShapes.readOrPAM(line, start..<text.upperBound, &record)
}

/// Reads what vsftpd says, through syslog or in a log file of its own.
///
///     [pid 4711] [alice] FAIL LOGIN: Client "192.0.2.9"
///
/// - Source: vsftpd's logging.c.
func parseVsftpd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  if line.holds("[pid ", at: at), let pid = line.decimal(at: at + 5), line.holds("] ", at: pid.end) {
    record[.pid] = .integer(pid.value)
    at = pid.end + 2
  }
  // The name may be anything, what vsftpd says behind it is not.
  guard let client = line.lastPosition(of: ": Client \"", before: text.upperBound), client > at,
    let quote = line.position(of: UInt8(ascii: "\""), from: client + 10)
  else { return ftpShapes.readOrPAM(line, text, &record) }
  record.set(.client_address, line, client + 10..<quote, false)
  if line.holds("[", at: at), let end = line.lastPosition(of: "] ", before: client), end > at {
    record.set(.user, line, at + 1..<end, false)
    at = end + 2
  }
  record[.operation] = .slice(at..<client)
  return true
}

/// Whether a text without a tag is of vsftpd's own log file.
let isVsftpd: Dialect.Test = { line, text in
  line.holds("[pid ", at: text.lowerBound) && line.position(of: ": Client \"", from: text.lowerBound) != nil
}

/// Reads what Pure-FTPd says: user and host in brackets, a level, the message.
///
///     (?@192.0.2.9) [WARNING] Authentication failed for user [alice]
///
/// - Source: Pure-FTPd's src/log_puredb.c, src/ftpd.c.
func parsePureFtpd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard line.holds("(", at: text.lowerBound),
    let close = line.position(of: ") [", from: text.lowerBound),
    let at = line.lastPosition(of: UInt8(ascii: "@"), before: close), at > text.lowerBound,
    let level = line.position(of: "] ", from: close), level < text.upperBound
  else { return ftpShapes.readOrPAM(line, text, &record) }
  record.set(.client_address, line, at + 1..<close, false)
  if !line.holds("?", at: text.lowerBound + 1) { record.set(.user, line, text.lowerBound + 1..<at, false) }
  return pureShapes.read(line, level + 2..<text.upperBound, &record)
}

/// Reads what the ftpd of BSD, Solaris and WU, the r-servers and libwrap within them say.
///
///     FTP LOGIN FAILED FROM host.example.com [192.0.2.9], alice
///     alice@host.example.com as bob: cmd='uname'
///
/// - Source: FreeBSD's ftpd.c and rshd.c, wu-ftpd's ftpd.c, MIT krb5-appl's krlogind.c.
func parseFtpd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  ftpShapes.readOrPAM(line, text, &record)
}

private let proftpdShapes = Shapes(
  """
  USER {user:text}: Login successful.
  USER {user:text}: Login successful
  ANON {user:text}: Login successful.
  USER {user:text} (Login failed): {reason:rest}
  USER {user:text} (Limit access denies login){:rest}
  USER {user:text}: no such user found from {:word} [{client_address}] to {local_address:ip}:{local_port:int}
  USER {user:text}: no such user{:rest}
  {reason:rest}
  """)

private let pureShapes = Shapes(
  """
  New connection from {client_address}
  Authentication failed for user [{user:text}]
  {user:text} is now logged in
  {path:text} uploaded  ({bytes_in:int} bytes, {:text})
  {path:text} downloaded  ({bytes_out:int} bytes, {:text})
  {reason:rest}
  """)

private let ftpShapes = Shapes(
  """
  FTP LOGIN FROM {client_name:text} [{client_address}], {user:rest}
  FTP LOGIN FROM {client_address} as {user:rest}
  FTP LOGIN FROM {client_address}, {user:rest}
  ANONYMOUS FTP LOGIN FROM {client_name:text} [{client_address}], {user:rest}
  ANONYMOUS FTP LOGIN FROM {client_address}, {user:rest}
  FTP LOGIN REFUSED FROM {client_name:text} [{client_address}], {user:rest}
  FTP LOGIN REFUSED FROM {client_address}, {user:rest}
  FTP LOGIN REFUSED ({reason:text}) FROM {client_name:text} [{client_address}], {user:rest}
  FTP LOGIN FAILED FROM {client_name:text} [{client_address}], {user:rest}
  FTP LOGIN FAILED FROM {client_address}, {user:rest}
  FTP LOGIN FAILED {:rest}
  failed login from {client_name:text} [{client_address}]
  failed login from {client_name:text} [{client_address}], {user:rest}
  repeated login failures from {client_name:text} [{client_address}]
  FTP session closed
  connection from {client_name:text} ({client_address})
  connection from {client_address}
  connect from {client_name:text} ({client_address})
  connect from {client_address}
  refused connect from {client_name:text} ({client_address})
  refused connect from {client_address}
  Connection from {client_address} on {reason:rest}
  Connection from {user:text}@{client_name:text} ({client_address})
  {login_user:text}@{client_address} as {user}: permission denied ({reason:text}). cmd='{command:text}'
  {login_user:text}@{client_address} as {user}: cmd='{command:text}'
  Authentication failed from {client_address}: {reason:rest}
  Login authentication failed
  LOGIN FAILURE from {client_address}, {user:rest}
  ROOT login by {:text} ({auth_user} from {client_address}) on {tty}
  ROOT login by {:text} ({auth_user} from {client_address})
  login by {:text} ({auth_user}) as {user} from {client_address}
  START: {service} pid={:int} from={client_address}
  START: {service} from={client_address}
  EXIT: {service} status={exit_status:int} pid={:int} duration={duration:int}(sec)
  EXIT: {service} {:rest}
  FAIL: {service} {reason:text} from={client_address}
  warning: {reason:rest}
  {:text}: {reason:rest}
  """)
