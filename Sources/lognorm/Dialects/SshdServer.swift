/// Sessions, forwarded ports, the server itself.
let sshdServer: StaticString = """
  Starting session: {command:text} for {user:text} from {client_address} port {client_port:int}
  Starting session: {command:text} for {user:text} from {client_address} port {client_port:int} id {:int}
  User child is on pid {:int}
  subsystem request for {:text} by user {user:text} failed, {reason:rest}
  subsystem request for {:text} by user {user:rest}
  subsystem request for {:word}
  subsystem request for {:text} failed, {reason:rest}
  subsystem: {reason:rest}
  Changed root directory to "{directory:text}"
  bad ownership or modes for chroot directory {:rest}
  chroot path {:rest}
  Unable to chdir to chroot path {:rest}
  server lacks privileges to chroot to ChrootDirectory
  Could not chdir to home directory {directory:text}: {reason:rest}
  Connection from {:text}{client_address} port {client_port:int}: refusing non-sftp session
  no more sessions
  Close session: user {user:text} from {client_address} port {client_port:int} id {:int}
  syslogin_perform_logout: {:rest}
  lastlog_{:word}: {reason:rest}
  Writing login record failed for {user:rest}
  Excess permission or bad ownership on file {path:rest}
  connect_to {:word} port {:int}: {reason:rest}
  connect_to {:word}: {reason:rest}
  connect to {:word} port {:int} failed: {reason:rest}
  bind: {reason:rest}
  bind [{local_address}]:{local_port:int}: {reason:rest}
  channel_setup_fwd_listener_{:word}: {reason:rest}
  channel_setup_fwd_listener: {reason:rest}
  channel {:int}: open failed: {reason:rest}
  channel {:int}: {reason:rest}
  Received request from {client_address} port {client_port:int} to connect to {:text}, but the request was \
  denied.
  Received request from {client_address} port {client_port:int} to remote forward{:text}, but the request \
  was denied.
  Received request to connect to {:text}, but the request was denied.
  refused {:word} port forward: {:rest}
  X11 connection rejected {reason:rest}
  Rejected X11 connection {reason:rest}
  X11 {:rest}
  Failed to allocate internet-domain X11 display socket.
  Environment: {:rest}
  Server listening on {local_address} port {local_port:int}.
  Server listening on {local_address} port {local_port:int} {:rest}
  Received SIGHUP; restarting.
  RESTART FAILED: {reason:rest}
  Received signal {:int}; terminating.
  Exiting on signal {:int}
  Generating {:int} bit RSA key.
  Generating new {:int} bit RSA key.
  RSA key generation complete.
  sshd version {:rest}
  Bind to port {local_port:int} on {local_address} failed: {reason:rest}
  listen on [{local_address}]:{local_port:int}: {reason:rest}
  Cannot bind any address.
  Missing privilege separation directory: {path:rest}
  Privilege separation user {user:text} does not exist
  {path} must be owned by root and not group or world-writable.
  Could not load host {:rest}
  Could not load host key: {path:rest}
  Unable to load host key{:rest}
  Disabling protocol version {:int}. Could not load host key
  Public key for {path:text} does not match private key
  @@@@@@{:rest}
  @ {:text} @
  Permissions {:int} for '{path:text}' are too open.
  It is required that your private key files are NOT accessible by others.
  It is recommended that your private key files are NOT accessible by others.
  This private key will be ignored.
  sshd no hostkeys available -- exiting.
  sshd: no hostkeys available -- exiting.
  {path:text}: line {:int}: Bad configuration option: {:rest}
  {path:word}: terminating, {:int} bad configuration options
  {path:word} line {:int}: {reason:rest}
  Bad prime description in line {:int}
  WARNING: could not open {path:text} ({reason:text}), using fixed modulus
  WARNING: {path:text} does not exist, using fixed modulus
  WARNING: no suitable primes in {path:rest}
  accept: {reason:rest}
  fork: {reason:rest}
  socket: {reason:rest}
  select: {reason:rest}
  reexec socketpair: {reason:rest}
  getsockname failed: {reason:rest}
  setsockopt {reason:rest}
  daemon() failed: {reason:rest}
  Couldn't create pid file "{path:text}": {reason:rest}
  session process {:int} for {:text} killed by signal {:int}
  Session process {:int} unpriv child crash for {:rest}
  session process {:int} for {:text} terminated abnormally, {:rest}
  ssh_selinux_{:word}: {reason:rest}
  WARNING: {:rest}
  User {user:text}, coming from {client_address}, authenticated.
  User {user:text}, coming from {client_address}, logged in.
  ROOT LOGIN as '{user:text}' from {client_address}
  Login failed for user {user:text} from {client_address}
  debug{:int}: {:rest}
  Set {path} to {:int}
  Set {path} to {:word}
  Set {path} from {:word} to {:word}
  WARNING: no suitable primes ({:text}) in {path}
  WARNING: selected prime disappeared in {path}, giving up
  reprocess config line {:int}: {reason:rest}
  Deprecated {:word} module called from service "{service:text}"
  Last login: {:rest}
  Changing source port from {:int} to {:int}
  monitor_{:word}: {reason:rest}
  mm_{:word}: {reason:rest}
  User {user:text} hosts file {path:text} is not a regular file
  password change not supported
  Certificate extension "{:text}" is not supported
  gss_krb5_copy_ccache() failed
  ssh_krb5_cc_gen(): {reason:rest}
  userauth_gssapi: {reason:rest}
  bind [{local_address}]:{local_port:int}: {reason:rest}
  socket [{local_address}]:{local_port:int}: {reason:rest}
  channel_{:word}: {reason:rest}
  Non-public channel {:int}, type {:int}.
  Received window adjust for non-open channel {:int}.
  session_input_channel_req: {reason:rest}
  utmp_{:word}: {reason:rest}
  utmpx_{:word}: {reason:rest}
  wtmp_{:word}: {reason:rest}
  wtmpx_{:word}: {reason:rest}
  record_{:word}: {reason:rest}
  Attempt to write login records by non-root user (aborting)
  Authentication methods list "{:text}" contains disabled method, skipping
  """
