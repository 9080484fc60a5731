/// What chronyd says besides, of its configuration, sockets, clocks and keys.
let chronydOddMessages: StaticString = """
  RTC refclock cannot be used together with rtcsync or rtcfile
  System clock interference detected (another NTP client?)
  refclock tai option requires leapseclist or leapsectz
  RTC time before last driftfile modification (ignored)
  mailonchange directive cannot be used with -F enabled
  Rate limiting cannot be enabled with noclientlog
  Reusable IPv6 socket missing IPV6_V6ONLY option
  rtcfile directive cannot be used with rtcsync
  RTC not supported on this operating system
  System clock was stepped for leap second
  scheduler priority setting not supported
  Adjusting system clock for leap second
  No suitable source for synchronisation
  dropping root privileges not supported
  Possible infinite loop in scheduling
  Kernel version not supported, sorry.
  Uneven number of NTS certs and keys
  No suitable source for initstepslew
  System time restored from driftfile
  RTC driver could not be initialised
  Dropping sample around leap second
  Unknown local refid in orphan mode
  No ntsdumpdir to save server keys
  system call filter not supported
  Unsupported notification socket
  MS-SNTP authentication enabled
  pthread_setschedparam() failed
  Maximum include level reached
  HW timestamping not supported
  No valid rtcfile coefficients
  NTS not supported with peers
  memory locking not supported
  Failed to initialize seccomp
  Failed to load seccomp rules
  Can't write to /dev/clockctl
  Failed to add seccomp rules
  Received shutdown command
  Transmit ID not supported
  Too many file descriptors
  Out of order sample detected, discarding history for {:rest}
  Missing AES-SIV-CMAC-256
  Local refclock lost lock
  System time set from RTC
  CAP_SYS_TIME not present
  Unsupported filter level
  pthread_create() failed
  Invalid helper response
  maxtxbuffers too small
  Invalid helper request
  Helper already running
  cap_from_text() failed
  pthread_join() failed
  NTS-KE helpers failed
  cap_set_proc() failed
  Another chronyd may already be running (pid={:int}), check {:rest}
  logdir not specified
  Ignoring leap second
  sigemptyset() failed
  Missing NTS support
  Invalid key length
  Invalid tag length
  setrlimit() failed
  Received invalid NTS-KE response from {:rest}
  Received invalid NTS-KE message from {:rest}
  Reset all sources
  mlockall() failed
  Timeout overflow
  adjtime() failed
  adjfreq() failed
  Failed to parse leap seconds list {:rest}
  Failed to open leap seconds list {:rest}
  Timeout reached
  sysctl() failed
  pledge() failed
  Invalid refclock driver option {:rest}
  time_pps_getparams() failed on {:text} : {reason:rest}
  CAPTUREASSERT not supported on {:rest}
  time_pps_setparams() failed on {:text} : {reason:rest}
  uname() failed
  prctl() failed
  Cannot set real-time priority: {:int}
  CAPTURECLEAR not supported on {:rest}
  Not superuser
  Making a frequency change of {:word} ppm and a slew of {:word}
  pipe() failed
  System clock off from RTC by {:word} seconds (slew)
  Nothing to do
  Can't determine hz from tick {:int}
  Accumulated delta offset of {:word} seconds
  time_pps_create() failed on {:text} : {reason:rest}
  time_pps_getcap() failed on {:text} : {reason:rest}
  Falling back to polling for {:rest}
  Temperature compensation of {:word} ppm exceeds sanity limit of {:word}
  Accumulated delta freq of {:word}ppm
  time_pps_fetch() failed : {reason:rest}
  System's initial offset : {:word} seconds {:text} of true ({:text})
  clock_gettime() failed : {reason:rest}
  Assumed NTP time ends at {:text}!
  Enabled HW timestamping {:text}on {:rest}
  unknown refclock driver {:rest}
  Bad scheduler priority: {:int}
  NTS-KE not supported by {:rest}
  Missing read access to {:text} : {reason:rest}
  Having write access to {:rest}
  New reselect distance {:word}
  Not enough points in {:rest}
  setgroups() failed : {reason:rest}
  Invalid type in key {:int}
  System time ends at {:text}!
  NTS-KE session with {:text} timed out
  System clock status {:text} leap second
  Invalid lock refid {:rest}
  TLS handshake with {:text} failed : {reason:rest}
  Failing to replace {:text} ({:int} attempts)
  Invalid length of {:text} key {:int} (expected {:int} bits)
  Error in helper : {reason:rest}
  shmget() failed : {reason:rest}
  New maxupdateskew {:word} ppm
  select() failed : {reason:rest}
  Leap second list {:text} needs update
  Leap second list {:text} failed check, ignoring
  chdir() failed : {reason:rest}
  Invalid argument {:rest}
  Making a slew of {:word}
  shmat() failed : {reason:rest}
  pipe() failed : {reason:rest}
  fork() failed : {reason:rest}
  refclock driver {:text} is not compiled in
  Can't read from {:rest}
  Bad subnet in {:text}/{:int}
  Adjustment of {:word} seconds is invalid
  Adjustment of {:word} seconds exceeds the allowed maximum of {:word} seconds ({:text})
  Invalid host {:rest}
  New makestep {:word} {:int}
  RTC wrong by {:word} seconds (step)
  Unsupported {:text} in key {:int}
  Activated {:rest}
  sigaction({:int}) failed
  File path {:text} too long
  Timezone {:text} failed leap second check, ignoring
  refclock {:text} initialisation failed
  setgid({:int}) failed : {reason:rest}
  setuid({:int}) failed : {reason:rest}
  ioctl({:text}) failed : {reason:rest}
  {:text} {:text} access from {:rest}
  {:text} arguments for {:text} directive at line {:int}{:rest}
  {:text} directive is no longer supported
  {:text} maxlockage too small for {:rest}
  {:text} local reference mode
  {:text} is not directory
  {:text} permissions on {:rest}
  """
