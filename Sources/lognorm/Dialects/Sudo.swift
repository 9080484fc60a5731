import Lines
import MailRecord

/// Reads what sudo says: who, why not, and behind that pairs between semicolons, the command last.
///
///        alice : TTY=pts/4 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/sh -c 'echo a ; echo USER=x'
///          bob : 3 incorrect password attempts ; PWD=/home/bob ; USER=root ; COMMAND=/usr/bin/id
///
/// - Source: sudo 1.9: plugins/sudoers, lib/eventlog/eventlog.c; logs of its older releases.
func parseSudo(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if parsePam(line, text, &record) { return true }
  var start = line.end(from: text.lowerBound) { $0 == UInt8(ascii: " ") }
  // In a log file of its own the stamp ends so.
  if line.holds(": ", at: start) {
    start += 2
    record[.text] = .slice(start..<text.upperBound)
  }
  if parseSudoJSON(line, start..<text.upperBound, &record) { return true }
  guard let colon = line.position(of: " : ", from: start), colon < text.upperBound else {
    return sudoShapes.read(line, text, &record)
  }
  record[.user] = .slice(start..<colon)
  readSudo(line, colon + 3..<text.upperBound, &record)
  return true
}

/// Whether a text without a tag is of sudo's own log file: `: alice : TTY=pts/4 ; PWD=/ ; USER=root ; COMMAND=...`.
func isSudo(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  guard line.holds(": ", at: text.lowerBound),
    let list = line.position(of: " : ", from: text.lowerBound + 2), list < text.lowerBound + 64
  else { return false }
  return line.position(of: " ; USER=", from: list) != nil
    || line.position(of: " ; COMMAND=", from: list) != nil
}

/// Reads `TTY=pts/4 ; PWD=/ ; COMMAND=...` and the reason that may stand before.
private func readSudo(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  var at = range.lowerBound
  while at < range.upperBound {
    if line.holds("COMMAND=", at: at) {
      record[.command] = .slice(at + 8..<range.upperBound)
      return
    }
    var end = partEnd(line, at, range.upperBound)
    let isLast = end == range.upperBound
    // A list without a command ends with its separator.
    if isLast, end > at + 2, line.holds(" ;", at: end - 2) { end -= 2 }
    if let equals = line.position(of: UInt8(ascii: "="), from: at), equals < end,
      let field = sudoKeys.field(line, at..<equals)
    {
      record.set(field, line, equals + 1..<end, field == .exit_status)
    } else if at == range.lowerBound, line.end(from: at, while: isCapital) == at {
      record[.reason] = .slice(at..<end)
    }
    at = isLast ? range.upperBound : end + 3
  }
}

/// Where a part ends: at ` ; `, or behind the host at ` : `, as old releases have it.
private func partEnd(_ line: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int {
  let end = line.position(of: " ; ", from: at) ?? limit
  guard line.holds("HOST=", at: at), let colon = line.position(of: " : ", from: at) else { return end }
  return min(colon, end)
}

private func isCapital(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }

private let sudoKeys = PairKeys([
  "TTY": .tty, "PWD": .directory, "USER": .target_user, "GROUP": .target_group, "HOST": .client_name,
  "TSID": .session_id, "EXIT": .exit_status,
])

/// Reads what OpenBSD's doas says.
///
///     bob ran command /bin/ls as root from /home/bob
///
/// - Source: OpenBSD's doas.c.
func parseDoas(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  doasShapes.readOrPAM(line, text, &record)
}

/// What has no user in front.
private let sudoShapes = Shapes(
  """
  unable to {reason:rest}
  sudoers: {reason:rest}
  conversation failed
  timestamp too far in the future: {:rest}
  no valid sudoers sources found, quitting
  {path} is owned by uid {:int}, should be {:int}
  {path} is owned by gid {:int}, should be {:int}
  {path} is world writable
  {path} is mode {:word}, should be mode {:word}
  {path} is group writable
  {path}:{:int}:{:int}: {reason:rest}
  {path}: {reason:rest}
  parse error in {path} near line {:int}
  can't {reason:rest}
  no tty present and no askpass program specified
  a password is required
  nss_{:word}: {reason:rest}
  ldap_{:word}: {reason:rest}
  error initializing audit plugin {:rest}
  policy plugin failed session initialization
  ignoring {reason:rest}
  internal error, {reason:rest}
  """)

private let doasShapes = Shapes(
  """
  {user} ran command {command:text} as {target_user} from {directory}
  {user} ran command {command:rest}
  command not permitted for {user}: {command:rest}
  failed auth for {user}
  failed command for {user}: {command:rest}
  """)
