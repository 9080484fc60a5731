import Lines
import MailRecord

/// Reads what OpenSSH's server says; lines of those who are not in yet end with `[preauth]`.
///
///     Failed password for invalid user pi from 192.0.2.110 port 50719 ssh2
///     Connection closed by authenticating user root 192.0.2.44 port 37151 [preauth]
///
/// - Source: the calls that log in OpenSSH 3.9, 5.8, 6.6, 7.4, 8.0 and 10: auth*.c, monitor.c, packet.c, kex.c, channels.c,
///   session.c, serverloop.c, servconf.c, srclimit.c, loginrec.c, sshd*.c; canohost.c and deattack.c of the old ones.
func parseSshd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var words = text
  for tail in [" [preauth]", " [postauth]"] as [StaticString] {
    let end = text.upperBound - tail.utf8CodeUnitCount
    if end > text.lowerBound, line.holds(tail, at: end) { words = text.lowerBound..<end }
  }
  let isError = line.holds("error: ", at: text.lowerBound) || line.holds("fatal: ", at: text.lowerBound)
  if isError, words.count >= 7 { words = words.dropFirst(7) }
  // Its file server may speak within it.
  guard isError else {
    return sshdShapes.readOrPAM(line, words, &record) || parseSftpServer(line, words, &record)
  }
  if !sshdShapes.read(line, words, &record) { record[.reason] = .slice(words) }
  return true
}

private let sshdShapes = Shapes(sshdLogins, sshdConnections, sshdServer)

/// Whether a text without a tag is sshd's: supervised, it has only a standard error.
let isSshd: Dialect.Test = { line, text in
  let at = text.lowerBound
  return line.holds("Accepted ", at: at) || line.holds("Failed password for ", at: at)
    || line.holds("Invalid user ", at: at) || line.holds("User ", at: at) && line.ends(with: "AllowUsers")
}

/// Who came in, who did not, and why.
private let sshdLogins: StaticString = """
  Accepted {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}
  Accepted {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}: {:text}
  Accepted {auth_method} for {user:text} from {client_address} port {client_port:int}
  Accepted {auth_method} for {user:text} from {client_address} port {client_port:int}: {:text}
  Accepted {auth_method} for {user:text} from {client_address} port {client_port:int} ruser {:word}
  Failed {auth_method} for invalid user {user:text} from {client_address} port {client_port:int} {protocol}
  Failed {auth_method} for invalid user {user:text} from {client_address} port {client_port:int} \
  {protocol}: {:text}
  Failed {auth_method} for illegal user {user:text} from {client_address} port {client_port:int} {protocol}
  Failed {auth_method} for <invalid username> from {client_address} port {client_port:int} {protocol}
  Failed {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}
  Failed {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}: {:text}
  Failed {auth_method} for {user:text} from {client_address} port {client_port:int}
  Failed {auth_method} for {user:text} from {client_address}
  Partial {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}
  Partial {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}: {:text}
  Postponed {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}
  Postponed {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}: {:text}
  Invalid user {user:text} from {client_address} port {client_port:int}
  Invalid user {user:text} from {client_address}
  Illegal user {user:text} from {client_address}
  Illegal user {user:text} from {client_address} port {client_port:int}
  Postponed {auth_method} for {user:text} from {client_address} port {client_port:int}
  Revoked key {:text} offered by user {user:rest}
  Keyboard-interactive (PAM) userauth failed
  log: Password authentication for {user:text} accepted.
  log: RSA authentication for {user:text} accepted.
  log: Rhosts with RSA host authentication accepted for {user:rest}
  log: Password authentication for {user:text} failed.
  Successful Duo login for '{user:text}' from {client_address}
  Skipped Duo login for '{user:text}' from {client_address}: {reason:text}
  Failed Duo login for '{user:text}' from {client_address}
  Failsafe Duo login for '{user:text}' from {client_address}: {reason:text}
  Aborted Duo login for '{user:text}' from {client_address}: {reason:text}
  input_userauth_request: invalid user {user:rest}
  input_userauth_request: illegal user {user:rest}
  login_init_entry: Cannot find user "{user:text}"
  login_get_lastlog: Cannot find account for uid {uid:int}
  Could not get shadow information for NOUSER
  Could not get shadow information for {user}
  maximum authentication attempts exceeded for invalid user {user:text} from {client_address} port \
  {client_port:int} {protocol}
  maximum authentication attempts exceeded for {user:text} from {client_address} port {client_port:int} \
  {protocol}
  Disconnecting authenticating user {user:text} {client_address} port {client_port:int}: Too many \
  authentication failures
  Disconnecting invalid user {user:text} {client_address} port {client_port:int}: Too many authentication \
  failures
  Disconnecting: Too many authentication failures for invalid user {user:text} from {client_address} port \
  {client_port:int} {protocol}
  Disconnecting: Too many authentication failures for {user:text} from {client_address} port {client_port:int} \
  {protocol}
  Disconnecting: Too many authentication failures for {user:rest}
  Disconnecting: Too many authentication failures
  Timeout before authentication for connection from {client_address} to {local_address}, pid = {:int}
  Timeout before authentication for {client_address} port {client_port:int}
  Timeout before authentication for {client_address}
  Timeout before authentication.
  User {user:text} from {client_address} not allowed because {reason:text}
  User {user:text} not allowed because {reason:text}
  ROOT LOGIN REFUSED FROM {client_address} port {client_port:int}
  ROOT LOGIN REFUSED FROM {client_address:text}
  Root login accepted for forced command.
  Account {user:text} has expired
  User {user:text} password has expired (password aged)
  User {user:text} password has expired (root forced)
  Password expired (unable to change with privsep)
  Access denied for user {user:text} by PAM account configuration
  administratively prohibited connection for {user:text} from {client_address} port {client_port:int}
  Login restricted for {user}: {reason:rest}
  Login name {user:text} does not match stored username {:text}
  Authentication tried for {user:text} with correct key but not from a permitted host (host={client_name}, \
  ip={client_address}).
  Authentication tried for {user:text} with correct key but not from a permitted host (host={client_name}, \
  ip={client_address}, required={:text}).
  {:word} Authentication tried for {user:text} with correct key but not from a permitted host \
  (host={client_name}, ip={client_address}, required={:text}).
  {:word} Authentication tried for {user:text} with valid certificate but not from a permitted source \
  address ({client_address}).
  Authentication tried for {user:text} with valid certificate but not from a permitted host \
  (ip={client_address}).
  userauth_hostbased mismatch: client sends {client_name}, but we resolve {client_address} to {:text}
  Rhosts authentication refused for {user:text}: {reason:rest}
  PAM: User not known to the underlying authentication module for illegal user {user:text} from \
  {client_address}
  PAM: User not known to the underlying authentication module for {user:text} from {client_address}
  PAM: {reason:text} for illegal user {user:text} from {client_address}
  PAM: {reason:text} for {user:text} from {client_address} via {local_address}
  PAM: {reason:text} for {user:text} from {client_address}
  PAM: pam_open_session(): {reason:rest}
  PAM: pam_setcred(): {reason:rest}
  PAM: pam_chauthtok(): {reason:rest}
  PAM: {reason:rest}
  pam_putenv: {reason:rest}
  Found matching {:word} key: {:rest}
  Accepted key {:word} {:word} found at {path:rest}
  Accepted {:word} public key {:word} from {user:text}
  Accepted certificate ID "{:text}" (serial {:int}) signed by {:text}
  Accepted certificate ID "{:text}" signed by {:text}
  Refusing certificate ID "{:text}" {:text}: {reason:rest}
  Certificate invalid: {reason:rest}
  {:word} Certificate source-address invalid
  Authentication key {:text} revoked by file {path:text}
  WARNING: authentication attempt with a revoked {:text}
  WARNING: revoked key for {:text} attempted authentication
  Error checking authentication key {:text} in revoked keys file {:rest}
  Revoked keys file is unreadable: refusing public key authentication
  Authentication refused: {reason:rest}
  Authentication refused for {user:text}: bad owner or modes for {path:rest}
  userauth_pubkey: {reason:rest}
  userauth_hostbased: {reason:rest}
  refusing {:text} key{:rest}
  Refusing RSA key {:rest}
  Refused key {:rest}
  Refusing {:word} key: {reason:rest}
  public key {:text} signature for {user:text} from {client_address} port {client_port:int} rejected: \
  {reason:rest}
  {:word} key type {:word} is not in permitted list {:rest}
  Public key {:text} blacklisted (see {:text}
  Public key {:text} from {client_address} blacklisted (see {:text}
  Received a {:text} signature {:rest}
  key_read: {reason:rest}
  key_from_blob: {reason:rest}
  buffer_get_{:word}: {reason:rest}
  Could not open user '{user:text}' {:word} keys '{path:text}': {reason:rest}
  Could not open {:word} keys '{path:text}': {reason:rest}
  User '{user:text}' {:word} keys '{path:text}' is not a regular file
  User {user:text} {:word} keys {path:text} is not a regular file
  AuthorizedKeysCommand {reason:rest}
  AuthorizedPrincipalsCommand {reason:rest}
  Could not stat AuthorizedKeysCommand "{command:text}": {reason:rest}
  Unsafe AuthorizedKeysCommand{:rest}
  No user for {:word} specified, skipping
  Authorized to {user:text}, krb5 principal {auth_user:text} ({:text})
  GSSAPI MIC check failed{:rest}
  Badly formed OID received{:rest}
  krb5_{:word}: {reason:rest}
  Cannot initialize krb5 context
  """
