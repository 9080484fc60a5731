import Lines
import MailRecord
import Timestamps

/// Reads a row of what lastcomm and dump-acct print: a command that ended, its user, terminal and CPU time.
///
///     sshd             S     root     __         0.00 secs Fri Nov 20 23:37 320 27
///     accton          |v3|     0.00|     0.00|     0.00|     0|     0|  2476.00|   992.00|     319|      27|S    |
///
/// - Source: what GNU acct's lastcomm and dump-acct print.
func parseLastcomm(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let end = line.end(from: text.lowerBound) { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "|") }
  record[.command] = .slice(text.lowerBound..<end)
  if line.position(of: "|v", from: end) != nil {
    readDump(line, &record)
    return true
  }
  guard let seconds = line.lastPosition(of: " secs ") else { return false }
  let time = line.lastWord(before: seconds)
  let tty = line.lastWord(before: time.lowerBound)
  let user = line.lastWord(before: tty.lowerBound)
  guard user.lowerBound >= end else { return false }
  record[.user] = .slice(user)
  if !line.holds("__", at: tty.lowerBound) { record[.tty] = .slice(tty) }
  if let stamp = LoginStamp(in: line, from: seconds), let pid = line.decimal(at: stamp.range.upperBound + 1) {
    record[.pid] = .integer(pid.value)
  }
  return true
}

/// Columns between bars: 5 uid, 6 gid, 9 pid, 13 terminal.
private func readDump(_ line: borrowing Span<UInt8>, _ record: inout Record) {
  var column = 0
  var start = 0
  while let bar = line.position(of: UInt8(ascii: "|"), from: start) {
    let first = line.end(from: start) { $0 == UInt8(ascii: " ") }
    switch column {
    case 5: record.set(.uid, line, first..<bar, true)
    case 6: record.set(.gid, line, first..<bar, true)
    case 9: record.set(.pid, line, first..<bar, true)
    default: break
    }
    (column, start) = (column + 1, bar + 1)
  }
}

/// Whether a text is a row of lastcomm's or dump-acct's.
let isLastcomm: Dialect.Test = { line, text in
  if line.position(of: "|v", from: text.lowerBound) == text.lowerBound + 16 { return true }
  guard let seconds = line.lastPosition(of: " secs "), let stamp = LoginStamp(in: line, from: seconds) else {
    return false
  }
  return stamp.range.lowerBound == seconds + 6
}

/// Reads a row of what sa prints: sums by command, by user (-m), or each command (-u).
///
///          728      24.51re       0.19cp       261avio      3899k   sshd
///     root                                 4822      86.39re       1.00cp       174avio      2575k
///     root       0.00 cpu     1009k mem     19 io cron
///
/// - Source: what GNU acct's sa prints.
func parseSa(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if line[text.lowerBound] != UInt8(ascii: " "), let user = Header.word(line, at: text.lowerBound) {
    record[.user] = .slice(user.word)
  }
  if let io = line.position(of: " io ", from: text.lowerBound) {
    record[.command] = .slice(io + 4..<line.end(from: io + 4) { $0 != UInt8(ascii: " ") })
  } else if let last = line.lastPosition(of: "k   ") {
    record[.command] = .slice(last + 4..<text.upperBound)
  }
  return true
}

/// Whether a text is a row of sa's.
let isSa: Dialect.Test = { line, text in
  if let io = line.position(of: "avio ", from: text.lowerBound) {
    return line.position(of: "k", from: io + 5) != nil
  }
  guard let memory = line.position(of: "k mem ", from: text.lowerBound) else { return false }
  return line.position(of: " io ", from: memory) != nil
}

/// Reads a row of what ac prints: hours of connection, by user or by day.
///
///     Today	total        0.03
///
/// - Source: what GNU acct's ac prints.
func parseAc(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let tab = line.position(of: UInt8(ascii: "\t"), from: text.lowerBound) else { return false }
  if tab == text.lowerBound, !line.holds("total ", at: tab + 1), let user = Header.word(line, at: tab + 1) {
    record[.user] = .slice(user.word)
  }
  return true
}

/// Whether a text is a row of ac's: a tab, a name, and hours with two digits behind the point.
let isAc: Dialect.Test = { line, text in
  guard text.count > 8, line[text.upperBound - 3] == UInt8(ascii: "."),
    let tab = line.position(of: UInt8(ascii: "\t"), from: text.lowerBound)
  else { return false }
  return tab == text.lowerBound || line.holds("total ", at: tab + 1)
}

extension Span where Element == UInt8 {
  /// The last word that ends before `end`, or at it.
  fileprivate func lastWord(before end: Int) -> Range<Int> {
    var last = end
    while last > 0, self[last - 1] == UInt8(ascii: " ") { last -= 1 }
    let blank = lastPosition(of: UInt8(ascii: " "), before: last)
    return (blank.map { $0 + 1 } ?? 0)..<last
  }
}
