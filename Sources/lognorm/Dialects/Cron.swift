import Lines
import MailRecord

/// Reads what cron and crontab say.
///
///     (dave) CMD (/bin/echo run-dave 2>&1)
///
/// - Source: the log_it calls of cronie; logs of Debian's cron, fcron and busybox.
func parseCron(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  cronShapes.readOrPAM(line, text, &record)
}

/// Reads what anacron says.
///
///     Job `cron.daily' started
///
/// - Source: anacron in cronie: main.c, runjob.c, lock.c, readtab.c.
func parseAnacron(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  anacronShapes.readOrPAM(line, text, &record)
}

/// Reads what run-parts says of the jobs it runs.
///
///     (/etc/cron.hourly) starting 0anacron
///
/// - Source: crontabs' run-parts.
func parseRunParts(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  runPartsShapes.readOrPAM(line, text, &record)
}

/// Reads what atd says.
///
///     Starting job 5 (a0000500123456) for user 'bob' (1000)
///
/// - Source: at 3.1.
func parseAtd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  atdShapes.readOrPAM(line, text, &record)
}

private let cronShapes = Shapes(
  """
  ({user}) CMD ({command:text})
  ({user}) CMDEND ({command:text})
  ({user}) CMDOUT ({:text})
  ({user}) CMD {command:rest}
  ({user}) MAIL ({reason:text})
  ({login_user}) REPLACE ({user:text})
  ({login_user}) DELETE ({user:text})
  ({login_user}) LIST ({user:text})
  ({login_user}) BEGIN EDIT ({user:text})
  ({login_user}) END EDIT ({user:text})
  ({user}) RELOAD ({:text})
  (CRON) STARTUP ({:text})
  (CRON) DEATH ({reason:text})
  (CRON) INFO (Shutting down)
  (CRON) INFO ({:text})
  (CRON) info (No MTA installed, discarding output)
  (CRON) error (grandchild #{:int} failed with exit status {exit_status:int})
  (CRON) error ({reason:text})
  ({user}) AUTH ({reason:text})
  ({user}) WRONG {:text} ({reason:text})
  ({user}) {result:text} NOT ALLOWED ({reason:text})
  ({user}) INSECURE MODE ({:text})
  ({user}) ORPHAN (no passwd entry)
  ({user}) BAD {:text} ({reason:text})
  ({user}) ERROR ({reason:text})
  ({user}) ERROR {reason:rest}
  ({user}) FAILED {reason:rest}
  ({user}) PAM ERROR {reason:rest}
  (CRON) bad {reason:rest}
  ({user}) {:text} ({reason:text})
  {:text}: {reason:text}; while reading {:rest}
  Error: {reason:text}; while reading {:rest}
  Error: {reason:rest}
  Syntax error, {reason:rest}
  Missing newline before EOF, this crontab file will be ignored
  Authentication service cannot retrieve {:rest}
  Module is unknown
  {:text} PAM {:rest}
  Permission denied
  ({user}) CAN'T OPEN ({path:text}): {reason:rest}
  ({user}) Authentication token is no longer valid; new one required
  Authentication token is no longer valid; new one required
  User account has expired
  ({user}) BAD USER
  sendmail: {reason:rest}
  wakeup dt={:int}
  file {user}:
  line {command:rest}
  user:{user} entry:{command:rest}
  user {user}: process already running: {command:rest}
  user {user}: parse error at {reason:rest}
  child running {command:rest}
  can't change directory to '{directory:text}'
  USER {user}: unknown user
  ignoring file '{path:text}' ({reason:text})
  FILE {path} USER {user} PID {:int} job {command:rest}
  FILE {path} USER {user} PID {:int} {command:rest}
  fcron {:word} started
  Job {command:text} started for user {user} (pid {:int})
  Job {command:text} completed
  Job {command:text} terminated (exit status: {exit_status:int}){:rest}
  Job {command:text} terminated{:rest}
  USER {user} pid {:int} cmd {command:text}
  crond: USER {user} pid {:int} cmd {command:text}
  crond (busybox {:text}) started, log level {:int}
  crond: crond (busybox {:text}) started, log level {:int}
  {:word} {:text} dillon's cron daemon, started with loglevel {:word}
  no timestamp found (user {user} job {command})
  startup
  exiting
  """)

private let anacronShapes = Shapes(
  """
  Anacron {:text} started on {:word}
  Anacron started on {:word}
  The job `{command:text}' is already run today{:rest}
  Normal exit ({:int} jobs run)
  Normal exit ({:int} job run)
  Will run job `{command:text}' in {:int} min.
  Job `{command:text}' started
  Job `{command:text}' terminated (mailing output)
  Job `{command:text}' terminated (exit status: {exit_status:int}){:rest}
  Job `{command:text}' terminated{:rest}
  Updated timestamp for job `{command:text}' to {:word}
  Jobs will be executed sequentially
  Received {:rest}
  Can't {:text}: {reason:rest}
  Cannot {:text}: {reason:rest}
  The environment variable 'MAILFROM' could not be expanded. The non-expanded value will be used.
  The environment variable 'MAILTO' could not be expanded. The non-expanded value will be used.
  Invalid date (this is really embarrassing)
  Not enough memory to set the environment
  Can't open temporary file for writing
  Can't open temporary file for reading
  Strdup failed for MAILTO, job not run
  Empty MAILTO set, not mailing output
  Can't get exact time, failure.
  Can't write to temporary file
  Can't save current directory
  Can't unlink temporary file
  Can't chdir to original cwd
  Can't fstat temporary file
  Invalid environment string
  Can't set the environment
  memory allocation error
  Cannot allocate memory.
  System time manipulation detected, job `{:text}' will run immediately
  Can't chdir to '/'
  sigprocmask error
  getpwuid() error
  Can't lseek timestamp file for job {:rest}
  Can't write timestamp file for job {:rest}
  Memory exhausted
  Can't open timestamp file for job {:rest}
  sigaction error
  snprintf failed
  TMPDIR too long
  waitpid() error
  ftruncate error
  fnmatch() error
  setsid() error
  execl() error
  Can't lseek()
  Tried to mail output of job `{:text}', but mailer process (
  fcntl() error
  Error reading timestamp file {:rest}
  Can't close file descriptor {:int}
  sigset error
  Can't chown timestamp file {:rest}
  Can't chmod timestamp file {:rest}
  Unknown named period for {:text} ({:int})
  Can't find sendmail at {:text}, not mailing output
  Regex error reading {:rest}
  Invalid syntax in {:text} on line {:int} - skipping this line
  Can't chdir to {:rest}
  Will run job `{:text}'
  Error reading {:rest}
  Error opening {:rest}
  Error closing {:rest}
  Can't open {:text} on file-descriptor {:int}
  Job `{:text}' locked by another anacron - skipping
  {:text}: number out of range on line {:int}, skipping
  {:text}: Unknown named period on line {:int}, skipping
  """)

private let runPartsShapes = Shapes(
  """
  starting {command:text}
  finished {command:text}
  run-parts: {command:text} exited with return code {exit_status:int}
  failed {reason:rest}
  ({:text}) starting {command:text}
  ({:text}) finished {command:text}
  ({:text}){:rest}
  """)

private let atdShapes = Shapes(
  """
  Starting job {:text} for user '{user:text}' ({uid:int})
  {reason:rest}
  """)
