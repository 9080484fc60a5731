import Lines
import MailRecord

/// Records of Solaris's and BSD's audit, which have names of their own.
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

/// What the Linux audit daemon and its dispatcher say of themselves; source: audit-userspace's auditd.c, audispd.c.
let auditdShapes = Shapes(
  """
  Init complete, {:rest}
  The audit daemon is exiting.
  Started dispatcher: {:rest}
  {:text}initialized{:rest}
  Audit daemon rotating log files{:rest}
  Audit daemon {:rest}
  {:text}rror {:rest}
  queue {:text}- dropping event
  {:text}: {reason:rest}
  """)
