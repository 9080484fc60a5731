import Lines
import MailRecord

/// Reads what Dropbear's SSH server says.
///
///     Bad password attempt for 'root' from 192.0.2.9:4000
///
/// - Source: Dropbear 0.52 to 2024.86: svr-auth*.c, svr-main.c, svr-session.c.
func parseDropbear(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  dropbearShapes.read(line, text, &record) || parsePam(line, text, &record)
}

/// Reads what OpenSSH's file server says.
///
///     session opened for local user bob from [192.0.2.9]
///
/// - Source: OpenSSH's sftp-server.c.
func parseSftpServer(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  sftpServerShapes.read(line, text, &record) || parsePam(line, text, &record)
}

private let dropbearShapes = Shapes(
  """
  Password auth succeeded for '{user:text}' from {client_address:ip}:{client_port:int}
  Pubkey auth succeeded for '{user:text}' with {:text}key {:text} from {client_address:ip}:{client_port:int}
  PAM password auth succeeded for '{user:text}' from {client_address:ip}:{client_port:int}
  Auth succeeded with blank password for '{user:text}' from {client_address:ip}:{client_port:int}
  Bad password attempt for '{user:text}' from {client_address:ip}:{client_port:int}
  bad password attempt for '{user:text}' from {client_address:ip}:{client_port:int}
  Bad PAM password attempt for '{user:text}' from {client_address:ip}:{client_port:int}
  Exit before auth (user '{user:text}', {:int} fails): {reason:rest}
  exit before auth (user '{user:text}', {:int} fails): {reason:rest}
  Exit before auth from <{client_address:ip}:{client_port:int}>: (user '{user:text}', {:int} fails): \
  {reason:text}
  [{:int}] {:word} {:text} Exit before auth from <{client_address:ip}:{client_port:int}>: (user \
  '{user:text}', {:int} fails): {reason:text}
  Exit before auth from <{client_address:ip}:{client_port:int}>: {reason:rest}
  Exit before auth: {reason:rest}
  exit before auth: {reason:rest}
  Login attempt for nonexistent user from {client_address:ip}:{client_port:int}
  login attempt for nonexistent user from {client_address:ip}:{client_port:int}
  Login attempt for nonexistent user '{user:text}' from {client_address:ip}:{client_port:int}
  Login attempt with wrong user {user:text} from {client_address:ip}:{client_port:int}
  User '{user:text}' has invalid shell, rejected
  user '{user:text}' has invalid shell, rejected
  root login rejected
  user '{user:text}' has blank password, rejected
  Child connection from {client_address:ip}:{client_port:int}
  Exit ({user:text}) from <{client_address:ip}:{client_port:int}>: {reason:text}
  Exit ({user:text}): {reason:rest}
  exit after auth ({user:text}): {reason:rest}
  Pubkey auth attempt with unknown algo for '{user:text}' from {client_address:ip}:{client_port:int}
  {:text} must be owned by user or root, and not writable by others
  No more room for connections
  Running in background
  Not backgrounding
  Early exit: {reason:rest}
  Terminated by signal
  premature exit: {reason:rest}
  Failed {:rest}
  """)

private let sftpServerShapes = Shapes(
  """
  session opened for local user {user:text} from [{client_address}]
  session closed for local user {user:text} from [{client_address}]
  open "{path:text}" flags {:word} mode {:word}
  close "{path:text}" bytes read {bytes_out:int} written {bytes_in:int}
  forced close "{path:text}" bytes read {bytes_out:int} written {bytes_in:int}
  rename old "{path:text}" new "{:text}"
  posix-rename old "{path:text}" new "{:text}"
  {:word} old "{path:text}" new "{:text}"
  remove name "{path:text}"
  rmdir name "{path:text}"
  mkdir name "{path:text}" mode {:word}
  {:word} name "{path:text}"
  set "{path:text}" {:rest}
  {:word} "{path:text}"
  sent status {reason:rest}
  {:word} client version {:int}
  Refusing {:text} request{:rest}
  error: {reason:rest}
  """)
