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
    record[.record_type] = recordTypes[Int(number)].map(Value.word) ?? .slice(type)
  } else {
    record[.record_type] = .slice(type)
  }
  readStamp(line, &at, &record)
  readPairs(line, at..<text.upperBound, &record)
  return true
}

/// Whether a text without a tag is a record of audit's.
let isAudit: Dialect.Test = { line, text in
  let at = text.lowerBound
  return line.holds("type=", at: at) || line.holds("node=", at: at)
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
    let isNumeric = field == .user || field == .login_user || field == .target_group
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
  case .command, .exe, .directory, .user, .rule:
    let isQuoted = value.lowerBound > 0 && line[value.lowerBound - 1] == UInt8(ascii: "\"")
    if !isQuoted, line.isEncoded(value) {
      record[field] = .hexadecimal(Int32(value.lowerBound), Int32(value.upperBound))
    } else {
      record.set(field, line, value, false)
    }
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

  fileprivate func isCapital(_ range: Range<Int>) -> Bool { self[range.lowerBound] & 0x20 == 0 }

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
  "cmd": .command, "proctitle": .command, "cwd": .directory, "acct": .user, "user": .user,
  "grp": .target_group,
  "GID": .target_group, "res": .result, "success": .result, "result": .result, "hostname": .client_name,
  "addr": .client_address, "laddr": .local_address, "lport": .local_port, "rport": .client_port, "key": .rule,
  "unit": .service,
])

/// Records that the kernel sends to syslog by number only.
private let recordTypes: [Int: StaticString] = [
  1000: "GET", 1005: "USER", 1006: "LOGIN", 1100: "USER_AUTH", 1101: "USER_ACCT", 1102: "USER_MGMT",
  1103: "CRED_ACQ", 1104: "CRED_DISP", 1105: "USER_START", 1106: "USER_END", 1107: "USER_AVC",
  1108: "USER_CHAUTHTOK", 1109: "USER_ERR", 1110: "CRED_REFR", 1111: "USYS_CONFIG", 1112: "USER_LOGIN",
  1113: "USER_LOGOUT", 1114: "ADD_USER", 1115: "DEL_USER", 1116: "ADD_GROUP", 1117: "DEL_GROUP",
  1118: "DAC_CHECK", 1119: "CHGRP_ID", 1120: "TEST", 1121: "TRUSTED_APP", 1122: "USER_SELINUX_ERR",
  1123: "USER_CMD", 1124: "USER_TTY", 1125: "CHUSER_ID", 1126: "GRP_AUTH", 1127: "SYSTEM_BOOT",
  1128: "SYSTEM_SHUTDOWN", 1129: "SYSTEM_RUNLEVEL", 1130: "SERVICE_START", 1131: "SERVICE_STOP",
  1200: "DAEMON_START", 1201: "DAEMON_END", 1202: "DAEMON_ABORT", 1203: "DAEMON_CONFIG",
  1300: "SYSCALL", 1302: "PATH", 1303: "IPC", 1304: "SOCKETCALL", 1305: "CONFIG_CHANGE", 1306: "SOCKADDR",
  1307: "CWD", 1309: "EXECVE", 1311: "IPC_SET_PERM", 1312: "MQ_OPEN", 1313: "MQ_SENDRECV", 1314: "MQ_NOTIFY",
  1315: "MQ_GETSETATTR", 1316: "KERNEL_OTHER", 1317: "FD_PAIR", 1318: "OBJ_PID", 1319: "TTY", 1320: "EOE",
  1321: "BPRM_FCAPS", 1322: "CAPSET", 1323: "MMAP", 1324: "NETFILTER_PKT", 1325: "NETFILTER_CFG",
  1326: "SECCOMP", 1327: "PROCTITLE", 1328: "FEATURE_CHANGE", 1329: "REPLACE", 1330: "KERN_MODULE",
  1331: "FANOTIFY", 1332: "TIME_INJOFFSET", 1333: "TIME_ADJNTPVAL", 1334: "BPF", 1335: "EVENT_LISTENER",
  1336: "URINGOP", 1337: "OPENAT2", 1400: "AVC", 1401: "SELINUX_ERR", 1402: "AVC_PATH",
  1403:
    "MAC_POLICY_LOAD",
  1404: "MAC_STATUS", 1405: "MAC_CONFIG_CHANGE", 1500: "APPARMOR", 1501: "APPARMOR_AUDIT",
  1502: "APPARMOR_ALLOWED", 1503: "APPARMOR_DENIED", 1504: "APPARMOR_HINT", 1505: "APPARMOR_STATUS",
  1506: "APPARMOR_ERROR", 1700: "ANOM_PROMISCUOUS", 1701: "ANOM_ABEND", 1702: "ANOM_LINK", 2000: "KERNEL",
  2100: "ANOM_LOGIN_FAILURES", 2101: "ANOM_LOGIN_TIME", 2102: "ANOM_LOGIN_SESSIONS",
  2103: "ANOM_LOGIN_ACCT", 2104: "ANOM_LOGIN_LOCATION", 2404: "CRYPTO_KEY_USER", 2407: "CRYPTO_SESSION",
]
