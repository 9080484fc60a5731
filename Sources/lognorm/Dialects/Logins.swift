import Lines
import MailRecord
import Timestamps

/// Reads a row of what last and lastb print of wtmp and btmp: who, where, from where, when, how it ended.
///
///     frank    pts/4        203.0.113.14     Fri Nov 20 23:42 - 23:45  (00:03)
///     judy     tty2         :1               Fri Nov 20 17:20 - crash  (1+02:11)
///     reboot   system boot  6.1.0-18-amd64   Fri Nov 20 17:05:09 2026   still running
///
/// The row's time is the beginning; `duration` is in seconds, a minute exact, and is left out where clocks went
/// back.
/// - Source: util-linux's login-utils/last.c; what sysvinit's last prints.
func parseLast(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if isBeginning(line, text) { return true }
  guard let stamp = LoginStamp(in: line, from: text.lowerBound),
    let user = Header.word(line, at: text.lowerBound), user.next <= stamp.range.lowerBound
  else { return false }
  record[.user] = .slice(user.word)
  readPlace(line, user.next..<stamp.range.lowerBound, &record)
  readEnd(line, stamp.range.upperBound..<text.upperBound, &record)
  return true
}

/// `pts/4        203.0.113.14     `, or `system boot  6.12.0-amd64 `.
private func readPlace(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") }
  let start = line.end(from: range.lowerBound, while: isBlank)
  guard start < range.upperBound else { return }
  if line.holds("system ", at: start) || line.holds("(to lvl ", at: start) {
    record[.verdict] = .slice(start..<min(line.end(from: start + 8) { !isBlank($0) }, range.upperBound))
    return
  }
  // `date     |` and `newtime  {` are steps of the clock.
  if line[start] == UInt8(ascii: "|") || line[start] == UInt8(ascii: "{") { return }
  let end = min(line.end(from: start) { !isBlank($0) }, range.upperBound)
  record.set(.tty, line, start..<end, false)
  let next = line.end(from: end, while: isBlank)
  let last = min(line.end(from: next) { !isBlank($0) }, range.upperBound)
  if next < last { record.set(.client_address, line, next..<last, false) }
}

/// ` - 23:45  (1+00:03)`, ` - crash  (02:11)`, `   still logged in`, `   gone - no logout`.
private func readEnd(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  let start = line.end(from: range.lowerBound) { $0 == UInt8(ascii: " ") }
  if line.holds("still ", at: start) || line.holds("gone", at: start) {
    record[.result] = .slice(start..<line.trimmed(range.upperBound))
  } else if line.holds("- crash", at: start) || line.holds("- down", at: start) {
    record[.result] = .slice(start + 2..<line.end(from: start + 2) { $0 != UInt8(ascii: " ") })
  }
  guard let open = line.lastPosition(of: UInt8(ascii: "("), before: range.upperBound), open >= start,
    let first = line.decimal(at: open + 1)
  else { return }
  var (days, hours) = (UInt64(0), first)
  if line.holds("+", at: first.end), let behind = line.decimal(at: first.end + 1) {
    (days, hours) = (first.value, behind)
  }
  guard line.holds(":", at: hours.end), let minutes = line.decimal(at: hours.end + 1), days < 1 << 20
  else { return }
  record[.duration] = .integer(days * 86400 + hours.value % 100 * 3600 + minutes.value % 60 * 60)
}

/// `wtmp begins Fri Nov 20 23:38:38 2026`.
private func isBeginning(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  guard let word = Header.word(line, at: text.lowerBound) else { return false }
  return line.holds("begins ", at: word.next)
}

/// Whether a line is a row of last's.
let isLast: Dialect.RowTest = { line, stamp in
  if stamp.weekday == nil { return false }
  if isBeginning(line, 0..<line.count) { return line.holds("wtmp", at: 0) }
  // lastb, lastcomm and lastlog have stamps, too.
  return stamp.range.lowerBound >= 22 && stamp.range.count <= 24 && line[0] != UInt8(ascii: " ")
    && line[0] != UInt8(ascii: "[") && line[stamp.range.lowerBound - 1] == UInt8(ascii: " ")
    && !isFailure(line, stamp) && !line.holds(" secs ", at: stamp.range.lowerBound - 6)
    && line.endsLogin(at: stamp.range.upperBound)
}

extension Span where Element == UInt8 {
  /// Whether what stands behind a row's beginning is its end, ` - 23:45  (00:03)` or `   still logged in`, or nothing.
  fileprivate func endsLogin(at: Int) -> Bool {
    holds(" - ", at: at) || holds("   ", at: at) || trimmed(count) <= at
  }
}

/// Whether a line is a row of lastb's: a terminal `ssh:notty`, or none.
let isLastb: Dialect.RowTest = { line, stamp in
  stamp.weekday != nil && stamp.range.lowerBound >= 22 && line[0] != UInt8(ascii: " ")
    && isFailure(line, stamp)
}

/// Whether a text is what lastb ends with.
let isLastbEnd: Dialect.Test = { line, text in line.holds("btmp begins ", at: text.lowerBound) }

/// Only lastb has rows without a terminal.
private func isFailure(_ line: borrowing Span<UInt8>, _ stamp: LoginStamp) -> Bool {
  line.position(of: "ssh:notty") != nil
    || stamp.range.lowerBound >= 39 && line.holds("             ", at: 9)
}

/// Reads a row of what lastlog prints: when an account last came in, or that it never did.
///
///     bob              pts/4    203.0.113.10                              Fri Nov 20 23:41:47 +0000 2026
///
/// - Source: what shadow's lastlog prints.
func parseLastlog(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if line.holds("Username ", at: text.lowerBound) { return true }
  guard let user = Header.word(line, at: text.lowerBound) else { return false }
  record[.user] = .slice(user.word)
  if let stamp = LoginStamp(in: line, from: text.lowerBound), user.next <= stamp.range.lowerBound {
    readPlace(line, user.next..<stamp.range.lowerBound, &record)
  }
  return true
}

/// Whether a line is a row of lastlog's.
let isLastlog: Dialect.RowTest = { line, stamp in
  stamp.range.upperBound == line.count && stamp.year != nil
    && line.holds(" +", at: stamp.range.upperBound - 11) && stamp.range.lowerBound >= 26
}

/// Whether a text is lastlog's of an account that never came in, or the head of its table.
let isLastlogWords: Dialect.Test = { line, text in
  line.ends(with: "**Never logged in**")
    || line.holds("Username ", at: text.lowerBound) && line.ends(with: " Latest")
}

/// Reads a row of what `who -a` prints.
///
///     bob      + pts/4        2026-11-20 23:41   .          5216 (203.0.113.10)
///
/// - Source: what coreutils' who prints.
func parseWho(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let stamp = LoginStamp(in: line, from: text.lowerBound) else { return false }
  if let user = Header.word(line, at: text.lowerBound) { record[.user] = .slice(user.word) }
  let end = line.trimmed(stamp.range.lowerBound)
  if let blank = line.lastPosition(of: UInt8(ascii: " "), before: end) {
    record[.tty] = .slice(blank + 1..<end)
  }
  guard let open = line.lastPosition(of: UInt8(ascii: "(")), line.ends(with: ")"), open > end
  else { return true }
  record.set(.client_address, line, open + 1..<line.count - 1, false)
  return true
}

/// Whether a line is a row of who's: its stamps have no seconds, and nothing touches them.
let isWho: Dialect.RowTest = { line, stamp in
  let end = stamp.range.upperBound
  return stamp.weekday == nil && stamp.range.lowerBound >= 12 && stamp.range.count == 16
    && (end == line.count || line[end] == UInt8(ascii: " "))
}

extension Span where Element == UInt8 {
  /// Where the blanks before `end` begin.
  fileprivate func trimmed(_ end: Int) -> Int {
    var end = end
    while end > 0, self[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return end
  }
}
