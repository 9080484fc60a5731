import Lines
import MailRecord

/// Reads what login says of those who come in by terminal or telnet.
///
///     FAILED LOGIN 1 FROM 192.0.2.9 FOR bob, Authentication failure
///
/// - Source: util-linux's login-utils/login.c and shadow's src/login.c; logs of AIX's login and of telnetd.
func parseLogin(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard loginShapes.readOrPAM(line, text, &record) else { return false }
  // `FROM` may name the terminal where there is no host: `FAILED LOGIN 1 FROM tty1 FOR bob, ...`.
  if let name = record[.client_name], case .bytes(let first, let last) = name,
    line.isTerminal(Int(first)..<Int(last))
  {
    (record[.tty], record[.client_name]) = (name, nil)
  }
  return true
}

extension Span where Element == UInt8 {
  /// Whether a name is a terminal's and no host's: `tty1`, `pts/0`, `console`.
  fileprivate func isTerminal(_ name: Range<Int>) -> Bool {
    let word = extracting(name)
    return word.equals("console") || word.holds("pts/", at: 0) || word.holds("/dev/", at: 0)
      || word.holds("tty", at: 0) && word.position(of: UInt8(ascii: ".")) == nil
  }
}

/// Reads what nologin says of accounts that may not log in.
///
///     Attempted login by victor (UID: 3001) on UNKNOWN
///
/// - Source: shadow's nologin.c.
func parseNologin(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  nologinShapes.readOrPAM(line, text, &record)
}

private let loginShapes = Shapes(
  """
  FAILED LOGIN {:int} FROM {client_address:text} FOR {user:text}, {reason:text}
  FAILED LOGIN ({:int}) on '{tty:text}' from '{client_address:text}' FOR '{user:text}', {reason:text}
  FAILED LOGIN ({:int}) on '{tty:text}' FOR '{user:text}', {reason:text}
  FAILED LOGIN {:int} ON {tty} FOR {user:text}, {reason:text}
  FAILED LOGIN SESSION FROM {client_address:text} FOR {user:text}, {reason:text}
  TOO MANY LOGIN TRIES ({:int}) FROM {client_address:text} FOR {user:text}, {reason:text}
  TOO MANY LOGIN TRIES ({:int}) on '{tty:text}' from '{client_address:text}' FOR '{user:text}'
  TOO MANY LOGIN TRIES ({:int}) on '{tty:text}' FOR '{user:text}'
  TOO MANY LOGIN TRIES {:rest}
  {:int} LOGIN FAILURES FROM {client_address}
  {:int} LOGIN FAILURE FROM {client_address}
  invalid password for '{user:text}' on '{tty:text}' from '{client_address:text}'
  invalid password for '{user:text}' on '{tty:text}'
  REPEATED LOGIN FAILURES ON {tty} FROM {client_address}, {user:rest}
  REPEATED LOGIN FAILURES ON {tty}, {user:rest}
  LOGIN FAILURE ON {tty} FROM {client_address}
  LOGIN FAILURE ON {tty}
  ROOT LOGIN ({user:text}) ON {tty} FROM {client_address}
  ROOT LOGIN ({user:text}) ON {tty}
  ILLEGAL ROOT LOGIN ON {tty}
  login on {tty} as {user:text} from {client_address}
  login on {tty} as {user:rest}
  user '{user:text}' login on '{tty:text}' from '{client_address:text}'
  user '{user:text}' login on '{tty:text}'
  root login on '{tty:text}' from '{client_address:text}'
  root login on '{tty:text}'
  root login refused on this terminal.
  Login failure on {tty} from {client_address}
  Login failure on {tty}
  exceeded maximum number of retries for user {user:text} ({tty})
  maximum number of tries exceeded ({:int})
  timed out after {:int} seconds
  unable to change tty `{tty:text}' for user `{user:text}'
  unable to change owner or mode of tty stdin: {reason:rest}
  password failure for {user:rest}
  authentication failure: user: {user:text} tty: {tty}
  Connection from {client_address} on {reason:rest}
  Connection from {user:text}@{client_name:text} ({client_address})
  Login authentication failed
  doit: {reason:rest}
  {:int} LOGIN FAILURE FROM {client_address}, {user:text}
  {:int} LOGIN FAILURE ON {tty}, {user:text}
  {:int} LOGIN FAILURES FROM {client_address}, {user:text}
  {:int} LOGIN FAILURES ON {tty}, {user:text}
  ROOT LOGIN ON {tty} FROM {client_address}
  ROOT LOGIN ON {tty}
  ROOT LOGIN  on '{tty:text}' from '{client_address:text}'
  ROOT LOGIN  on '{tty:text}'
  LOGIN ON {tty} BY {user:text} FROM {client_address}
  LOGIN ON {tty} BY {user:text}
  DIALUP AT {tty} BY {user:text}
  LOGIN {user:text} REFUSED {:rest}
  LOGIN REFUSED {:rest}
  invalid password for {user:text} on {tty} from {client_address}
  invalid password for {user:text} on {:rest}
  unable to determine TTY name, got {:rest}
  LOGIN FAILURE {:rest}
  {:word}: repeated login failures{:rest}
  {:int} LOGIN FAILURE ON {tty}
  {:int} LOGIN FAILURES ON {tty}
  Login failure on {tty} from {client_address}, {user:text}
  refused connect from {client_address:text}
  REPEATED LOGIN FAILURES {:rest}
  Login incorrect{:rest}
  connect from {client_address:text}
  ILLEGAL ROOT LOGIN {:rest}
  exceeded failure limit for '{user:text}' {:rest}
  REPEATED login failures{:rest}
  invalid login time for '{user:text}'{:rest}
  '{user:text}' logged in on '{tty:text}' from '{client_address:text}'
  '{user:text}' logged in on '{tty:text}'
  cannot find user {user:text}
  connect from {client_name:text} ({client_address})
  refused connect from {client_name:text} ({client_address})
  ttloop: {:rest}
  session terminated{:rest}
  hush login status: restore original IDs failed
  PAM_ABORT returned from pam_authenticate()
  failed to initialize path context
  Session setup problem, abort.
  couldn't exec shell script
  NULL user name. Abort.
  write lastlog failed
  no available shell
  setgid() failed
  setuid() failed
  Unable to update utmp entry for {:rest}
  FATAL: bad tty
  groups initialization failed: {reason:rest}
  Out of memory
  Error reading login.defs: {reason:rest}
  Couldn't initialize PAM: {reason:rest}
  FATAL: can't reopen tty: {reason:rest}
  TIOCGWINSZ ioctl failed: {reason:rest}
  TIOCSWINSZ ioctl failed: {reason:rest}
  fork failed
  No session entry, error {:int}.  You must exec "login" from the lowest level "sh"
  no shadow password for '{:text}'{:rest}
  invalid password for '{:text}' {:rest}
  Invalid user name "{:text}". Abort.
  Invalid user name "{:text}" in {:text}:{:int}. Abort.
  TIOCSCTTY failed: {reason:rest}
  NULL user name in {:text}:{:int}. Abort.
  couldn't fetch {:text}: {reason:rest}
  FAILED LOGIN ({:int}){:text} FOR '{user:text}', {reason:rest}
  initgroups: {reason:rest}
  ROOT LOGIN {:rest}
  login '{:text}' re-enabled after temporary lockout ({:int} failures)
  FATAL: {:text} is not a terminal
  chown ({:text}, {:int}, {:int}) failed: {reason:rest}
  chmod ({:text}, {:int}) failed: {reason:rest}
  FATAL: {:text}: change permissions failed: {reason:rest}
  {:text}: change directory failed
  {:text}: {:text} contains invalid numerical value: {reason:rest}
  """)

private let nologinShapes = Shapes(
  """
  Attempted login by {user:text} (UID: {uid:int}) on {tty}
  Attempted login by {user:text} on {tty}
  """)
