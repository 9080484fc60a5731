/// How connections begin and end, and what was said on them that is no SSH.
let sshdConnections: StaticString = """
  Connection from {client_address} port {client_port:int} on {local_address} port {local_port:int}
  Connection from {client_address} port {client_port:int} on {local_address} port {local_port:int} rdomain \
  {:rest}
  Connection from {client_address} port {client_port:int} with IP opts: {:rest}
  Connection from {client_address} with IP options:{:rest}
  Connection from {client_address} port {client_port:int}
  Connection from {client_address}
  SSH: Server;Ltype: {:word} {:rest}
  connection from "{client_address}"
  Connection: {:text} (pid {pid:int})
  refused connect from {client_name:text} ({client_address})
  refused connect from {client_address:text}
  libwrap refuse returns
  warning: /etc/hosts.{:word}, line {:int}: {reason:rest}
  drop connection #{connections:int} from [{client_address}]:{client_port:int} on \
  [{local_address}]:{local_port:int} {reason:rest}
  beginning MaxStartups throttling
  exited MaxStartups throttling after {:text}, {connections:int} connections dropped
  {:text} logging rate-limited: additional {connections:int} connections dropped
  {connections:int} active startups
  srclimit_penalise: {:text}: new {client_address}/{:int} {:word} penalty of {:word} seconds for {reason:rest}
  srclimit_penalise: {client_address}/{:int}: activating {:word} penalty of {:word} seconds for {reason:rest}
  srclimit_penalise: {:rest}
  {:int} active {:word} penalties
  client {client_address}/{:int} penalty: {reason:text} ({:text})
  Connection closed by authenticating user {user:text} {client_address} port {client_port:int}
  Connection closed by invalid user {user:text} {client_address} port {client_port:int}
  Connection closed by user {user:text} {client_address} port {client_port:int}
  Connection closed by UNKNOWN port {:int}
  Connection closed by {client_address} port {client_port:int}
  Connection closed by {client_address}
  Closing connection to {client_address} port {client_port:int}
  Closing connection to {client_address}
  Finished discarding for {client_address} port {client_port:int}
  Finished discarding for {client_address}
  terminating inactive connection from user {user:text} {client_address} port {client_port:int}
  terminating inactive connection from {client_address} port {client_port:int}
  Transferred: sent {bytes_out:int}, received {bytes_in:int} bytes
  Connection reset by authenticating user {user:text} {client_address} port {client_port:int}
  Connection reset by invalid user {user:text} {client_address} port {client_port:int}
  Connection reset by user {user:text} {client_address} port {client_port:int}
  Connection reset by {client_address} port {client_port:int}
  Connection reset by {client_address}
  Received disconnect from {client_address} port {client_port:int}:{:int}: {reason:rest}
  Received disconnect from {client_address} port {client_port:int}:{:int}:
  Received disconnect from {client_address}: {:int}: {reason:rest}
  Received disconnect from {client_address}: {:int}:
  Disconnected from user {user:text} {client_address} port {client_port:int}
  Disconnected from authenticating user {user:text} {client_address} port {client_port:int}
  Disconnected from invalid user {user:text} {client_address} port {client_port:int}
  Disconnected from {client_address} port {client_port:int}
  Disconnected from {client_address}
  Disconnecting: crc32 compensation attack: {reason:rest}
  Disconnecting: deattack denial of service detected{:rest}
  Disconnecting{:text}: Possible attack: {reason:rest}
  Disconnecting authenticating user {user:text} {client_address} port {client_port:int}: Change of username\
   or service not allowed: {:text}
  Disconnecting invalid user {user:text} {client_address} port {client_port:int}: Change of username or \
  service not allowed: {:text}
  Disconnecting: Change of username or service not allowed: {:text}
  Disconnecting authenticating user {user:text} {client_address} port {client_port:int}: {reason:text}
  Disconnecting invalid user {user:text} {client_address} port {client_port:int}: {reason:text}
  Disconnecting user {user:text} {client_address} port {client_port:int}: {reason:text}
  Disconnecting {client_address} port {client_port:int}: {reason:rest}
  Disconnecting: {reason:rest}
  Magic value check failed ({:int}) on obfuscated handshake from {client_address} port {client_port:int}
  client_loop: {reason:rest}
  process_output: ssh_packet_write_poll: Connection from user {user:text} {client_address} port \
  {client_port:int}: {reason:rest}
  process_output: {reason:rest}
  log: Connection from {client_address} port {client_port:int}
  log: Closing connection to {client_address}
  log: {reason:rest}
  invalid public DH value: {reason:rest}
  invalid public DH value ({:text})
  cert: {reason:rest}
  mm_answer_{:word}: {reason:rest}
  Timeout, client not responding from user {user:text} {client_address} port {client_port:int}
  Timeout, client not responding.
  Timeout, your session not responding.
  Connection timed out with {client_address} port {client_port:int}
  Connection from user {user:text} {client_address} port {client_port:int} timed out
  Connection to {client_address} port {client_port:int} timed out
  Connection from {client_address} port {client_port:int} timed out
  Connection to {client_address} timed out while waiting to {:word}
  Connection timed out during banner exchange
  Read from socket failed: {reason:rest}
  Write failed: {reason:rest}
  Read error from remote host {client_address} port {client_port:int}: {reason:rest}
  Read error from remote host {client_address}: {reason:rest}
  Write connection closed
  packet_write_wait: Connection {:word} {client_address} port {client_port:int}: {reason:rest}
  packet_write_poll: Connection {:word} {client_address} port {client_port:int}: {reason:rest}
  {:word}: Connection {:word} {client_address} port {client_port:int}: {reason:rest}
  {:word}: Connection {:word} user {user:text} {client_address} port {client_port:int}: {reason:rest}
  ssh_dispatch_run_fatal: Connection from {client_address} port {client_port:int}: {reason:rest}
  ssh_dispatch_run_fatal: Connection from user {user:text} {client_address} port {client_port:int}: {reason:rest}
  ssh_msg_send: write: {reason:rest}
  Did not receive identification string from {client_address} port {client_port:int}
  Did not receive identification string from {client_address}
  Could not write ident string to {client_address} port {client_port:int}
  Could not write ident string to {client_address}
  Bad protocol version identification '{:text}' from {client_address} port {client_port:int}
  Bad protocol version identification '{:text}' from {client_address}
  Bad remote protocol version identification: '{:text}'
  banner exchange: Connection from {client_address} port {client_port:int}: {reason:rest}
  kex_exchange_identification: {reason:rest}
  scanned from {client_address} port {client_port:int} with {:text}.  Don't panic.
  scanned from {client_address} with {:text}.  Don't panic.
  probed from {client_address} port {client_port:int} with {:text}.  Don't panic.
  probed from {client_address} with {:text}.  Don't panic.
  Protocol major versions differ: {reason:rest}
  Protocol major versions differ for {client_address} port {client_port:int}: {reason:rest}
  Protocol major versions differ for {client_address}: {reason:rest}
  Could not read protocol version
  Unable to negotiate with {client_address} port {client_port:int}: {reason:rest}
  Unable to negotiate with {client_address}: {reason:rest}
  Unable to negotiate a key exchange method{:rest}
  no matching {:word} found: client {:text} server {:rest}
  no kex alg{:rest}
  no hostkey alg{:rest}
  No supported key exchange algorithms found{:rest}
  reverse mapping checking getaddrinfo for {client_name} [{client_address}] failed{:rest}
  reverse mapping checking getaddrinfo for {client_name} failed - POSSIBLE BREAK{:text}IN ATTEMPT!
  Address {client_address} maps to {client_name}, but this does not map back to the address{:rest}
  Could not reverse map address {client_address}.
  Nasty PTR record "{:text}" is set up for {client_address}, ignoring{:rest}
  {:word} compression attack detected: {:rest}
  Local: Corrupted check bytes on input.
  Corrupted MAC on input.{:rest}
  Bad packet length {:rest}
  padding error: {reason:rest}
  Hm, {reason:rest}
  kex protocol error: {reason:rest}
  dispatch_protocol_error: {reason:rest}
  incoming seqnr wraps around{:rest}
  outgoing seqnr wraps around{:rest}
  non-transport message {:int} received from peer during key exchange
  RekeyLimit exceeded before authentication completed
  Received unexpected {:rest}
  userauth_{:rest}
  buffer_{:rest}
  Warning: {reason:rest}
  """
