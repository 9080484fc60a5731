import Lines
import MailRecord
import Timestamps

/// Reads a record of the Linux audit system, from its own file, out of syslog or from the kernel.
///
///     node=gw type=SYSCALL msg=audit(1481076984.827:17): arch=c000003e syscall=313 success=yes
///     audit: type=1400 audit(1481076984.827:17): apparmor="DENIED" operation="open"
///     USER_LOGIN pid=1264 uid=0 auid=1000 ses=1 msg='op=login acct="bob" res=failed'
///
/// The stamp in the parentheses dates the record; the number behind it is its event's, which its records share.
/// 4294967295 stands for a number that was never set, and is left out.
/// - Source: linux/audit.h, audit-userspace's lib/audit-records.h and docs; the second part of ENRICHED records,
///   behind byte 0x1D, names the users.
func parseAudit(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  if line.holds("audit: ", at: at) { at += 7 }
  if line.holds("node=", at: at), let node = Header.word(line, at: at) {
    record[.host] = .slice(at + 5..<node.word.upperBound)
    at = node.next
  }
  guard let type = recordType(line, &at) else {
    return auditdShapes.read(line, text, &record) || bsmAuditShapes.read(line, text, &record)
  }
  if type.count == 4, let number = line.decimal(type) {
    record[.record_type] = auditRecordTypes[Int(number)].map(Value.word) ?? .slice(type)
  } else {
    record[.record_type] = .slice(type)
  }
  readStamp(line, &at, &record)
  readPairs(line, at..<text.upperBound, &record)
  if line.extracting(type).equals("EXECVE") || line.extracting(type).equals("1309") {
    record[.command] = .arguments(Int32(at), Int32(text.upperBound))
  }
  return true
}

/// Whether a text without a tag is a record of audit's.
let isAudit: Dialect.Test = { line, text in
  let at = text.lowerBound
  return line.holds("type=", at: at) || line.holds("node=", at: at)
}

extension Span where Element == UInt8 {
  /// Whether a record of audit begins at `start`, which is never another program's: `type=SYSCALL msg=audit(`.
  @inline(__always) func isAudit(at start: Int) -> Bool {
    guard start < count, self[start] == UInt8(ascii: "t"), holds("type=", at: start) else { return false }
    return holds(" msg=audit(", at: end(from: start + 5) { $0 > 32 })
  }
}

/// `type=SYSCALL ` or, in the journal, the bare name.
private func recordType(_ line: borrowing Span<UInt8>, _ at: inout Int) -> Range<Int>? {
  if line.holds("type=", at: at) {
    at += 5
  }
  let start = at
  at = line.end(from: at) { $0 != UInt8(ascii: " ") }
  // Bare names are in capitals: `Init complete` is none.
  let isName = at - start > 2 && line[start + 1] & 0x20 == 0 || at > start && line[start] &- 48 < 10
  return isName ? start..<at : nil
}

/// `msg=audit(1481076984.827:17): `, with or without `msg=`.
private func readStamp(_ line: borrowing Span<UInt8>, _ at: inout Int, _ record: inout Record) {
  var start = at + 1
  if line.holds("msg=", at: start) { start += 4 }
  guard line.holds("audit(", at: start), let stamp = Epoch(line, at: start + 6),
    line.holds(":", at: stamp.end), let serial = line.decimal(at: stamp.end + 1),
    line.holds(")", at: serial.end)
  else { return }
  record.time = stamp.instant
  record[.serial] = .integer(serial.value)
  at = serial.end + 1
}

private func readPairs(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  var pairs = KeyValues(range)
  while let pair = pairs.next(in: line) {
    guard let field = auditKeys.field(line, pair.key), !line.isUnset(pair.value) else { continue }
    let isNumeric =
      field == .user || field == .login_user || field == .target_group || field == .syscall
    // The names of the second part win over the numbers of the first.
    if record[field] != nil, !(isNumeric && line.isCapital(pair.key)) { continue }
    set(field, line, pair.value, &record)
  }
}

/// Sets a field; what the kernel did not trust to be plain text stands in hexadecimal and without quotes.
private func set(
  _ field: Field, _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record
) {
  switch field {
  case .uid, .gid, .pid, .client_port, .local_port: record.set(field, line, value, true)
  case .command, .exe, .directory, .path, .user, .rule:
    let isQuoted = value.lowerBound > 0 && line[value.lowerBound - 1] == UInt8(ascii: "\"")
    if !isQuoted, line.isEncoded(value) {
      record[field] = .hexadecimal(Int32(value.lowerBound), Int32(value.upperBound))
    } else {
      record.set(field, line, value, false)
    }
  case .result: record[.result] = line.outcome(value)
  default: record.set(field, line, value, false)
  }
}

extension Span where Element == UInt8 {
  /// Whether audit means that there is no such number.
  fileprivate func isUnset(_ range: Range<Int>) -> Bool {
    range.count == 10 && holds("4294967295", at: range.lowerBound)
      || range.count == 5 && holds("unset", at: range.lowerBound)
      || range.count == 2 && holds("-1", at: range.lowerBound)
  }

  /// One word for what records call `success=yes`, `res=1` and `res=success`.
  fileprivate func outcome(_ range: Range<Int>) -> Value {
    switch range.isEmpty ? 0 : self[range.lowerBound] {
    case UInt8(ascii: "1"), UInt8(ascii: "y"), UInt8(ascii: "s"): .word("success")
    case UInt8(ascii: "0"), UInt8(ascii: "n"), UInt8(ascii: "f"): .word("failed")
    default: .slice(range)
    }
  }

  fileprivate func isCapital(_ range: Range<Int>) -> Bool {
    !range.isEmpty && self[range.lowerBound] & 0x20 == 0
  }

  /// Whether `range` is bytes in upper-case hexadecimal: more than one, and no number or short name.
  fileprivate func isEncoded(_ range: Range<Int>) -> Bool {
    guard range.count >= 6, range.count % 2 == 0 else { return false }
    for i in range where self[i] &- 48 > 9 && self[i] &- 65 > 5 { return false }
    return true
  }
}

private let auditKeys = PairKeys([
  "pid": .pid, "uid": .uid, "gid": .gid, "UID": .user, "auid": .login_user, "AUID": .login_user,
  "loginuid": .login_user, "ses": .session_id, "tty": .tty, "terminal": .tty, "exe": .exe, "comm": .command,
  "cmd": .command, "proctitle": .command, "cwd": .directory, "name": .path, "acct": .user, "user": .user,
  "grp": .target_group, "op": .operation, "operation": .operation, "syscall": .syscall, "SYSCALL": .syscall,
  "profile": .policy, "vm": .service,
  "GID": .target_group, "res": .result, "success": .result, "result": .result, "hostname": .client_name,
  "addr": .client_address, "laddr": .local_address, "lport": .local_port, "rport": .client_port, "key": .rule,
  "unit": .service,
])
