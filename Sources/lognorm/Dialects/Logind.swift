import Lines
import MailRecord

/// Reads what systemd-logind says of sessions.
///
///     New session 24 of user bob.
///
/// - Source: logs of systemd 215 to 252.
func parseLogind(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  logindShapes.readOrPAM(line, text, &record)
}

private let logindShapes = Shapes(
  """
  New session {session_id} of user {user}.
  New session '{session_id}' of user '{user:text}' with class '{:text}' and type '{:text}'.
  Removed session {session_id}.
  Session {session_id} logged out. Waiting for processes to exit.
  New seat {:rest}
  Removed seat {:rest}
  New user {user} logged in.
  User {user} logged out.
  Existing logind session ID {session_id} used by new audit session, ignoring.
  Session "{session_id}" of user "{user:text}" is idle, stopping.
  Delay lock is active (UID {uid:int}/{user:text}, PID {:int}/{:text}) but inhibitor timeout is reached.
  Requested {:text} operation {reason:rest}
  hibernation is restricted; {reason:rest}
  Unexpected {reason:rest}
  Couldn't {reason:rest}
  User {:text} lingering{:rest}
  Linger {:rest}
  Watching system buttons on {:rest}
  System is {reason:rest}
  Power key pressed{:rest}
  The system will {reason:rest}
  Suspending{:rest}
  Operation 'sleep' finished.
  Creating /run/nologin, blocking further logins...
  Lid {:rest}
  Failed to {reason:rest}
  Session {session_id} of user {user}: {:rest}
  """)
