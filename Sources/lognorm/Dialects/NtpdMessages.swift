/// What ntpd says besides, of its configuration, sockets, clocks and controllers.
let ntpdOddMessages: StaticString = """
  adjusting local clock by {:word}
  clock is now {:word}
  set local clock to {:rest}
  configuration OK
  no reply received in time{:rest}
  the NTP socket is in use, exiting
  'rlimit stacksize' specified but is not available on this system.
  'rlimit memlock' specified but is not available on this system.
  'rlimit filenum' specified but is not available on this system.
  Need user name to drop root privileges (see -u flag!)
  Neither IPv4 nor IPv6 networking detected, fatal.
  blocking_getnameinfo unable to queue response
  -4/--ipv4 ignored, IPv4 networking not found.
  -6/--ipv6 ignored, IPv6 networking not found.
  blocking_getaddrinfo can not queue response
  Unable to register mDNS, will try later.
  exiting (due to fatal error in library)
  interface/nic rules are not allowed with --interface (-I) or --novirtualips (-L){:rest}
  Unable to register mDNS, giving up.
  plock() - don't know what to lock!
  exiting (due to assertion failure)
  setsockopt IP_MULTICAST_TTL/IPV6_MULTICAST_HOPS fails on address {:text}: {reason:rest}
  Too many errors.  Shutting up.
  Attempting to register mDNS
  setsockopt(SO_BROADCAST) disable failure on address {:text}: {reason:rest}
  setsockopt(SO_BROADCAST) enable failure on address {:text}: {reason:rest}
  mDNS service registered.
  saveconfig exceeded maximum raw name length from {:rest}
  No multicast socket available to use for address {:rest}
  Doing intital time step
  setsockopt IPV6_BINDV6ONLY on fails on address {:text}: {reason:rest}
  Autokey not configured
  Duplicate request found for multicast address {:rest}
  setsockopt SO_TIMESTAMPNS on fails on address {:text}: {reason:rest}
  saveconfig exceeded maximum path length from {:rest}
  setsockopt SO_TIMESTAMP on fails on address {:text}: {reason:rest}
  unrecognized fudge reference clock address {:text}, line ignored
  setsockopt IPV6_V6ONLY on fails on address {:text}: {reason:rest}
  setsockopt SO_BINTIME on fails on address {:text}: {reason:rest}
  cap_set_proc() failed to drop root privs: {reason:rest}
  saveconfig rejects {:word} file name from {:rest}
  internal error - illegal descriptor type {:int} - EXITING
  filegen filenames must not contain '/': {reason:rest}
  Pipe creation failed for --wait-sync: {reason:rest}
  attempt to configure invalid address {:rest}
  setsockopt IPV6_LEAVE_GROUP failure: {:text} on socket {:int}, addr {:text} for {:int} ({:text})
  Too many sockets in use, FD_SETSIZE {:int} exceeded by fd {:int}
  command line broadcast delay value {:text} undecodable
  can not apply enable/disable token {:int}, unknown
  Ignoring invalid trustedkey range {:int} ... {:int}, min 1 max {:int}.
  unsupported file generations type {:int} for "{:text}" - reverting to FILEGEN_NONE
  Unknown peer/server option token {:rest}
  Can not delete multicast address {:text}: no multicast support
  Integer cannot be represented: {reason:rest}
  giving up resolving trap host {:text}: {:text} ({:int})
  Possible 'ntpdx' exploit from {:text}#{:int} (possibly spoofed)
  Can not add multicast address {:text}: no multicast support
  Unknown filegen option token {:int}
  setsockopt IPV6_MULTICAST_IF {:int} for {:text} fails: {reason:rest}
  Removing bad file descriptor {:int} from select set
  U_int cannot be represented: {reason:rest}
  must be run as root, not uid {:int}
  Ignoring invalid trustedkey {:int}, min 1 max {:int}.
  sigaction() restore SIGSYS: {reason:rest}
  Unknown filegen flag token {:int}
  giving up resolving unpeer {:text}: {:text} ({:int})
  setsockopt IP_MULTICAST_IF {:text} fails: {reason:rest}
  configuration item on line {:int} longer than limit of {:int}, began with '{:text}'
  Using maximum tos ceiling {:int}, {:word} requested
  'rlimit memlock' value of {:int} is unexpected!
  expected regular file for {:text} (found mode 0{:word})
  invalid multicast address {:rest}
  unexpected socket() error {:text} code {:int} (not EPROTONOSUPPORT nor EAFNOSUPPORT nor EPFNOSUPPORT) - \
  exiting
  command line trusted key {:text} is invalid
  giving up resolving host {:text}: {:text} ({:int})
  logfile name truncated: "{:text}"
  sigaction() trap SIGSYS: {reason:rest}
  refclock_setup TIOCSETP: {reason:rest}
  EXITING with return code {:int}
  cannot lock to base CPU: {reason:rest}
  priv_str_to_set() failed:{reason:rest}
  Configuration saved to '{:text}' (requested by {:text})
  setsockopt SO_REUSEADDR {:text} fails for address {:text}: {reason:rest}
  setsockopt IPV6_TCLASS ({:word}) fails on address {:text}: {reason:rest}
  routing socket reports: {reason:rest}
  routing socket reports: {:text} - disabling
  Unknown discard option {:text} ({:int})
  priv_allocset() failed:{reason:rest}
  inappropriate address {:text} for the fudge command, line ignored
  Unexpected fudge flag {:text} ({:int}) for {:rest}
  version mismatch (got {:int} - expected {:int}) on routing socket - disabling
  plock(TXTLOCK) error: {reason:rest}
  Unknown script token {:int}
  error resolving pool {:text}: {:text} ({:int})
  Could not find assoc {:int} for pool DNS {:rest}
  timer_create failed, {:rest}
  setpriority() error: {reason:rest}
  priv_delset() failed:{reason:rest}
  invalid port number {:int}, trap ignored
  runtime config from {:text} rejected due to nomodify restriction
  runtime config from {:text} rejected: request too long
  runtime config from {:text} rejected: request contains an unprintable character: {:word}
  statsdir too long (>{:int}, sigh)
  Unknown mru option {:text} ({:int})
  setsockopt IP_TOS ({:word}) fails on address {:text}: {reason:rest}
  filegen category '{:text}' unrecognized
  refclock_setup fd {:int} tcgetattr: {reason:rest}
  refclock_setup fd {:int} TIOCMGET: {reason:rest}
  refclock_setup fd {:int} TCSANOW: {reason:rest}
  refclock_setup fd {:int} tcflush(): {reason:rest}
  refclock_setup fd {:int} TCGETA: {reason:rest}
  refclock_setup fd {:int} TCSETA: {reason:rest}
  refclock_setup fd {:int} TIOCGETP: {reason:rest}
  setppriv() failed:{reason:rest}
  unsupported tick {:word} > 1s ignored
  discard average {:int} out of range, ignored.
  saveconfig from {:text} rejected due to nomodify restriction
  saveconfig from {:text} rejected, no saveconfigdir
  couldn't unlink {:text}: {reason:rest}
  select() error: {reason:rest}
  syntax error in {:text} line {:int}, column {:int}
  rtprio() error: {reason:rest}
  Failed to join {:text} socket to multicast group {:rest}
  'crypto revoke {:int}' is deprecated, please use 'revoke {:int}' instead.
  interval timer {:text} failed, {:rest}
  couldn't save {:text}: {reason:rest}
  socket(AF_INET{:text}, SOCK_DGRAM, 0) failed on address {:text}: {reason:rest}
  refclock_open {:text}: {reason:rest}
  nice() error: {reason:rest}
  retrying DNS {:text}: EAI_SYSTEM {:int}: {reason:rest}
  retrying DNS {:text}: {:text} ({:int})
  compat token {:int} not in bc_list[]
  mrulist from {:text} rejected due to nomrulist restriction
  initgroups(<{:text}>, {:int}) filed: {reason:rest}
  saveconfig {:text} from {:text} failed
  setsockopt({:int}, SO_EXCLUSIVEADDRUSE, on): {reason:rest}
  set trap {:text} -> {:text} failed.
  hostname {:text} can not be used, please use IP address instead.
  recvfrom({:text}) fd={:int}: {reason:rest}
  Joined {:text} socket to multicast group {:rest}
  select({:int}, {:text}, 0L, 0L, &0.0) error: {reason:rest}
  stats {:text} unrecognized
  mru {:text} {:int} out of range, ignored.
  {:int} error in {:text} config
  {:text} ('{:text}'): good hash signature
  {:text} ('{:text}'): no hash signature
  {:text} ('{:text}'): signature mismatch
  {:text} ('{:text}'): malformed hash signature
  {:text} ('{:text}'): unknown error code {:int}
  {:text} ('{:text}'): bad transition time
  {:text} ('{:text}'): times not ascending
  {:text} ('{:text}'): parsing error
  {:text} ('{:text}'): loaded, expire={:text} last={:text} ofs={:int}
  {:text} ('{:text}'): loaded, expire={:text} ofs={:int} (no entries after build date)
  {:text} not in peer list!
  {:text} local addr {:text} -> {:rest}
  {:text} ('{:text}'): will expire in less than one day
  {:text} ('{:text}'): expired less than {:int} day{:text} ago
  {:text} ('{:text}'): will expire in less than {:int} days
  """
