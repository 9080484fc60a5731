import Lines
import MailRecord

/// How sendmail's messages begin that are no list of attributes.
private let openings: [StaticString] = [
  "DSN: ", "clone: ", "return to sender: ", "sender notify: ", "postmaster notify: ", "done; ", "SYSERR",
  "lost input channel",
  "timeout waiting ", "rejecting ", "accepting ", "starting daemon", "restarting ", "alias database ",
  "stopping ",
  "possible SMTP attack", "Authentication-Warning: ", "collect: ", "discarded", "quarantine", "removed",
  "Milter ",
  "Milter:", "initialization failed", "error connecting to filter", "connect: ", "/", "milter_",
  "AUTH failure", "AUTH warning", "AUTH: ", "SASL", "STARTTLS", "TLS", "tls_",
  "Losing ", "forward ",
  "makeconnection", "gethostby", "getrequests", "deliver: ", "dropenvelope", "openmailer", "smtpquit",
  "daemon ",
  "error on output channel", "runqueue", "unable to ", "cannot ", "WARNING", "Warning: ", "warning: ",
  "filesys_",
  "File descriptors missing", "problem ", "hash map ", "ldap", "mapinit", "reply(", "readqf", "queuename",
  "Truncated ",
  "header syntax error", "setting ", "data", "truncated ", "locked", "unknown ", "invalid ",
  "null connection",
  "Domain ", "NOQUEUE", "expired", "Unbalanced", "unbalanced", "message ", "msgid=", "drop", "low on space",
  "---",
  "grew ", "queueup", "signature", "control", "STAT", "timeout", "in background", "SMTP outgoing", "eaccept",
  "putbody",
  "connection ", "ruleset", "authinfo", "MTA ", "hoststat", "MaxDaemon", "deferring connections", "disable_",
  "enable_",
]

/// Reads a message that is no list of attributes.
///
///     lost input channel from h.example [192.0.2.9] to MTA after rcpt
///     h.example [192.0.2.9] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA
///     <x@y.example>... User unknown
func sendmailAlone(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  if line.position(of: " did not issue ", from: start) != nil { return client(line, start, &record) }
  if line.holds("<", at: start), let mailbox = line.mailbox(at: start), line.holds("...", at: mailbox.end) {
    record[.recipient] = .slice(mailbox.inside)
    record[.diagnostic] = .slice(start..<line.count)
    record[.action] = .word("rejected")
    return true
  }
  for word: StaticString in ["lost input channel from ", "timeout waiting for input from "]
  where line.holds(word, at: start) { return client(line, start + word.utf8CodeUnitCount, &record) }
  if line.holds("AUTH failure (", at: start), let close = line.position(of: "): ", from: start) {
    record[.auth_method] = .slice(start + 14..<close)
    let relay = line.lastPosition(of: ", relay=")
    record[.reason] = .slice(close + 3..<(relay ?? line.count))
    if let relay { _ = sendmailAttributes(line, relay + 2, .other, &record) }
    return true
  }
  if let stat = notification(line, start, &record) { return stat }
  for opening in openings where line.holds(opening, at: start) { return true }
  // What a client did, its name in front: `h.example [192.0.2.9]: EXPN root`, `[192.0.2.9] (may be forged): ...`.
  if let open = line.position(of: "[", from: start), open < start + 80,
    let close = line.position(of: "]", from: open), line.isAddress(open + 1..<close)
  {
    return client(line, start, &record)
  }
  return line.holds("user ", at: start) || line.position(of: "): ", from: start) != nil
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
