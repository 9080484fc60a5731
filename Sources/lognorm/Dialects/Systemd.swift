import Lines
import MailRecord

/// Reads what systemd says of units.
///
///     ssh.service: Failed with result 'exit-code'.
///
/// - Source: logs of systemd 215 to 252.
func parseSystemd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  systemdShapes.readOrPAM(line, text, &record)
}

/// Reads what init, shutdown and reboot say.
///
///     Switching to runlevel: 6
///
/// - Source: logs of sysvinit and upstart.
func parseInit(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  initShapes.readOrPAM(line, text, &record)
}

private let systemdShapes = Shapes(
  """
  Starting {:rest}
  Started {:rest}
  Finished {:rest}
  Stopping {:rest}
  Stopped {:rest}
  Reload{:rest}
  Failed to {reason:rest}
  {:text}: Failed with result '{result:text}'.
  {:text}: Main process exited, code={:word} status={:rest}
  {:text}: Unit entered failed state.
  Unit {:text} entered failed state.
  Dependency failed for {:rest}
  {:text}: Succeeded.
  {:text}: Deactivated successfully.
  {:text}: Consumed {:rest}
  {:text}: Scheduled restart job, restart counter is at {:int}.
  {:text} holdoff time over, scheduling restart.
  {:text} time over, scheduling restart.
  {:text}: Start request repeated too quickly.
  Created slice {:rest}
  Removed slice {:rest}
  Startup finished in {:rest}
  systemd {:text} running in system mode{:rest}
  Detected {:rest}
  Set hostname to {:rest}
  Reached target {:rest}
  Queued start job {:rest}
  Shutting down.
  {:text}rebooting{:rest}
  Listening on {:rest}
  Closed {:rest}
  {:word}ount{:rest}
  {:word}ctivat{:rest}
  Set up {:rest}
  Found {:rest}
  Condition check resulted in {:rest}
  Time has been changed
  Inserted module {:rest}
  Hostname set to {:rest}
  RTC configured in {:rest}
  Running {:rest}
  Switching root.
  Got automount request for {:rest}
  Successfully {:rest}
  Relabelled {:rest}
  Initializing machine ID from {:rest}
  Queuing {:rest}
  Expecting device {:rest}
  Timed out {reason:rest}
  Job {:text} failed with result '{result:text}'.
  Job {:text} timed out.
  Cannot {reason:rest}
  Can't {reason:rest}
  Configuration file {path} is {reason:rest}
  PID file {path} not readable {:rest}
  Requested transaction {reason:rest}
  This usually indicates {:rest}
  [{path:text}] {reason:rest}
  {path}:{:int}: {reason:rest}
  Adding {:text} random time.
  {:text} was skipped because {:rest}
  Unit {service} {reason:rest}
  {service}: {:rest}
  Received {:rest}
  """)

private let initShapes = Shapes(
  """
  Entering runlevel: {:int}
  Switching to runlevel: {:word}
  shutting down for system {:rest}
  shutdown: {:rest}
  {:text}ebooted by {user:text}
  {:text}alted by {user:text}
  reboot {:rest}
  power{:rest}
  {:text}shutdown{:rest}
  version {:text} booting
  Trying to re-exec init
  Id "{:text}" respawning too fast: disabled for {:int} minutes
  {command} main process ({:int}) {:rest}
  {:text}respawning{:rest}
  {path}: {reason:rest}
  """)
