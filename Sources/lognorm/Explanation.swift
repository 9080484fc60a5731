import Lines
import MailRecord
import Timestamps

/// What `--explain` tells before the record of a line.
///
///     line 1
///       wrappers  json
///       clock     RFC 3164, without a year
///       host      ash
///       program   sshd, pid 7
///       dialect   sshd: not a message that is known of this program
extension Normaliser {
  /// - Parameter named: the dialect that the line's tag names.
  mutating func explain(
    _ reading: Reading, _ line: borrowing Span<UInt8>, _ header: Header, _ named: Int?, _ number: UInt64,
    to output: inout Output
  ) {
    let pid = header.pid.map { ", pid \($0)" } ?? ""
    let name = reader(reading, named)?.description ?? "none"
    // What looks like a tag in a line that goes on with another is none.
    let app = inferred(named) == nil ? header.app : nil
    let rows = [
      ("wrappers", trail.description),
      ("clock", clock(header)),
      ("host", header.host.map { Survey.printable(line.extracting($0).array) } ?? "not told"),
      ("program", app.map { Survey.printable(line.extracting($0).array) + pid } ?? "not told"),
      ("dialect", reading == .read ? "\(name): read" : "\(name): \(reading.why)"),
    ]
    output.append(string: "line \(number)\n")
    for (word, meaning) in rows {
      output.append(string: "  \(word)\(String(repeating: " ", count: 10 - word.count))\(meaning)\n")
    }
  }

  /// The dialect that read a line, or was asked to.
  func reader(_ reading: Reading, _ named: Int?) -> StaticString? {
    if let named { return dialects[named].apps[0] }
    guard reading == .read else { return nil }
    return inferred(named) ?? "pam"
  }

  /// The program of a line whose tag names none that is known, but whose text or the line before it does.
  func inferred(_ named: Int?) -> StaticString? {
    guard named == nil, case .literal(let app)? = record[.app] else { return nil }
    return dialects.first { app == Literal($0.apps[0]) }?.apps[0]
  }

  private func clock(_ header: Header) -> String {
    if header.isMalformed { return "none: it begins like a stamp, but is none" }
    let own = headers.source
    if header.isSplogger { return "splogger's, behind \(own == .none ? "none" : own.name)" }
    if header.time == nil, record.time != nil { return "the message's own" }
    if record.time == nil {
      return own == .none || own == .row ? "none: no stamp that is known" : "\(own.name), but no such moment"
    }
    return own.name
  }
}
