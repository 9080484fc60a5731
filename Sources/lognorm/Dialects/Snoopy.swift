import Lines
import MailRecord

/// Reads what snoopy says of a command that was run: where it came from in brackets, then the command.
///
///     [login:alice ssh:(192.0.2.9 4000 192.0.2.1 22) sid:0 tty:/dev/pts/1 (0/root) uid:root(0)/root(0) cwd:/]: ls -l
///     [uid:3001 sid:771 tty: cwd:/srv filename:/bin/ls]: ls -l x; y
///
/// - Source: snoopy's message formats in etc/snoopy.ini and its change log.
func parseSnoopy(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var start = text.lowerBound
  if line.holds("- ", at: start), let inner = line.position(of: ": [", from: start) { start = inner + 2 }
  guard line.holds("[", at: start), let close = line.position(of: "]: ", from: start),
    close < text.upperBound
  else {
    guard line.holds(": ", at: start) else { return false }
    record[.command] = .slice(start + 2..<text.upperBound)
    return true
  }
  record[.command] = .slice(close + 3..<text.upperBound)
  var at = start + 1
  while at < close {
    let end = min(line.position(of: UInt8(ascii: " "), from: at) ?? close, close)
    if let colon = line.position(of: UInt8(ascii: ":"), from: at), colon < end {
      let field = snoopyKeys.field(line, at..<colon)
      record.set(field, line, colon + 1..<end, field == .uid || field == .gid)
    }
    at = end + 1
  }
  return true
}

private let snoopyKeys = PairKeys([
  "login": .login_user, "tty": .tty, "cwd": .directory, "filename": .exe, "sid": .session_id,
  "username": .user, "uid": .uid, "gid": .gid,
])
