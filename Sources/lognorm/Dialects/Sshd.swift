import Lines
import MailRecord

/// Reads what OpenSSH's server says; who is not in yet ends his lines with `[preauth]`.
///
///     Failed password for invalid user pi from 192.0.2.110 port 50719 ssh2
///     Connection closed by authenticating user root 192.0.2.44 port 37151 [preauth]
///
/// - Source: OpenSSH 3.9 to 10: sshd.c, sshd-session.c, auth*.c, monitor.c, packet.c, session.c, kex.c.
func parseSshd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let tail: StaticString = " [preauth]"
  let isBefore = line.holds(tail, at: text.upperBound - tail.utf8CodeUnitCount)
  let words = isBefore ? text.lowerBound..<text.upperBound - tail.utf8CodeUnitCount : text
  return sshdShapes.read(line, words, &record) || parsePam(line, text, &record)
}

/// Whether a text without a tag is sshd's: supervised, it has only a standard error.
let isSshd: Dialect.Test = { line, text in
  let at = text.lowerBound
  return line.holds("Accepted ", at: at) || line.holds("Failed password for ", at: at)
    || line.holds("Invalid user ", at: at) || line.holds("User ", at: at) && line.ends(with: "AllowUsers")
}

private let sshdShapes = Shapes(
  """
  Accepted {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}
  Accepted {auth_method} for {user:text} from {client_address} port {client_port:int} {protocol}: {:text}
  Accepted {auth_method} for {user:text} from {client_address} port {client_port:int}
  Failed {auth_method} for invalid user {user:text} from {client_address} port {client_port:int} {protocol}
  Failed {auth_method} for invalid user {user:text} from {client_address} port {client_port:int} \
  {protocol}: {:text}
  Failed {auth_method} for illegal user {user:text} from {client_address} port {client_port:int} {protocol}
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
  input_userauth_request: invalid user {user:rest}
  input_userauth_request: illegal user {user:rest}
  error: Could not get shadow information for NOUSER
  error: PAM: User not known to the underlying authentication module for illegal user {user:text} from \
  {client_address}
  error: PAM: User not known to the underlying authentication module for {user:text} from {client_address}
  error: PAM: {reason:text} for illegal user {user:text} from {client_address}
  error: PAM: {reason:text} for {user:text} from {client_address}
  error: PAM: {reason:rest}
  fatal: PAM: {reason:rest}
  error: maximum authentication attempts exceeded for invalid user {user:text} from {client_address} port \
  {client_port:int} {protocol}
  error: maximum authentication attempts exceeded for {user:text} from {client_address} port \
  {client_port:int} {protocol}
  Disconnecting authenticating user {user:text} {client_address} port {client_port:int}: Too many \
  authentication failures
  Disconnecting invalid user {user:text} {client_address} port {client_port:int}: Too many authentication \
  failures
  Disconnecting: Too many authentication failures for {user:rest}
  Disconnecting: Too many authentication failures
  Disconnecting: crc32 compensation attack: {:rest}
  Disconnecting authenticating user {user:text} {client_address} port {client_port:int}: Change of \
  username or service not allowed: {:text}
  Disconnecting invalid user {user:text} {client_address} port {client_port:int}: Change of username or \
  service not allowed: {:text}
  Disconnecting authenticating user {user:text} {client_address} port {client_port:int}: {reason:text}
  Disconnecting invalid user {user:text} {client_address} port {client_port:int}: {reason:text}
  Disconnecting user {user:text} {client_address} port {client_port:int}: {reason:text}
  Disconnecting {client_address} port {client_port:int}: {reason:rest}
  Disconnecting: {reason:rest}
  Connection closed by authenticating user {user:text} {client_address} port {client_port:int}
  Connection closed by invalid user {user:text} {client_address} port {client_port:int}
  Connection closed by {client_address} port {client_port:int}
  Connection closed by {client_address}
  Connection closed by user {user:text} {client_address} port {client_port:int}
  Connection reset by authenticating user {user:text} {client_address} port {client_port:int}
  Connection reset by invalid user {user:text} {client_address} port {client_port:int}
  Connection reset by user {user:text} {client_address} port {client_port:int}
  Connection reset by {client_address} port {client_port:int}
  Connection reset by {client_address}
  Received disconnect from {client_address} port {client_port:int}:{:int}: {reason:rest}
  Received disconnect from {client_address} port {client_port:int}:{:int}:
  Received disconnect from {client_address}: {:int}: {reason:rest}
  Received disconnect from {client_address}: {:int}:
  error: Received disconnect from {client_address} port {client_port:int}:{:int}: {reason:rest}
  error: Received disconnect from {client_address}: {:int}: {reason:rest}
  Disconnected from user {user:text} {client_address} port {client_port:int}
  Disconnected from authenticating user {user:text} {client_address} port {client_port:int}
  Disconnected from invalid user {user:text} {client_address} port {client_port:int}
  Disconnected from {client_address} port {client_port:int}
  Disconnected from {client_address}
  Closing connection to {client_address} port {client_port:int}
  Closing connection to {client_address}
  Connection closed by UNKNOWN port {:int}{:rest}
  Close session: user {user:text} from {client_address} port {client_port:int} id {:int}
  Connection from {client_address} port {client_port:int} on {local_address} port {local_port:int}
  Connection from {client_address} port {client_port:int} on {local_address} port {local_port:int} rdomain \
  {:rest}
  Connection from {client_address} port {client_port:int}
  Connection from {client_address}
  SSH: Server;Ltype: {:word} {:rest}
  connection from {client_address:text}
  drop connection #{connections:int} from [{client_address}]:{client_port:int} on \
  [{local_address}]:{local_port:int} past MaxStartups
  drop connection #{connections:int} from [{client_address}]:{client_port:int} on \
  [{local_address}]:{local_port:int} {reason:rest}
  error: beginning MaxStartups throttling
  exited MaxStartups throttling after {:text}, {connections:int} connections dropped
  srclimit_penalise: {:rest}
  refused connect from {client_address:text}
  fatal: Timeout before authentication for {client_address} port {client_port:int}
  fatal: Timeout before authentication for connection from {client_address} to {local_address}, pid = {:int}
  Timeout before authentication for connection from {client_address} to {local_address}, pid = {:int}
  fatal: Timeout before authentication for {client_address}
  fatal: Timeout before authentication.
  Timeout, client not responding from user {user:text} {client_address} port {client_port:int}
  Timeout, client not responding{:rest}
  Connection timed out with {client_address} port {client_port:int}
  Connection to {client_address} port {client_port:int}{:rest}
  Did not receive identification string from {client_address} port {client_port:int}
  Did not receive identification string from {client_address}
  Bad protocol version identification '{:text}' from {client_address} port {client_port:int}
  Bad protocol version identification '{:text}' from {client_address}
  banner exchange: Connection from {client_address} port {client_port:int}: {reason:rest}
  error: kex_exchange_identification: {reason:rest}
  kex_exchange_identification: {reason:rest}
  ssh_dispatch_run_fatal: Connection from {client_address} port {client_port:int}: {reason:rest}
  fatal: ssh_dispatch_run_fatal: {:text}
  scanned from {client_address} with {:text}.  Don't panic.
  scanned from {client_address:text}
  probed from {client_address} port {client_port:int} with {:text}
  error: Protocol major versions differ: {:rest}
  Protocol major versions differ for {client_address} port {client_port:int}: {:rest}
  Protocol major versions differ for {client_address}: {:rest}
  error: Bad remote protocol version identification: {:rest}
  Could not read protocol version
  Unable to negotiate with {client_address} port {client_port:int}: {reason:rest}
  fatal: Unable to negotiate with {client_address} port {client_port:int}: {reason:rest}
  fatal: Unable to negotiate with {client_address}: {reason:rest}
  fatal: Unable to negotiate a key exchange method
  fatal: no {:text}: client {:text} server {:rest}
  fatal: no hostkey alg{:rest}
  User {user:text} from {client_address} not allowed because {reason:text}
  User {user:text} not allowed because {reason:rest}
  User {user:text} from {client_address}
  ROOT LOGIN REFUSED FROM {client_address} port {client_port:int}
  ROOT LOGIN REFUSED FROM {client_address:text}
  fatal: Access denied for user {user:text} by PAM account configuration
  Authentication tried for {user:text} with correct key but not from a permitted host (host={client_name}, \
  ip={client_address}).
  Authentication tried for {user:text} with correct key but not from a permitted host (host={client_name}, \
  ip={client_address}, required={:text}).
  Login restricted for {user}: {reason:rest}
  User {user:text} password has expired (password aged)
  Account {user:text} has expired
  Authentication refused: {reason:rest}
  Found matching {:word} key: {:rest}
  Authentication key {:text} found in {:text} revoked by file {:text}
  error: Received a {:text} signature {:rest}
  userauth_pubkey: {reason:rest}
  error: key_read: {:rest}
  Accepted certificate ID "{:text}" (serial {:int}) signed by {:text}
  Certificate invalid: {reason:rest}
  error: Certificate invalid: {reason:rest}
  Refused key {:rest}
  error: Public key {:rest}
  reverse mapping checking getaddrinfo for {client_name} [{client_address}] failed - POSSIBLE BREAK-IN \
  ATTEMPT!
  reverse mapping checking getaddrinfo for {client_name} [{client_address}] failed.
  reverse mapping checking getaddrinfo for {client_name} failed - POSSIBLE BREAK-IN ATTEMPT!
  Address {client_address} maps to {client_name}, but this does not map back to the address - POSSIBLE \
  BREAK-IN ATTEMPT!
  Address {client_address} maps to {client_name}, but this does not map back to the address.
  Address {client_address} maps to {client_name}, but this does not map back to the address - {:rest}
  reverse mapping checking getaddrinfo for {client_name} [{client_address}] failed{:rest}
  Could not reverse map address {client_address}.
  Nasty PTR record "{:text}" is set up for {client_address}, ignoring
  warning: /etc/hosts.{:rest}
  {:word} compression attack detected: {:rest}
  fatal: Local: Corrupted check bytes on input.
  Corrupted MAC on input{:rest}
  Bad packet length {:rest}
  padding error: {:rest}
  error: Hm, {:rest}
  error: kex protocol error: {:rest}
  Received unexpected {:rest}
  fatal: userauth_{:rest}
  fatal: buffer_get_{:rest}
  fatal: Read from socket failed: {reason:rest}
  Read from socket failed: {reason:rest}
  fatal: Write failed: {reason:rest}
  Write failed: {reason:rest}
  Read error from remote host {client_address} port {client_port:int}: {reason:rest}
  Read error from remote host {client_address}: {reason:rest}
  Connection reset by peer{:rest}
  packet_write_wait: Connection to {client_address} port {client_port:int}: {reason:rest}
  packet_write_poll: Connection from {client_address} port {client_port:int}: {reason:rest}
  fatal: packet_{:rest}
  error: ssh_msg_send: write: {reason:rest}
  dispatch_protocol_error: {:rest}
  fatal: {:text}: Connection {:rest}
  Starting session: {command:text} for {user:text} from {client_address} port {client_port:int}
  Starting session: {command:text} for {user:text} from {client_address} port {client_port:int} id {:int}
  User child is on pid {:int}
  subsystem request for {:text} by user {user:rest}
  subsystem request for {:rest}
  error: subsystem: {:rest}
  Changed root directory to "{directory:text}"
  fatal: bad ownership or modes for chroot directory {:rest}
  Environment: {:rest}
  syslogin_perform_logout: {:rest}
  error: connect_to {:rest}
  error: bind: {:rest}
  error: channel_setup_fwd_listener{:rest}
  Received request from {:text} to connect to host {:text} port {:int}, but the request was denied.
  refused {:text} port forward: {:rest}
  error: connect to {:rest}
  channel {:int}: open failed: {:rest}
  error: channel {:rest}
  Server listening on {local_address} port {local_port:int}.
  Server listening on {local_address} port {local_port:int} {:rest}
  Received SIGHUP; restarting.
  Received signal {:int}; terminating.
  Exiting on signal {:int}
  RESTART FAILED: {:rest}
  Generating {:rest}
  RSA key generation complete.
  sshd version {:rest}
  error: Bind to port {local_port:int} on {local_address} failed: {reason:rest}
  fatal: Cannot bind any address.
  Missing privilege separation directory: {:rest}
  fatal: Missing privilege separation directory: {:rest}
  error: Could not load host key: {:rest}
  Could not load host key: {:rest}
  error: Unable to load host key{:rest}
  error: @@@@@@{:rest}
  error: @ {:rest}
  error: Permissions {:rest}
  error: It is required {:rest}
  error: This private key will be ignored.
  error: setsockopt {:rest}
  error: accept: {:rest}
  error: fork: {:rest}
  error: socket: {:rest}
  fatal: daemon() failed: {:rest}
  sshd no hostkeys available -- exiting.
  sshd: no hostkeys available -- exiting.
  {:text}: line {:int}: {:rest}
  {:text} line {:int}: {:rest}
  login_get_lastlog: {:rest}
  error: Could not get shadow information for {user}
  fatal: login_init_entry: {:rest}
  fatal: monitor_read: {:rest}
  Failed {auth_method} for {:rest}
  User {user:text}, coming from {client_address}, authenticated.
  User {user:text}, coming from {client_address}, logged in.
  Login failed {:rest}
  ROOT LOGIN as '{user}' from {client_address}
  Authorized to {user:text}, krb5 principal {:text} ({:text})
  Postponed {:rest}
  fatal: {reason:rest}
  error: {reason:rest}
  debug{:int}: {:rest}
  session opened for local user {user:text} from [{client_address}]
  session closed for local user {user:text} from [{client_address}]
  """)
