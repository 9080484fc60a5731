import Lines
import MailRecord

/// Reads what cron and crontab say.
///
///     (dave) CMD (/bin/echo run-dave 2>&1)
///
/// - Source: Vixie cron 3.0, ISC cron 4, cronie 1.4 to 1.6, busybox.
func parseCron(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  cronShapes.read(line, text, &record) || parsePam(line, text, &record)
}

/// Reads what anacron says.
///
///     Job `cron.daily' started
///
/// - Source: anacron 2.3.
func parseAnacron(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  anacronShapes.read(line, text, &record) || parsePam(line, text, &record)
}

/// Reads what run-parts says of the jobs it runs.
///
///     (/etc/cron.hourly) starting 0anacron
///
/// - Source: crontabs' run-parts.
func parseRunParts(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  runPartsShapes.read(line, text, &record) || parsePam(line, text, &record)
}

/// Reads what atd says.
///
///     Starting job 5 (a0000500123456) for user 'bob' (1000)
///
/// - Source: at 3.1.
func parseAtd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  atdShapes.read(line, text, &record) || parsePam(line, text, &record)
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
  """)

private let runPartsShapes = Shapes(
  """
  ({:text}) starting {command:text}
  ({:text}) finished {command:text}
  ({:text}){:rest}
  """)

private let atdShapes = Shapes(
  """
  Starting job {:text} for user '{user:text}' ({uid:int})
  {reason:rest}
  """)
