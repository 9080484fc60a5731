import Lines
import MailRecord

/// How sendmail's messages begin that are no list of attributes.
///
/// - Source: the calls of sm_syslog in sendmail 8.9 to 8.18.
private let openings = Openings([
  "---", "/", "AUTH ", "AUTH:", "Adding ", "Authentication-Warning: ", "Bad line on ", "Bare linefeed ",
  "Could not ", "CurChildren", "DANE", "DSN: ", "Domain ", "Dropped invalid ", "ERROR", "FAILED ",
  "File descriptors missing", "Fixed MIME ", "Losing ", "MAIL too long", "MCI@", "MTA ", "MaxDaemon",
  "Milter ",
  "Milter:", "My unqualified host name ", "NOQUEUE", "NextMacroId", "POSSIBLE ATTACK ", "RCPT too long",
  "Relaying denied", "Relaying temporarily denied", "SASL", "SMTP ", "SSL", "STAT", "STARTTLS", "SYSERR",
  "Saved message in ", "Sending ", "Syntax error in ", "TLS", "Timeout", "Too many recipients",
  "Truncated ", "Unbalanced",
  "Unsupported ", "WARNING", "Warning: ", "WorkList ", "accepting ", "alias ", "alias database ",
  "aliasing/forwarding loop", "arith_map", "assigned id", "authinfo", "bogus ", "can't ", "cannot ",
  "changed", "checkqueuerunner", "clone: ", "clt_features", "collect: ", "conn_limits", "connect from ",
  "connect: ", "connection ", "connection_rate_check", "control ", "could not ", "daemon ", "dangerous ",
  "deferred: ", "deferring ", "delaying=", "deliver: ", "dferror", "disable_", "discarded",
  "disconnect", "dns ", "done; ", "dowork", "dropenvelope", "dup_df", "dynamic class", "eaccept", "enable_",
  "encode64 ", "engine=", "error: ", "error connecting to filter", "error on output channel", "expand ",
  "expired", "fcntl(", "filesys_", "finis", "fipsmode", "forward ", "gatherq", "getauth ", "gethostby",
  "getmodifiers", "getrequests", "global connection rate", "grew ", "haproxy", "hash map ", "header ",
  "headers too large ", "hesiod ", "hop count", "hostsignature ", "hoststat", "in background", "include ",
  "initialization failed", "interrupt", "invalid ", "ldap=", "ldap_", "locked", "lost input channel",
  "low on space", "main: ", "makeconnection", "mapinit", "mci_", "message ", "milter_", "msgid=",
  "no fchown", "null connection", "openmailer", "ownership change ", "persistent queue runner",
  "ph_map_", "possible SMTP attack", "possible spam ", "postmaster notify: ", "poststats", "problem ",
  "proc_list_probe", "proxy mode ", "putbody", "quarantine", "queue ", "queuename", "queueup",
  "rcpt=", "readqf", "rejecting ", "removed", "reply(", "restart ", "restarting ", "return to sender: ",
  "returntosender", "rewrite: ", "rq: ", "rqe: ", "rscheck(", "ruleset", "runqueue", "rwg: ",
  "sender notify: ", "sendenvelope", "server=", "set automode", "setsender: ", "setting ", "shared memory ",
  "signature", "sm_shmstop", "smtp: ", "smtpquit", "smtps: ", "socket_map_lookup", "split: ",
  "sqr: ", "srvfeatures", "stab: ",
  "started as: ", "starting daemon", "stat=", "stopping ", "str_union", "sync_dir", "tcpwrappers ",
  "timeout", "tls_", "too young", "total: ", "truncated ", "unable to ", "unauthorized PIPELINING",
  "unbalanced", "unlink ", "unlock", "unquarantine", "user ", "usershellok", "warning: ",
  "x-connect", "*** ", "\"", "func=", "key=", "line ",
])

/// Reads a message that is no list of attributes.
///
///     lost input channel from h.example [192.0.2.9] to MTA after rcpt
///     h.example [192.0.2.9] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA
///     <x@y.example>... User unknown
func sendmailAlone(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  if line.position(of: " did not issue ", from: start) != nil { return client(line, start, &record) }
  if line.holds("<", at: start), let mailbox = line.mailbox(at: start, isRFC822: true),
    line.holds("...", at: mailbox.end)
  {
    record[.recipient] = .slice(mailbox.inside)
    record[.diagnostic] = .slice(start..<line.count)
    record[.action] = .word("rejected")
    return true
  }
  // From LogLevel 10 on, what the client said.
  if line.holds("<-- ", at: start) {
    record.maskDialogue(line, command: start + 4..<line.count)
    return true
  }
  // The same of what is no address: `a@b@c... Invalid route address`.
  let word = line.end(from: start) { $0 > 32 }
  if word < line.count, word > start + 3, line.holds("... ", at: word - 3) {
    record[.recipient] = .slice(start..<word - 3)
    record[.diagnostic] = .slice(start..<line.count)
    record[.action] = .word("rejected")
    return true
  }
  for word: StaticString in [
    "lost input channel from ", "timeout waiting for input from ", "rejecting commands from ",
    "connect from ",
  ]
  where line.holds(word, at: start) { return client(line, start + word.utf8CodeUnitCount, &record) }
  if line.holds("AUTH failure (", at: start), let close = line.position(of: "): ", from: start) {
    record[.auth_method] = .slice(start + 14..<close)
    let relay = line.lastPosition(of: ", relay=")
    record[.reason] = .slice(close + 3..<(relay ?? line.count))
    if let relay { _ = sendmailAttributes(line, relay + 2, .other, &record) }
    return true
  }
  if line.holds("Relaying ", at: start),
    let open = line.lastPosition(of: UInt8(ascii: "["), before: line.count),
    line.ends(with: "]"), line.isAddress(open + 1..<line.count - 1)
  {
    record[.client_address] = .slice(open + 1..<line.count - 1)
  }
  // What it has open, when something broke: `  3: fl=0x8002, mode=100640: ...`.
  if let number = line.decimal(at: line.end(from: start) { $0 == UInt8(ascii: " ") }),
    line.holds(": fl=0x", at: number.end)
  {
    return true
  }
  if let stat = notification(line, start, &record) { return stat }
  if openings.stand(in: line, at: start) { return true }
  if line.position(of: " protocol error: ", from: start) != nil { return protocolError(line, start, &record) }
  // What a client did, its name in front: `h.example [192.0.2.9]: EXPN root`, `[192.0.2.9] (may be forged): ...`.
  if let open = line.position(of: "[", from: start), open < start + 80,
    let close = line.position(of: "]", from: open), line.isAddress(open + 1..<close)
  {
    return client(line, start, &record)
  }
  return line.position(of: "): ", from: start) != nil
}

/// `mx.d.example.: SMTP DATA-2 protocol error: 571 Message refused`: a next hop, and what it said.
private func protocolError(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  guard let colon = line.position(of: ": SMTP ", from: start),
    let error = line.position(of: " protocol error: ", from: colon + 7)
  else { return false }
  record[.remote_mta] = .slice(start..<(line.holds(".", at: colon - 1) ? colon - 1 : colon))
  record[.stage] = .slice(colon + 7..<error)
  record[.diagnostic] = .slice(error + 17..<line.count)
  Reply.read(line, error + 17..<line.count, succeeded: false, &record)
  return true
}

/// `DSN: User unknown`, `sender notify: ...`: a message about a message.
private func notification(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool? {
  for word: StaticString in ["DSN: ", "return to sender: ", "sender notify: ", "postmaster notify: "]
  where line.holds(word, at: start) {
    record[.reason] = .slice(start + word.utf8CodeUnitCount..<line.count)
    return true
  }
  return nil
}

/// `h.example [192.0.2.9]`, `[192.0.2.9]`.
private func client(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  let start = line.end(from: start) { $0 == UInt8(ascii: " ") }
  let name = start..<(line.end(from: start) { $0 > 32 })
  guard let open = line.position(of: "[", from: start), let close = line.position(of: "]", from: open) else {
    record[.client_name] = .slice(name)
    return true
  }
  if open > start { record[.client_name] = .slice(name) }
  let isIPv6 = line.holds("IPv6:", at: open + 1)
  if line.isAddress(open + 1 + (isIPv6 ? 5 : 0)..<close) {
    record[.client_address] = .slice(open + 1 + (isIPv6 ? 5 : 0)..<close)
  }
  return true
}
