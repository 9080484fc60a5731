import Lines
import MailRecord

/// Reads what PAM's modules say within any program, in their form of today and in Red Hat's of old.
///
///     pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=root
///     session opened for user news by (uid=0)
///
/// - Source: the pam_syslog calls of Linux-PAM's modules; logs of its releases before 1.0.
func parsePam(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard
    pamShapes.read(line, text, &record) || parseModule(line, text, &record)
      || isModulesTag(line, record) && moduleShapes.read(line, text, &record)
  else { return false }
  if let pairs = line.position(of: "; logname=", from: text.lowerBound) {
    let list = pairs + 2..<text.upperBound
    let end = pamHost(line, list, &record) ?? list.upperBound
    pamKeys.read(line, list.lowerBound..<end, &record)
  }
  return true
}

/// Reads `rhost=192.0.2.9  user=root`, which end a list; where they begin. Whoever asks may have any name, before and
/// behind: where `ruser=` is empty the host stands right behind it, else it is the last, and the user is the rest.
private func pamHost(_ line: borrowing Span<UInt8>, _ list: Range<Int>, _ record: inout Record) -> Int? {
  let nobody = line.position(of: " ruser= rhost=", from: list.lowerBound)
  guard let host = nobody.map({ $0 + 7 }) ?? line.lastPosition(of: " rhost=", before: list.upperBound),
    host > list.lowerBound
  else { return nil }
  let end = line.end(from: host + 7) { $0 > 32 }
  record.set(.client_address, line, host + 7..<end, false)
  if nobody == nil, let ruser = line.position(of: " ruser=", from: list.lowerBound), ruser + 7 < host {
    record.set(.ident, line, ruser + 7..<host, false)
  }
  let user = line.skipBlanks(end)
  if line.holds("user=", at: user) { record.set(.user, line, user + 5..<list.upperBound, false) }
  return host
}

/// Whether the tag names the module that speaks, as Red Hat's of old and some modules write it: `sshd(pam_abl)[7]`.
private func isModulesTag(_ line: borrowing Span<UInt8>, _ record: borrowing Record) -> Bool {
  guard case .bytes(let first, let last) = record[.app] else { return false }
  let tag = line.extracting(Int(first)..<Int(last))
  return tag.ends(with: ")") && tag.position(of: "(pam_") != nil
}

extension Shapes {
  /// Reads what a program says, or what PAM's modules say within it.
  ///
  /// A module's name at the head tells that at once, whatever shapes the program has.
  func readOrPAM(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
    let isModule = line.isModule(at: text.lowerBound) && parsePam(line, text, &record)
    return isModule || read(line, text, &record) || parsePam(line, text, &record)
  }
}

private let pamKeys = PairKeys([
  "logname": .login_user, "uid": .uid, "tty": .tty, "ruser": .ident, "rhost": .client_address, "user": .user,
])

private let pamShapes = Shapes(
  """
  pam_unix({service}:session): session opened for user {user:text}(uid={:int}) by \
  {login_user:text}(uid={uid:int})
  pam_unix({service}:session): session opened for user {user:text} by {login_user:text}(uid={uid:int})
  pam_unix({service}:session): session opened for user {user:rest}
  pam_unix({service}:session): session closed for user {user:rest}
  pam_unix({service}:auth): authentication failure; {:rest}
  pam_unix({service}:auth): check pass; user unknown
  pam_unix({service}:{:word}): could not identify user {:rest}
  pam_unix({service}:auth): auth could not identify password for [{user:text}]
  pam_unix({service}:auth): bad username [{user:text}]
  pam_unix({service}:auth): conversation failed
  pam_unix({service}:account): account {user:text} has expired (account expired)
  pam_unix({service}:account): account {user:text} has expired (failed to change password)
  pam_unix({service}:account): expired password for user {user:text} ({reason:text})
  pam_unix({service}:account): password for user {user:text} will expire in {:int} days
  pam_unix({service}:chauthtok): password changed for {user:rest}
  pam_unix({service}:chauthtok): {reason:rest}
  pam_unix({service}:{:word}): {reason:rest}
  PAM {:int} more authentication failure; {:rest}
  PAM {:int} more authentication failures; {:rest}
  PAM service({service}) ignoring max retries; {:rest}
  pam_tally({service}:{:word}): user {user:text} ({uid:int}) tally {:int}, deny {:int}
  pam_tally2({service}:{:word}): user {user:text} ({uid:int}) tally {:int}, deny {:int}
  pam_tally2({service}:{:word}): {reason:rest}
  pam_tally({service}:{:word}): {reason:rest}
  pam_faillock({service}:{:word}): Consecutive login failures for user {user:text} account temporarily \
  locked
  pam_faillock({service}:{:word}): User unknown{:rest}
  pam_faillock({service}:{:word}): {reason:rest}
  pam_succeed_if({service}:{:word}): requirement "{reason:text}" not met by user "{user:text}"
  pam_succeed_if({service}:{:word}): requirement "{reason:text}" was met by user "{user:text}"
  pam_succeed_if({service}:{:word}): error retrieving information about user {user:rest}
  pam_succeed_if({service}:{:word}): {reason:rest}
  pam_access({service}:{:word}): access denied for user `{user:text}' from `{client_address:text}'
  pam_listfile({service}:{:word}): Refused user {user:text} for service {:word}
  pam_nologin({service}:{:word}): {reason:rest}
  pam_securetty({service}:{:word}): access denied: tty '{tty:text}' is not secure !
  pam_time({service}:{:word}): {reason:rest}
  pam_shells({service}:{:word}): {reason:rest}
  pam_limits({service}:session): Too many {:text} (max {:int}) for '{user:text}'
  pam_limits({service}:{:word}): {reason:rest}
  pam_env({service}:{:word}): {reason:rest}
  pam_cracklib({service}:{:word}): {reason:rest}
  pam_pwquality({service}:{:word}): {reason:rest}
  pam_winbind({service}:chauthtok): user '{user:text}' password changed
  pam_winbind({service}:{:word}): user '{user:text}' granted access
  pam_winbind({service}:{:word}): user '{user:text}' denied access {:rest}
  pam_winbind({service}:{:word}): {reason:rest}
  pam_sss({service}:auth): authentication success; {:rest}
  pam_sss({service}:auth): authentication failure; {:rest}
  pam_sss({service}:auth): received for user {user:text}: {:rest}
  pam_sss({service}:account): Access denied for user {user:text}: {:rest}
  pam_krb5({service}:auth): authentication failure; logname={:text} uid={:rest}
  pam_krb5({service}:auth): user {user:text} authenticated as {:word}
  pam_systemd({service}:session): {reason:rest}
  pam_loginuid({service}:session): {reason:rest}
  pam_selinux({service}:session): {reason:rest}
  PAM unable to dlopen({:text}): {reason:rest}
  PAM unable to {reason:rest}
  PAM adding faulty module: {:rest}
  PAM {reason:rest}
  session opened for user {user:text}(uid={:int}) by {login_user:text}(uid={uid:int})
  session opened for user {user:text} by {login_user:text}(uid={uid:int})
  session closed for user {user:rest}
  authentication failure; logname={:rest}
  authentication failure; {:text} -> {target_user:text} for {service} service
  {:int} more authentication failure; {:rest}
  {:int} more authentication failures; {:rest}
  service({service}) ignoring max retries; {:rest}
  check pass; user unknown
  password check failed for user ({user:text})
  could not obtain user info ({user:text})
  bad username [{user:text}]
  could not identify user {:rest}
  account {user:text} has expired (account expired)
  expired password for user {user:text} ({reason:text})
  password changed for {user:rest}
  account {user:text} has password changed in future
  """)
