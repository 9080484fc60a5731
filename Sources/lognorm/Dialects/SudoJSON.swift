import Lines
import MailRecord

/// Reads what sudo says with `log_format=json`.
///
///     @cee:{"sudo":{"accept":{"submituser":"alice","command":"/usr/bin/id","runuser":"root","submitcwd":"/"}}}
///
/// A quote within a value stands behind a backslash, so that no value can hold a key. What holds escapes is left out.
/// - Source: sudo 1.9's lib/eventlog/eventlog.c and lib/util/json.c; sudoers(5), EVENT LOGGING.
func parseSudoJSON(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard line.holds("@cee:{\"sudo\":{", at: at) || line.holds("{\"sudo\":{", at: at) else { return false }
  for (key, field) in sudoMembers {
    guard let found = line.position(of: key, from: at), found < text.upperBound else { continue }
    let start = found + key.utf8CodeUnitCount
    let end = line.end(from: start) { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if end < text.upperBound, line[end] == UInt8(ascii: "\"") { record.set(field, line, start..<end, false) }
  }
  if let exit = line.position(of: "\"exit_value\":", from: at), let number = line.decimal(at: exit + 13) {
    record[.exit_status] = .integer(number.value)
  }
  return true
}

private let sudoMembers: [(key: StaticString, field: Field)] = [
  ("\"submituser\":\"", .user), ("\"runuser\":\"", .target_user), ("\"rungroup\":\"", .target_group),
  ("\"ttyname\":\"", .tty), ("\"submitcwd\":\"", .directory), ("\"command\":\"", .command),
  ("\"reason\":\"", .reason), ("\"submithost\":\"", .client_name), ("\"uuid\":\"", .session_id),
]
