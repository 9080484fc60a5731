import Lines
import MailRecord

/// Reads what a module of PAM or of the name service switch says, whichever it is and however it names itself.
///
///     pam_google_authenticator(sshd:auth): Accepted google_authenticator for alice
///     pam_krb5[4711]: authentication fails for 'alice' (alice@EXAMPLE.COM): Authentication failure
///     (pam_ldap) session opened for user alice by (uid=0)
///     nss_ldap: reconnecting to LDAP server...
///
/// - Returns: false when no module's name stands at the head, or its message has none of the shapes.
/// - Source: pam_syslog of Linux-PAM; Red Hat's pam_krb5, PADL's pam_ldap and nss_ldap, and others' modules.
func parseModule(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let start = messageStart(line, text) else { return false }
  let message = start..<text.upperBound
  // A message of a module with service and type, as pam_syslog writes it, is known by that.
  if !moduleShapes.read(line, message, &record) {
    guard line[start - 3] == UInt8(ascii: ")") else { return false }
    record.set(.reason, line, message, false)
  }
  if let open = line.position(of: UInt8(ascii: "("), from: text.lowerBound + 1), open < start,
    let end = line.position(of: ":", from: open), end < start - 2
  {
    record[.service] = .slice(open + 1..<end)
  }
  return true
}

/// Where the message begins behind `pam_unix(sshd:auth): `, `pam_krb5[4711]: `, `(pam_ldap) ` or `nss_ldap: `.
private func messageStart(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Int? {
  let at = text.lowerBound
  if line.holds("(pam_", at: at) {
    let end = line.end(from: at + 5, while: isNameByte)
    return line.holds(") ", at: end) ? end + 2 : nil
  }
  guard line.isModule(at: at) else { return nil }
  var end = line.end(from: at + 4) { isNameByte($0) || $0 == UInt8(ascii: "-") }
  if line.holds("(", at: end) {
    end = line.end(from: end + 1) { $0 > 32 && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }
    guard line.holds(")", at: end) else { return nil }
    end += 1
  }
  if line.holds("[", at: end), let pid = line.decimal(at: end + 1), line.holds("]", at: pid.end) {
    end = pid.end + 1
  }
  return line.holds(": ", at: end) && end + 2 < text.upperBound ? end + 2 : nil
}

private func isNameByte(_ byte: UInt8) -> Bool {
  byte | 32 &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "_")
}

extension Span where Element == UInt8 {
  /// Whether the name of a module of PAM or of the name service switch stands there, whatever program speaks.
  func isModule(at start: Int) -> Bool {
    holds("pam_", at: start) || holds("nss_", at: start) || holds("gkr-pam", at: start)
  }
}

/// What modules say that none of pamShapes is: of several modules at once, or of those not in Linux-PAM.
let moduleShapes = Shapes(
  """
  session opened for user {user:text}(uid={:int}) by {login_user:text}(uid={uid:int})
  session opened for user {user:text} by {login_user:text}(uid={uid:int})
  session opened for user {user:rest}
  session closed for user {user:rest}
  session started for user {user:text}, service {:text}
  session finished for user {user:text}, service {:text}
  authentication failure; {:rest}
  {:int} more authentication failure; {:rest}
  {:int} more authentication failures; {:rest}
  authentication succeeded
  authentication failed
  check pass; user unknown
  could not identify user {:rest}
  auth could not identify password for [{user:text}]
  bad username [{user:text}]
  account {user:text} has expired (account expired)
  account {user:text} has password changed in future
  Authentication <{result}> for <{:text}> user: <{user:text}> account: <{:text}> service: <{service}> reason: \
  <{reason:text}>
  authentication succeeds for '{user:text}'
  authentication succeeds for '{user:text}' ({:text})
  authentication fails for '{user:text}'
  authentication fails for '{user:text}' ({:text}): {reason:rest}
  authentication succeeds for `{user:text}'
  authentication fails for `{user:text}'
  authenticate error: {reason:rest}
  error resolving user name '{user:text}' {reason:rest}
  unable to determine uid/gid for user
  requirement "{reason:text}" not met by user "{user:text}"
  requirement "{reason:text}" was met by user "{user:text}"
  error trying to bind as user "{user:text}" ({reason:text})
  Blocking access from {client_address} to service {:word}, user {user:text}
  Accepted google_authenticator for {user:text}
  Invalid verification code for {user:text}
  Invalid verification code
  Did not receive verification code from user
  Successful Duo login for '{user:text}' from {client_address}
  Skipped Duo login for '{user:text}' from {client_address}: {reason:text}
  Failed Duo login for '{user:text}' from {client_address}
  Failsafe Duo login for '{user:text}' from {client_address}: {reason:text}
  Aborted Duo login for '{user:text}' from {client_address}: {reason:text}
  Authenticated: `{user:text}' as `{target_user}'
  Failed Authentication: `{user:text}' as `{target_user}'
  allowed to {:text} as {user}
  denied to {:text} as {user}: {reason:text}
  user '{user:text}' granted access
  user '{user:text}' denied access {reason:rest}
  user `{user:text}' granted access
  user `{user:text}' denied access {reason:rest}
  user `{user:text}' denied access
  wrong password for user {user:text}
  user not found in password database
  updated timestamp file `{path:text}'
  timestamp file `{path:text}' {reason:rest}
  All RADIUS servers failed to respond.
  RADIUS server {remote_address} failed to respond
  reconnecting to LDAP server...
  reconnecting to LDAP server {reason:rest}
  reconnected to LDAP server{reason:rest}
  failed to bind to LDAP server {remote_mta}: {reason:text}
  could not search LDAP server - {reason:rest}
  could not connect to any LDAP server {reason:rest}
  could not {reason:rest}
  unlocked login keyring
  the password for the login keyring was invalid.
  unable to locate daemon control file
  gnome-keyring-daemon started properly{:rest}
  stashed password to try later in open session
  no password is available for user
  couldn't {reason:rest}
  """)
