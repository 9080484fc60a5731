import Lines
import Timestamps

/// Gathers the lines of an entry that a logger wrote over several: a member a line, and how the entry ends.
///
///     __CURSOR=s=739ad463348b4ceca5a9e69c95a3c93f;i=4ece7;...     journalctl -o export, ends with an empty line
///     Sat 2026-11-21 00:17:11.515 UTC [s=739ad4;i=4ece7;...]      journalctl -o verbose, members are indented
///     {                                                           journalctl -o json-pretty, ends with a brace
///     Debug line with all properties:                             rsyslog's RSYSLOG_DebugFormat, an empty line
///
/// In an export a value that is no text stands behind its name alone, 8 bytes with its length first, and may hold
/// newlines.
/// - Source: systemd's journal export format, src/shared/logs-show.c; rsyslog's tools/smfile.c.
struct JournalEntry: Equatable {
  enum Step { case going, complete, broken, before }
  enum Form { case export, verbose, object, debug }

  private(set) var bytes: [UInt8] = []
  private(set) var lines = 0
  /// The number of the first one.
  private(set) var number: UInt64 = 0
  /// The file that it began in.
  private(set) var file = ""
  private(set) var form = Form.export
  /// Where the length of a value begins that is not yet complete.
  private var binary: Int?
  private static let longest = 1 << 20

  var isOpen: Bool { lines > 0 }

  static func begins(_ line: borrowing Span<UInt8>) -> Bool { form(line) != nil }

  private static func form(_ line: borrowing Span<UInt8>) -> Form? {
    switch line[0] {
    case UInt8(ascii: "_"): line.holds("__CURSOR=", at: 0) ? .export : nil
    case UInt8(ascii: "{"): line.count == 1 ? .object : nil
    case UInt8(ascii: "D"): line.equals("Debug line with all properties:") ? .debug : nil
    case UInt8(ascii: "F"), UInt8(ascii: "M"), UInt8(ascii: "S"), UInt8(ascii: "T"), UInt8(ascii: "W"):
      line.holds("-", at: 8) && line.ends(with: "]") && line.position(of: " [s=", from: 23) != nil
        ? .verbose : nil
    default: nil
    }
  }

  mutating func take(_ line: borrowing Span<UInt8>, _ number: UInt64, of file: String) -> Step {
    if !isOpen { (self.number, self.file, form) = (number, file, Self.form(line) ?? .export) }
    if form == .verbose, lines > 0, !line.holds("    ", at: 0) { return .before }
    lines += 1
    let start = bytes.count
    bytes.append(line)
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count > Self.longest { return .broken }
    switch form {
    case .export: return takeExported(line, start)
    case .verbose: return .going
    case .object: return lines == 1 || line.isWithinObject ? .going : line.equals("}") ? .complete : .broken
    case .debug: return takeDebugged(line)
    }
  }

  /// Whatever stands in place of its four first lines breaks it, and so does one that has no end.
  private func takeDebugged(_ line: borrowing Span<UInt8>) -> Step {
    let heads: [4 of StaticString] = ["FROMHOST: '", "syslogtag '", "TIMESTAMP: '", "msg: '"]
    if lines == 1 { return .going }
    if lines < 6 { return line.holds(heads[lines - 2], at: 0) ? .going : .broken }
    if line.count > 0 { return lines < 60 ? .going : .broken }
    return bytes.span.position(of: "\nescaped msg: '") == nil ? .broken : .complete
  }

  private mutating func takeExported(_ line: borrowing Span<UInt8>, _ start: Int) -> Step {
    if binary != nil { return goOn() }
    if line.count == 0 { return .complete }
    let end = line.end(from: 0) { $0 >= 65 && $0 <= 90 || $0 &- 48 < 10 || $0 == 95 }
    if end == 0 || end < line.count && line[end] != UInt8(ascii: "=") { return .broken }
    if end == line.count { binary = start + end + 1 }
    return .going
  }

  /// Whether the value with a length is complete.
  private mutating func goOn() -> Step {
    guard let start = binary, bytes.count >= start + 8 else { return .going }
    let length = bytes.span.word(at: start)
    guard length <= Self.longest else { return .broken }
    let end = start + 8 + Int(length) + 1
    if bytes.count > end { return .broken }
    if bytes.count == end { binary = nil }
    return .going
  }

  mutating func removeAll() { self = JournalEntry() }

  /// What the members say, of an export or a verbose entry.
  var members: Members { form == .verbose ? verbose : exported }

  private var exported: Members {
    var members = Members()
    let all = bytes.span
    var at = 0
    while at < all.count, let newline = all.position(of: UInt8(ascii: "\n"), from: at), newline > at {
      let key = at..<all.end(from: at) { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "\n") }
      var value = min(key.upperBound + 1, newline)..<newline
      if key.upperBound == newline {
        guard newline + 9 <= all.count else { break }
        let length = Int(clamping: all.word(at: newline + 1))
        guard length < all.count - newline - 9 else { break }
        value = newline + 9..<newline + 9 + length
      }
      members.take(all.extracting(key), value)
      at = value.upperBound + 1
    }
    return members
  }

  /// `    _COMM=sshd`; a value goes on in lines that are indented further.
  private var verbose: Members {
    var members = Members()
    let all = bytes.span
    var at = (all.position(of: UInt8(ascii: "\n")) ?? all.count) + 1
    while at < all.count {
      let key = at + 4..<all.end(from: at + 4) { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "\n") }
      var end = all.position(of: UInt8(ascii: "\n"), from: at) ?? all.count
      while all.holds("     ", at: end + 1) {
        end = all.position(of: UInt8(ascii: "\n"), from: end + 1) ?? all.count
      }
      members.take(all.extracting(key), min(key.upperBound + 1, end)..<end)
      at = end + 1
    }
    return members
  }

  /// The moment in the head of a verbose entry, microseconds in hexadecimal: `;t=660ca1d9c143a;`.
  var time: Instant? {
    let all = bytes.span
    guard form == .verbose, let place = all.position(of: ";t=") else { return nil }
    let end = all.end(from: place + 3) { $0 &- 48 < 10 || $0 &- 97 < 6 }
    var number: UInt64 = 0
    for i in place + 3..<min(end, place + 18) {
      number = number << 4 | UInt64(all[i] &- 48 < 10 ? all[i] &- 48 : all[i] &- 87)
    }
    return Instant(
      seconds: Int64(number / 1_000_000), nanoseconds: UInt32(number % 1_000_000) * 1000, digits: 6)
  }

  /// The line that an object over several lines is when it stands in one, or that rsyslog would have written.
  var line: [UInt8] {
    let all = bytes.span
    if form == .object { return bytes.split(separator: UInt8(ascii: "\n")).flatMap { $0 } }
    func quoted(_ key: StaticString, _ closing: StaticString = "'") -> [UInt8] {
      guard let place = all.position(of: key) else { return [] }
      let start = place + key.utf8CodeUnitCount
      return all.position(of: closing, from: start).map { all.extracting(start..<$0).array } ?? []
    }
    var line = Array("<".utf8) + quoted(" PRI: ", ",") + Array(">".utf8)
    for part in [quoted("\nTIMESTAMP: '"), quoted(" HOSTNAME: '"), quoted("\nsyslogtag '")] {
      line += part + [UInt8(ascii: " ")]
    }
    line.removeLast()
    return line + quoted("\nmsg: '", "'\nescaped msg: '")
  }
}

extension Span where Element == UInt8 {
  /// Whether a line within an object that is written over several: indented, as all but its braces are.
  fileprivate var isWithinObject: Bool { count > 0 && (self[0] == UInt8(ascii: " ") || self[0] == 9) }
}
