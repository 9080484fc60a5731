/// What Courier's programs say that is of no message.
///
/// - Source: Courier 1.4, as named at `parseCourier`.
let courierShapes = Shapes(
  """
  Waiting.{:rest}
  Courier {:rest}
  Loading {:rest}
  Initializing {:rest}
  Uninitializing {:rest}
  Installing {:rest}
  Installed: {:rest}
  Installation complete{:rest}
  Started {:rest}
  Starting {:rest}
  Stopping {:rest}
  Purging {directory:rest}
  queuelo={:int}, queuehi={:int}
  queue scan
  SHUTDOWN: {reason:rest}
  Low on disk space.
  MODULE {:rest}
  EXIT: {reason:rest}
  Will restart in {:rest}
  {:word} ABNORMAL TERMINATION{:rest}
  ABNORMAL TERMINATION{:rest}
  BACKUP RELAY DRIVER NOT FOUND: {:rest}
  QUEUE FILE CORRUPTION: {reason:rest}
  INVALID {reason:rest}
  INTERNAL ERROR: {reason:rest}
  Internal {reason:rest}
  Invalid {reason:rest}
  Cannot {reason:rest}
  Can't {reason:rest}
  Unable to {reason:rest}
  Missing {reason:rest}
  Problems injecting bounce - {reason:rest}
  Removing {:rest}
  Adding {:text} to queue.
  Start message {:rest}
  Found host {remote_mta:text}, # of deliveries={:int}
  Host {remote_mta:text}, # pending deliveries={:int}
  Process {:text} ready to be grabbed.
  Crashed child process {:int}, while delivering to {remote_mta:rest}
  submit terminated with a non-zero exit code.
  submitclient: {reason:rest}
  courieresmtpd: STARTTLS failed: ip=[{client_address}], {reason:rest}
  courieresmtpd: STARTTLS failed: {reason:rest}
  couriertls: {reason:rest}
  couriertcpd: {:rest}
  {:word}: don't know your IP address, no dice.
  haproxy: {reason:rest}
  Unknown user.
  Mail loop - already have my Delivered-To: header.
  Maildir over quota.
  Maximum recursion level {:rest}
  .{:word} file is globally writeable.
  getpw({user:text}) failed - {reason:rest}
  No such file or directory
  No space left on device
  Permission denied
  Connection {reason:rest}
  fork: {reason:rest}
  fork() failed{:rest}
  fcntl: {reason:rest}
  open: {reason:rest}
  bind: {reason:rest}
  read: {reason:rest}
  accept: {reason:rest}
  {:word}/courier/submit: {reason:rest}
  {:text} - not a valid module.
  """)
