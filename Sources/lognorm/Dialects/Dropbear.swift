import Lines
import MailRecord

/// Reads what Dropbear's SSH server says.
///
///     Bad password attempt for 'root' from 192.0.2.9:4000
///
/// - Source: the dropbear_log and dropbear_exit calls of Dropbear 2024; logs of its older releases.
func parseDropbear(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  dropbearShapes.readOrPAM(line, text, &record)
}

/// Reads what OpenSSH's file server says.
///
///     session opened for local user bob from [192.0.2.9]
///
/// - Source: OpenSSH's sftp-server.c.
func parseSftpServer(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  sftpServerShapes.readOrPAM(line, text, &record)
}

private let dropbearShapes = Shapes(
  """
  Password auth succeeded for '{user:text}' from {client_address:ip}:{client_port:int}
  password auth succeeded for '{user:text}' from {client_address:ip}:{client_port:int}
  pubkey auth succeeded for '{user:text}' with {:text}key {:text} from {client_address:ip}:{client_port:int}
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
  pamConvFunc() called with >1 messages: not supported.
  Badly formatted permitlisten= authorized_keys option
  Badly formatted permitopen= authorized_keys option
  No user presence check required for U2F/FIDO key.
  Streamlocal forward failed: socket path too long
  Badly formatted command= authorized_keys option
  User verification required for U2F/FIDO key.
  Streamlocal forward failed: socket() failed
  Slave pty side name could not be obtained.
  No pty was allocated, couldn't execute
  pty_allocate error: ttyftd open error
  Error setting terminal attributes
  Agent forwarding disabled.
  open /dev/tty failed - could not set controlling tty: {reason:rest}
  Port forwarding disabled.
  X11 forwarding disabled.
  Pty allocation disabled.
  successfully loaded and initialized pubkey plugin '{:text}'
  plugin API newer than dropbear API: Dropbear={:int}.{:int}, plugin={:int}.{:int}
  Streamlocal forward failed: listen() failed: {reason:rest}
  Streamlocal forward failed: bind() failed: {reason:rest}
  Restrict option set
  Auth succeeded with blank password for '{:text}' from {:rest}
  Login attempt for nonexistent user from {:rest}
  Bad xauth request
  Logins are restricted to the group {:text} but user '{:text}' is not a member
  fexecve failed, disabling re-exec: {reason:rest}
  Setting tty modes for pty failed: {reason:rest}
  ptyallocate: tty modes failed: {reason:rest}
  failed setegid
  Too-long password attempt for '{:text}' from {:rest}
  Pubkey auth bad signature for '{:text}' with key {:text} from {:rest}
  Could not open pty slave side {:text}: {reason:rest}
  Login attempt with wrong user {:text} from {:rest}
  pam_authenticate() failed, rc={:int}, {:rest}
  Bad PAM password attempt for '{:text}' from {:rest}
  Banner file too large, max is {:int} bytes
  Password auth succeeded for '{:text}' from {:text}, extra auth required
  Password auth succeeded for '{:text}' from {:rest}
  pam_acct_mgmt() failed, rc={:int}, {:rest}
  Pubkey auth succeeded for '{:text}' with {:text} key {:text} from {:text}, extra auth required
  Pubkey auth succeeded for '{:text}' with {:text} key {:text} from {:rest}
  Error opening banner file '{:text}'
  Error reading banner file '{:text}'
  Too many groups for user '{:text}'
  pam_set_item() failed, rc={:int}, {:rest}
  Bad password attempt for '{:text}' from {:rest}
  Bad public key options at {:text}:{:int}
  Couldn't create new file {:text}: {reason:rest}
  pty_allocate: /dev/ptmx: {reason:rest}
  Could not open /dev/ptc: {reason:rest}
  pty_allocate: openpty: {reason:rest}
  pty_allocate: _getpty: {reason:rest}
  ioctl I_PUSH ttcompat: {reason:rest}
  pam_start() failed, rc={:int}, {:rest}
  Child connection from [{:text}]:{reason:rest}
  Forced command set to '{:text}'
  Child connection from {:text}:{reason:rest}
  Binding to interface '{:text}'
  ioctl I_PUSH ldterm: {reason:rest}
  ioctl I_PUSH ptem: {reason:rest}
  Command forced to '{:text}'
  error opening pts {:text}: {reason:rest}
  ioctl(TIOCSCTTY): {reason:rest}
  Generated hostkey {:text}, fingerprint is {:rest}
  Error forking: {reason:rest}
  pty_allocate: {:text}: {reason:rest}
  User account '{:text}' is locked
  fsync of {:text} failed: {reason:rest}
  syslogin_{:word}: {reason:rest}
  lastlog_{:word}: {reason:rest}
  chown {:text} 0 0 failed: {reason:rest}
  chmod {:text} 0666 failed: {reason:rest}
  chown({:text}, {:int}, {:int}) failed: {reason:rest}
  chmod({:text}, 0{:word}) failed: {reason:rest}
  User '{:text}' has blank password, rejected
  utmpx_{:word}: {reason:rest}
  wtmpx_{:word}: {reason:rest}
  login_{:word}: {reason:rest}
  User {:text} executing '{:text}'
  User {:text} executing login shell
  utmp_{:word}: {reason:rest}
  wtmp_{:word}: {reason:rest}
  {:text} must be owned by user or root, and not writable by group or others
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
