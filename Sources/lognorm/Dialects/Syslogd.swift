import Lines
import MailRecord

/// Reads what syslog daemons say of themselves.
///
///     [origin software="rsyslogd" swVersion="8.2302.0" x-pid="4711"] start
///
/// - Source: logs of sysklogd, rsyslog, syslog-ng and systemd's journald.
func parseSyslogd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  syslogdShapes.readOrPAM(line, text, &record)
}

private let syslogdShapes = Shapes(
  """
  imuxsock lost {lost:int} messages from pid {:int} due to rate-limiting
  imuxsock begins to drop messages from pid {:int} due to rate-limiting
  {:text}: {lost:int} messages lost due to rate-limiting{:rest}
  {:text}begin to drop messages due to rate-limiting
  Suppressed {lost:int} messages from {:text}
  Missed {lost:int} kernel messages
  Forwarding to syslog missed {lost:int} messages.
  last message repeated {:int} times
  last message repeated {:int} time
  message repeated {:int} times: [ {:text}]
  above message repeats {:int} times
  -- MARK --
  [origin software="{:text}] start
  [origin software="{:text}] (re)start
  [origin software="{:text}] rsyslogd was HUPed{:rest}
  [origin software="{:text}] exiting on signal {:int}.
  [origin software="{:rest}
  restart{:rest}
  started: BusyBox {:rest}
  exiting
  Accepting connections; {:rest}
  syslogd {:text}: restart{:rest}
  {:word}: restart{:rest}
  SIGHUP received, restarting syslog-ng
  {:word} {:word} {:text}restart{:rest}
  {:text}xiting on signal {:rest}
  going down on signal {:int}
  syslog-ng starting up; version='{:text}'
  syslog-ng version {:rest}
  syslog-ng shutting down; version='{:text}'
  Termination requested via signal, terminating;
  Configuration reload {:rest}
  STATS: dropped {lost:int}
  Log statistics; {:rest}
  Syslog connection {:rest}
  imuxsock: {:rest}
  environment variable TZ is not set, auto correcting this to {:rest}
  {:text}[v{:int}.{:rest}
  {:text}onnection {:rest}
  klogd {:rest}
  Configuration Notice: {reason:rest}
  ASL {:rest}
  syslogd {:text}
  Error {:rest}
  I/O error occurred while {:rest}
  {:text}serid changed to {:int}
  {:text}roupid changed to {:int}
  action '{:text}' {:rest}
  {:text}try http{:rest}
  Journal started
  Journal stopped
  Received SIGTERM from PID {:rest}
  File {:text} corrupted or uncleanly shut down{:rest}
  {:text}ournal {:rest}
  Time spent on flushing to {:rest}
  Cannot {:text}: {reason:rest}
  {path}: {reason:rest}
  logfile turned over{:rest}
  """)
