import Lines
import MailRecord

/// Records of Solaris's audit in syslog.
///
///     system booted text booting kernel
let bsmAuditShapes = Shapes(
  """
  system booted {:rest}
  login - {:text} failed session {:int} by {user} as {:rest}
  login - {:text} ok session {:int} by {user} as {:rest}
  {:text} ok session {session_id} by {user} as {:rest}
  {:text} failed session {session_id} by {user} as {:rest}
  """)

/// What the Linux audit daemon and its dispatcher say of themselves.
///
/// - Source: audit-userspace's auditd.c, auditd-event.c, auditd-config.c, auditd-listen.c, audispd.c.
let auditdShapes = Shapes(
  """
  Init complete, {:rest}
  The audit daemon is exiting.
  Started dispatcher: {:rest}
  {:word} initialized with q_depth={:int} and {:int} active plugins
  Audit daemon rotating log files{:rest}
  Log {path} removed as it exceeds num_logs parameter
  Audit daemon is suspending logging due to {reason:rest}
  Audit daemon {:text} logging.
  Audit daemon is low on disk space for logging{:rest}
  Audit daemon has no space left on logging partition
  The audit daemon is now {:text} and exiting due to {reason:rest}
  Audit daemon log file is larger than max size{:rest}
  Audit daemon failed to {reason:rest}
  Error {reason:rest}
  Unable to {reason:rest}
  Cannot {reason:rest}
  Could{:word} {reason:rest}
  Could not {reason:rest}
  Out of memory {reason:rest}
  {:text} - line {:int}
  {:text} line {:int} {:word} {:rest}
  Config file {path} {:rest}
  {:word} called with: {:rest}
  GSS-API authenticated connection from: {client_address:rest}
  {:text} from {client_address} failed
  queue to plugins is full - dropping event
  queue is full - dropping event
  plugin {path} terminated unexpectedly
  plugin {path} has exceeded max_restarts
  """)
