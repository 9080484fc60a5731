import Lines
import MailRecord

/// Reads what postgrey decided of a recipient, and says of itself.
///
///     action=greylist, reason=new, client_name=h.example, client_address=192.0.2.37, sender=a@b.example, recipient=c@d.example
///     7EA8E648248: action=pass, reason=triplet found, delay=300, client_name=h.example, ...
///
/// The sender may hold a `, recipient=` of its own, so that the recipient is the last.
/// - Source: postgrey 1.37's mylog and mylog_action; Net::Server's log.
func parsePostgrey(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  let id = at..<(line.end(from: at) { $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 })
  let isNamed = id.count >= 5 && line.holds(": action=", at: id.upperBound)
  if isNamed { at = id.upperBound + 2 }
  guard line.holds("action=", at: at) else {
    return postgreyOpenings.stand(in: line, at: at) || line.isNetServer(at: at)
  }
  if isNamed { record[.queue_id] = .slice(id) }
  let client = line.position(of: ", client_name=", from: at) ?? line.count
  for (key, field): (StaticString, Field) in [
    ("action=", .verdict), (", reason=", .reason), (", delay=", .delay),
  ] {
    guard let value = line.policyValue(key, at..<client, ", ") else { continue }
    record[field] = field == .delay ? Value.number(line, value) : .slice(value)
  }
  if line.holds("action=greylist", at: at) { record[.action] = .word("greylisted") }
  setPolicyClient(line, client, ", ", ", client_name=", ", client_address=", ", sender=", &record)
  guard let sender = line.position(of: ", sender=", from: client) else { return true }
  let recipient = line.lastPosition(of: ", recipient=").flatMap { $0 > sender ? $0 : nil }
  record.set(policyAddress: sender + 9..<(recipient ?? line.count), .sender, line)
  if let recipient { record.set(policyAddress: recipient + 12..<line.count, .recipient, line) }
  return true
}

/// Reads what policyd-spf found, as it stands in its log and in the header that it proposes.
///
///     Pass; identity=mailfrom; client-ip=192.0.2.9; helo=h.example; envelope-from=a@b.example; receiver=c@d.example
///     prepend Received-SPF: Softfail (mailfrom) identity=mailfrom; client-ip=192.0.2.9; helo=h.example; ...
///
/// HELO and the sender are the client's words: its address stands before them, the recipient behind.
/// - Source: pypolicyd-spf 2.9; smf-spf; the SPF policy server of Mail::SPF.
func parsePolicydSPF(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  let id = at..<(line.end(from: at) { $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 })
  if id.count >= 5, line.holds(": ", at: id.upperBound), line.hasCapitalOrDigit(id) {
    record[.queue_id] = .slice(id)
    at = id.upperBound + 2
  }
  // Postfix had no queue id yet.
  if line.holds(": ", at: at) { at += 2 }
  guard let list = line.position(of: "identity=", from: at),
    let client = line.position(of: "client-ip=", from: list)
  else { return spfRefusal(line, at, &record) || spfOpenings.stand(in: line, at: at) }
  // The word before the list may be that of a header: `prepend Received-SPF: Softfail (mailfrom) identity=`.
  let header = line.position(of: "Received-SPF: ", from: at).flatMap { $0 < list ? $0 + 14 : nil }
  let word = header ?? at
  let result = word..<min(list, line.end(from: word) { ($0 | 0x20) &- 97 < 26 })
  guard !result.isEmpty else { return false }
  record[.result] = .slice(result)
  setPolicyClient(line, client - 2, "; ", "", "; client-ip=", "; helo=", &record)
  if let helo = line.position(of: "; helo=", from: client) {
    record[.helo] = line.policyValue("; helo=", helo..<line.count, "; ").map { .slice($0) }
  }
  guard let sender = line.position(of: "; envelope-from=", from: client) else { return true }
  let recipient = line.lastPosition(of: "; receiver=").flatMap { $0 > sender ? $0 : nil }
  record.set(policyAddress: sender + 16..<(recipient ?? line.count), .sender, line)
  if let recipient { record.set(policyAddress: recipient + 11..<line.count, .recipient, line) }
  return true
}

/// `550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://...;id=a@b.example;ip=192.0.2.9;r=r`.
private func spfRefusal(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard line.holds("550 ", at: at) || line.holds("451 ", at: at) else { return false }
  record[.action] = .word("rejected")
  record[.diagnostic] = .slice(at..<line.count)
  Reply.read(line, at..<line.count, succeeded: false, &record)
  guard let end = line.lastPosition(of: ";r="), let address = line.lastPosition(of: ";ip=", before: end),
    address > at, line.isAddress(address + 4..<end)
  else { return true }
  record[.client_address] = .slice(address + 4..<end)
  return true
}

/// Sets the client of a list: its name, perhaps, and its address, which ends before the key `next`.
private func setPolicyClient(
  _ line: borrowing Span<UInt8>, _ start: Int, _ separator: StaticString, _ name: StaticString,
  _ address: StaticString, _ next: StaticString, _ record: inout Record
) {
  let list = start..<(line.position(of: next, from: start) ?? line.count)
  if name.utf8CodeUnitCount > 0, let value = line.policyValue(name, list, separator),
    !line.extracting(value).equals("unknown")
  {
    record[.client_name] = .slice(value)
  }
  guard let value = line.policyValue(address, list, separator) else { return }
  // Newer postgreys write a client that passed as a network of one.
  let slash = value.first { line[$0] == UInt8(ascii: "/") } ?? value.upperBound
  let isOne = slash == value.upperBound || line.holds("/32", at: slash) || line.holds("/128", at: slash)
  if isOne, line.isAddress(value.lowerBound..<slash) {
    record[.client_address] = .slice(value.lowerBound..<slash)
  }
}

extension Record {
  /// Sets an address that may stand in brackets.
  fileprivate mutating func set(
    policyAddress value: Range<Int>, _ field: Field, _ line: borrowing Span<UInt8>
  ) {
    let end = line.holds(";", at: value.upperBound - 1) ? value.upperBound - 1 : value.upperBound
    let address = line.mailbox(at: value.lowerBound)?.inside ?? value.lowerBound..<max(end, value.lowerBound)
    self[field] = line.isNothing(address) ? nil : .slice(address)
  }
}

/// Reads what sqlgrey says: a kind of message, and the message.
///
///     grey: new: 192.0.2.9(192.0.2), a@b.example -> c@d.example
///     grey: reconnect ok: 192.0.2.9(192.0.2), a@b.example -> c@d.example (00:06:12)
///
/// - Source: sqlgrey 1.8's calls of mylog; Net::Server's log.
func parseSqlgrey(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard sqlgreyKinds.stand(in: line, at: at), let kind = line.position(of: ": ", from: at) else {
    return line.isNetServer(at: at)
  }
  guard line.holds("grey: ", at: at), let said = line.position(of: ": ", from: kind + 2) else { return true }
  for words: StaticString in ["new", "early reconnect", "throttling"]
  where line.extracting(kind + 2..<said).equals(words) {
    record[.action] = .word("greylisted")
  }
  let address = said + 2..<(line.end(from: said + 2) { isAddressByte($0) })
  if line.isAddress(address) { record[.client_address] = .slice(address) }
  guard let comma = line.position(of: ", ", from: address.upperBound), comma < address.upperBound + 60,
    let arrow = line.lastPosition(of: " -> "), arrow > comma
  else { return true }
  record[.sender] = .slice(comma + 2..<arrow)
  record[.recipient] = .slice(arrow + 4..<(line.end(from: arrow + 4) { $0 > 32 }))
  return true
}

/// Reads what milter-greylist decided of a recipient, and says of itself.
///
///     7EA8E648248: addr h.example[192.0.2.9] from <a@b.example> to <c@d.example> delayed for 00:05:00 (ACL 50)
///     7EA8E648248: addr h.example[192.0.2.9] from <a@b.example> rcpt <c@d.example>: autowhitelisted for 24:00:00
///     (unknown id): skipping greylist because ..., (from=<a@b.example>, rcpt=<c@d.example>, addr=h.example[192.0.2.9]) ACL 7
///
/// - Source: milter-greylist 4.6's milter-greylist.c, acl.c, pending.c, dump.c, sync.c, conf.c.
func parseMilterGreylist(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  let id = at..<(line.end(from: at) { $0 > 32 && $0 != UInt8(ascii: ":") })
  if line.holds("(unknown id): ", at: at) {
    at += 14
  } else if line.holds(": ", at: id.upperBound), greylistVerdicts.stand(in: line, at: id.upperBound + 2) {
    record[.queue_id] = .slice(id)
    at = id.upperBound + 2
  }
  if line.holds("addr = ", at: at) { return greylistTriple(line, at, &record) }
  if line.holds("addr ", at: at) { return greylistVerdict(line, at + 5, &record) }
  if line.holds("created:  ", at: at) {
    _ = greylistVerdict(line, at + 10, &record)
    record[.action] = nil
    return true
  }
  if line.holds("Mail from=<", at: at) { return greylistTriple(line, at + 5, &record) }
  if line.holds("skipping greylist because ", at: at), let open = line.position(of: " (from=<", from: at) {
    return greylistTriple(line, open + 2, &record)
  }
  return at > text.lowerBound || greylistOpenings.stand(in: line, at: at)
}

/// What it says behind a message's id.
private let greylistVerdicts = Openings([
  "addr ", "Sender IP ", "ignoring message ", "skipping greylist ", "SPF ", "DKIM ", "rejected ",
  "blacklisted",
])

/// `h.example[192.0.2.9] from <a@b.example> to <c@d.example> delayed for 00:05:00`; without a name the address stands
/// twice, and in a note of its own it stands bare.
private func greylistVerdict(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  let host = Host(line, at: at)
  let word = at..<(line.end(from: at) { $0 > 32 })
  var from = word.upperBound
  if let host, host.end <= from {
    host.set(client: line, &record)
  } else if line.isAddress(word) {
    record[.client_address] = .slice(word)
  } else {
    return false
  }
  guard line.holds(" from ", at: from), let sender = line.mailbox(at: from + 6) else { return true }
  record[.sender] = .slice(sender.inside)
  from = line.holds(" rcpt ", at: sender.end) ? sender.end + 6 : sender.end + 4
  guard let recipient = line.mailbox(at: from) else { return true }
  record[.recipient] = .slice(recipient.inside)
  if line.holds(" delayed for ", at: recipient.end) || line.holds(" delayed until ", at: recipient.end) {
    record[.action] = .word("greylisted")
    let time = recipient.end + 13..<(line.end(from: recipient.end + 13) { $0 > 32 })
    record[.delay] = line.clockSeconds(time).map { .integer($0) }
  }
  return true
}

/// `addr = h.example[192.0.2.9], from = <a@b.example>, rcpt = <c@d.example>`, in any order, with blanks or without.
private func greylistTriple(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  var at = start
  while at + 5 < line.count {
    let value = line.holds(" = ", at: at + 4) ? at + 7 : at + 5
    var end = value
    if line.holds("addr", at: at), let host = Host(line, at: value) {
      host.set(client: line, &record)
      end = line.end(from: value) { $0 > 32 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") }
    } else if let mailbox = line.mailbox(at: value) {
      record[line.holds("from", at: at) ? .sender : .recipient] = .slice(mailbox.inside)
      end = mailbox.end
    }
    if end == value { return at > start }
    guard line.holds(", ", at: end) else { return true }
    at = end + 2
  }
  return at > start
}

extension Span where Element == UInt8 {
  /// Whether `word` may be a queue id: a word that only begins with a capital is one of the message.
  fileprivate func hasCapitalOrDigit(_ word: Range<Int>) -> Bool {
    for i in word.dropFirst() where self[i] < 91 { return true }
    return false
  }

  /// The value of the first `key` in `range`, up to the next separator or the end of `range`.
  fileprivate func policyValue(
    _ key: StaticString, _ range: Range<Int>, _ separator: StaticString
  ) -> Range<Int>? {
    guard let place = position(of: key, from: range.lowerBound), place < range.upperBound else { return nil }
    let start = place + key.utf8CodeUnitCount
    return start..<max(start, Swift.min(position(of: separator, from: start) ?? count, range.upperBound))
  }

  /// Whether a message of Net::Server stands at `start`, on which policy servers in Perl are built.
  ///
  ///     2026/11/20-23:44:00 postgrey (type Net::Server::Multiplex) starting! pid(15472)
  fileprivate func isNetServer(at start: Int) -> Bool {
    let isStamped = holds("/", at: start + 4) && holds("-", at: start + 10) && holds(":", at: start + 13)
    return netServerOpenings.stand(in: self, at: start)
      || isStamped && position(of: " (type Net::Server", from: start) != nil
      || isStamped && netServerOpenings.stand(in: self, at: start + 20)
  }
}

private let netServerOpenings = Openings([
  "Process Backgrounded", "Binding to ", "Group Not Defined", "User Not Defined", "Setting gid to ",
  "Setting uid to ", "Server closing", "HUP", "Resolved ", "Resolving ", "Starting ", "Beginning prefork",
  "Killing ", "Couldn't ", "Pid_file ", "Child Preforked", "Reading configuration", "Re-exec server",
  "Restart", "Kill ", "Unable to ", "Bad ", "Port Not Defined", "CONNECT ", "Created ", "Found ",
])

private let postgreyOpenings = Openings([
  "cleaning ", "rm ", "correcting date ", "whitelisted: ", "Exiting", "HUP received", "unrecognized request ",
  "ignoring garbage", "WARNING: ", "FATAL: ", "warning: ", "fatal: ", "postgrey ", "cleanup", "reloading ",
  "Database ", "db ", "no_action_file",
])

private let spfOpenings = Openings([
  "prepend ", "Prepend", "result_only ", "Header field not prepended: ", "Header_Type ", "Header text ",
  "defer_if_permit ", "reject ", "550 ", "5.7.", "4.7.", "451 ", "DUNNO", "dunno", "Authserv_Id not set ",
  "Skipped ", "skip_addresses ", "Starting", "READ ", "Read ", "Config", "spfcheck: ", "Action: ", "Policy",
  "HELO ", "HELO_Whitelist ", "Domain_Whitelist ", "Domain Whitelist ", "PTR Domain Whitelist ",
  "IP whitelist", "Whitelist ", "Pyspf Cached ", "Ouch, caught ", "Per user ", "readUserConfigFile: ",
  "not peruser", "Found the end of entry", "Could not ", "Unable to ", "PID dir created: ", "ERROR", "Error",
  "WARNING", "Warning", "Traceback", "Received-SPF: ", "Authentication-Results: ", "X-Comment: ", "SPF ",
  "spf ", "Pass; ", "Fail; ", "Softfail; ", "Neutral; ", "None; ", "Temperror; ", "Permerror; ",
  "Not checking SPF", "helo policy ", "mfrom policy ", "_get_resultcodes: ", "Scope ", "Cached data for ",
  "Normal exit",
])

private let sqlgreyKinds = Openings([
  "grey: ", "whitelist: ", "optin: ", "spam: ", "mail: ", "dbaccess: ", "martians: ", "perf: ", "system: ",
  "conf: ", "other: ", "git: ",
  "request: ", "martian: ", "protocol: ", "prevent: ", "warning: ", "fatal: ", "info: ",
])

private let greylistOpenings = Openings([
  "milter-greylist ", "smfi_", "dumping ", "removed", "expired",
  "cannot ", "Cannot ", "can't ", "error ", "Final database dump",
  "database dump", "Exiting", "reloading", "reloaded", "config", "Config", "conf error", "Read ", "read ",
  "Incoming MX sync", "MX sync", "Lost connection", "Connection to ", "peer ", "unknown ", "no ACL",
  "syntax ",
  "skipping ", "Mail from ", "mail from ", "User ", "User", "closing ", "Discarding", "pthread_", "fork()",
  "DNSRBL", "dnsrbl", "SPF ", "spf ", "ACL ", "Loaded ", "starting", "Starting", "socket ", "bind", "accept",
  "Missing", "missing", "Invalid", "invalid", "Ignored", "ignored", "autowhite", "greylist", "memory",
  "malloc",
  "strdup", "write", "open", "close", "rename", "unlink", "stat", "drop", "Sender", "recipient", "DKIM",
  "GeoIP",
  "geoip", "LDAP", "ldap", "curl", "urlcheck", "ratelimit", "Ratelimit", "p0f", "spamd",
])
