import Lines
import MailRecord

/// Reads what polkit's daemon says.
///
///     Operator of unix-session:1 FAILED to authenticate to gain authorization for action org.x
///
/// - Source: logs of polkit 0.105 and later.
func parsePolkitd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  polkitdShapes.readOrPAM(line, text, &record)
}

/// Reads what pkexec says.
///
///     bob: Executing command [USER=root] [TTY=unknown] [CWD=/home/bob] [COMMAND=/usr/bin/id]
///
/// - Source: logs of polkit 0.105 and later.
func parsePkexec(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  pkexecShapes.readOrPAM(line, text, &record)
}

private let polkitdShapes = Shapes(
  """
  Registered Authentication Agent for {:rest}
  Unregistered Authentication Agent for {:rest}
  Operator of {:text} successfully authenticated as {:rest}
  Operator of {:text} FAILED to authenticate to gain authorization for action {:rest}
  Loading rules from directory {path:rest}
  Finished loading, compiling and executing {:int} rules
  Acquired {:rest}
  started daemon {:rest}
  """)

private let pkexecShapes = Shapes(
  """
  {user}: Executing command [USER={target_user}] [TTY={tty}] [CWD={directory:text}] [COMMAND={command:text}]
  {user}: {reason:rest}
  """)
