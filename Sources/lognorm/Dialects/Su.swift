import Lines
import MailRecord

/// Reads what su says, of all its kinds; AIX and Solaris keep a file of their own, sulog.
///
///     (to carol) root on none
///     + pts/4 bob-root
///     BAD SU bob to root on /dev/ttyp0
///     SU 11/20 23:42 - pts/4 bob-root
///
/// - Source: util-linux's su-common.c, shadow's src/su.c; logs of BSD's, Solaris's and AIX's su.
func parseSu(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard suShapes.readOrPAM(line, text, &record) else { return false }
  // Solaris and BSD/OS tell whose rights by the command only: `'su root' failed for bob on /dev/pts/0`.
  if record[.target_user] == nil, let quote = line.position(of: "'su ", from: text.lowerBound),
    let end = line.position(of: UInt8(ascii: "'"), from: quote + 4), end < text.upperBound
  {
    let start = line.holds("- ", at: quote + 4) ? quote + 6 : quote + 4
    if start < end, line.end(from: start, while: { $0 > 32 }) >= end {
      record[.target_user] = .slice(start..<end)
    }
  }
  return true
}

/// Whether a text without a tag is a line of sulog.
let isSulog: Dialect.Test = { line, text in
  line.holds("SU ", at: text.lowerBound) && line.holds("/", at: text.lowerBound + 5)
}

private let suShapes = Shapes(
  """
  (to {target_user}) {user:text} on {tty}
  FAILED SU (to {target_user}) {user:text} on {tty}
  FAILED su for {target_user:text} by {user:text}
  Successful su for {target_user:text} by {user:text}
  + {tty} {user:text}-{target_user}
  - {tty} {user:text}-{target_user}
  + {tty} {user:text}:{target_user}
  - {tty} {user:text}:{target_user}
  : su : + {tty} {user:text}-{target_user}
  + {user:text} {tty} {target_user}
  {user} to {target_user}({:text}) on {tty}
  {user} to {target_user} on {tty}
  BAD SU {user} to {target_user}({:text}) on {tty}
  BAD SU {user} to {target_user} on {tty}
  '{command:text}' failed for {user:text} on {tty}
  '{command:text}' succeeded for {user:text} on {tty}
  BAD SU from {user:text} to {target_user} at {tty}
  SU from {user:text} to {target_user} at {tty}
  from {user:text} to {target_user} at {tty}
  su : Authentication failure for {user:text}
  Authentication failed for {target_user:rest}
  BAD su {user} on {tty}
  succeeded: {tty} changing from {user} to {target_user}
  failed: {tty} changing from {user} to {target_user}
  BOM'{command:text}' failed for {user:text} on {tty}
  pam_authenticate: {reason:rest}
  pam_acct_mgmt: {reason:rest}
  pam_chauthtok: {reason:rest}
  pam_setcred: {reason:rest}
  pam_open_session: {reason:rest}
  pam_close_session: {reason:rest}
  pam_start: {reason:rest}
  pam_set_item: {reason:rest}
  Cannot execute {command:text}
  BAD su {user:text} to {target_user} on {tty}
  No passwd entry for user '{target_user:text}'
  bad su user
  SU by {user:text} to restricted account {target_user:text}
  {user} not in correct group to su {target_user}.
  SU {:word} {:word} + {tty} {user:text}-{target_user}
  SU {:word} {:word} - {tty} {user:text}-{target_user}
  pam_get_item: internal PAM error
  Cannot determine the user name of the caller (UID {:int})
  There is no UID 0 user.
  Overlong user name '{:text}'
  Change user from '{:text}' to '{:text}' as requested by PAM
  Will not execute {:rest}
  DENIED su from '{user:text}' to '{target_user}' ({path:text})
  NO password asked for su from '{user:text}' to '{target_user}' ({path:text})
  su from '{user:text}' to '{target_user}': asking for user's own password ({path:text})
  {path}, line {:int}: {reason:rest}
  {path}, line {:int}. {reason:rest}
  Authentication failure for {user:rest}
  {user}: no shell
  in _{:word} {reason:rest}
  _secure_path: {reason:rest}
  """)
