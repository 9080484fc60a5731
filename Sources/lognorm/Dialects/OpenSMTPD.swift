import Lines
import MailRecord

/// Reads what OpenSMTPD says: a session, a part of the daemon, what happened, and its attributes.
///
///     e819069822a7e6f9 smtp connected address=10.20.0.103 host=ws103.example
///     e819069822a7e6f9 smtp envelope evpid=8afacb414e3413b8 from=<a@b.example> to=<c@d.example>
///     e8190693 mta event=delivery evpid=5a1d0089fab70c87 from=<a@b> to=<c@d> rcpt=<-> source="10.20.0.14" relay="198.51.100.14 (mx.d)" delay=0s result="Ok" stat="250 2.0.0 ok"
///     smtp-in: New session 08d856b172f69c5c from host ix.example.com [192.0.2.9]
///
/// The message is the first half of the envelope's id: `evpid=8afacb414e3413b8` is of `msgid=8afacb41`.
/// - Source: OpenSMTPD 5.4 to 7.6's smtp_session.c, mta.c, mta_session.c, mda.c, bounce.c, log.c.
func parseOpenSMTPD(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  let end = line.end(from: at) { $0 &- 48 < 10 || $0 &- 97 < 6 }
  guard end == at + 16, line.holds(" ", at: end) else { return openSMTPDPlain(line, at, &record) }
  record[.session_id] = .slice(at..<end)
  for part: StaticString in ["smtp ", "mta ", "mda ", "bounce ", "queue ", "filter ", "mfa "]
  where line.holds(part, at: end + 1) {
    let start = end + 1 + part.utf8CodeUnitCount
    record[.service] = .slice(end + 1..<start - 1)
    openSMTPDAttributes(line, start, isRemote: line.holds("mta ", at: end + 1), &record)
    openSMTPDAction(line, line.holds("event=", at: start) ? start + 6 : start, &record)
    return true
  }
  return false
}

/// Whether a text without a tag is OpenSMTPD's: it runs in the foreground with `-d`.
func isOpenSMTPD(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  let end = line.end(from: text.lowerBound) { $0 &- 48 < 10 || $0 &- 97 < 6 }
  return end == text.lowerBound + 16
    && (line.holds(" smtp ", at: end) || line.holds(" mta ", at: end) || line.holds(" mda ", at: end))
}

/// `evpid=8afacb414e3413b8 from=<a@b> to=<c@d> delay=1s result="Ok" stat="250 2.0.0 ok"`.
///
/// Addresses are in brackets and replies in quotes, so neither can pretend an attribute.
private func openSMTPDAttributes(
  _ line: borrowing Span<UInt8>, _ start: Int, isRemote: Bool, _ record: inout Record
) {
  var at = start
  while at < line.count {
    let key = at..<(line.end(from: at) { $0 > 32 && $0 != UInt8(ascii: "=") })
    guard line.holds("=", at: key.upperBound) else {
      at = key.upperBound + 1
      continue
    }
    let (value, end) = openSMTPDValue(line, line.extracting(key), key.upperBound + 1)
    setOpenSMTPD(line.extracting(key), line, value, isRemote, &record)
    at = end + 1
  }
}

/// The value at `at`: in quotes, in brackets, to the end when it is free text, else a word.
private func openSMTPDValue(
  _ line: borrowing Span<UInt8>, _ key: borrowing Span<UInt8>, _ at: Int
) -> (value: Range<Int>, end: Int) {
  if line.holds("\"", at: at) {
    let isLast = key.equals("stat") || key.equals("result") || key.equals("command")
    var close = line.position(of: "\" ", from: at + 1) ?? line.count - 1
    if isLast, key.equals("stat") { close = line.ends(with: "\"") ? line.count - 1 : line.count }
    if key.equals("command"), let result = line.lastPosition(of: "\" result=") { close = result }
    return (at + 1..<max(at + 1, close), close + 1)
  }
  if let mailbox = line.mailbox(at: at) { return (mailbox.inside, mailbox.end) }
  if key.equals("reason") || key.equals("stat") || key.equals("error") {
    return (at..<line.count, line.count)
  }
  let end = line.end(from: at) { $0 > 32 }
  return (at..<end, end)
}

private func setOpenSMTPD(
  _ key: borrowing Span<UInt8>, _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ isRemote: Bool,
  _ record: inout Record
) {
  if key.equals("evpid") || key.equals("msgid") {
    record[.queue_id] = .slice(value.lowerBound..<min(value.lowerBound + 8, value.upperBound))
  } else if key.equals("size") || key.equals("nrcpt") || key.equals("messages") {
    guard let number = line.decimal(value) else { return }
    record[key.equals("size") ? .size : key.equals("nrcpt") ? .recipients : .messages] = .integer(number)
  } else if key.equals("delay") {
    record[.delay] = openSMTPDSeconds(line, value).map { .integer($0) }
  } else if line.extracting(value).equals("-") {
    return
  } else if key.equals("address") {
    openSMTPDAddress(line, value, isRemote, &record)
  } else if key.equals("host") {
    record[isRemote ? .remote_mta : .client_name] = .slice(value)
  } else if key.equals("relay") {
    openSMTPDRelay(line, value, &record)
  } else if key.equals("ciphers") || key.equals("cipher") {
    openSMTPDCipher(line, value, &record)
  } else if key.equals("rcpt") {
    if !line.extracting(value).equals("-") { record[.original_recipient] = record[.recipient] }
    if !line.extracting(value).equals("-") { record[.recipient] = .slice(value) }
  } else {
    for (name, field) in openSMTPDKeys where key.equals(name) { record[field] = .slice(value) }
  }
}

private let openSMTPDKeys: [(StaticString, Field)] = [
  ("from", .sender), ("to", .recipient), ("proto", .protocol), ("result", .result), ("stat", .diagnostic),
  ("reason", .reason), ("error", .reason), ("user", .user), ("source", .local_address),
  ("command", .commands),
  ("method", .mailer), ("helo", .helo), ("user", .user), ("fingerprint", .tls_peer),
]

/// `1h2m3s`, `4d2h`, `0s`, `13m44s` in seconds.
private func openSMTPDSeconds(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64? {
  var (at, sum): (Int, UInt64) = (range.lowerBound, 0)
  while at < range.upperBound {
    guard let part = line.decimal(at: at), part.end < range.upperBound, part.value < 1 << 32 else {
      return nil
    }
    switch line[part.end] {
    case UInt8(ascii: "d"): sum += part.value * 86_400
    case UInt8(ascii: "h"): sum += part.value * 3600
    case UInt8(ascii: "m"): sum += part.value * 60
    case UInt8(ascii: "s"): sum += part.value
    default: return nil
    }
    at = part.end + 1
  }
  return range.isEmpty ? nil : sum
}

/// `10.20.0.103`, `[2001:db8::1]`, `local`; of a next hop `smtp+tls://[2001:db8::1]:25`.
private func openSMTPDAddress(
  _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ isRemote: Bool, _ record: inout Record
) {
  var start = value.lowerBound
  if let scheme = line.position(of: "://", from: start), scheme < value.upperBound { start = scheme + 3 }
  var range = start..<value.upperBound
  if line.holds("[", at: start), let close = line.position(of: UInt8(ascii: "]"), from: start) {
    range = start + 1..<close
    if line.holds("IPv6:", at: range.lowerBound) { range = range.lowerBound + 5..<close }
  } else if isRemote, let colon = line.lastPosition(of: UInt8(ascii: ":"), before: value.upperBound),
    colon > start
  {
    range = start..<colon
  }
  if isRemote, let port = line.lastPosition(of: UInt8(ascii: ":"), before: value.upperBound),
    port >= range.upperBound, let number = line.decimal(port + 1..<value.upperBound)
  {
    record[.remote_port] = .integer(number)
  }
  guard line.isAddress(range) else { return }
  record[isRemote ? .remote_address : .client_address] = .slice(range)
}

/// `198.51.100.14 (mx.d.example)`.
private func openSMTPDRelay(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  let end = line.end(from: value.lowerBound) { $0 > 32 }
  var address = value.lowerBound..<min(end, value.upperBound)
  if line.holds("[", at: address.lowerBound) {
    address = address.lowerBound + 1..<max(address.lowerBound + 1, address.upperBound - 1)
  }
  if line.isAddress(address) { record[.remote_address] = .slice(address) }
  if line.holds(" (", at: end), line.holds(")", at: value.upperBound - 1) {
    record[.remote_mta] = .slice(end + 2..<max(end + 2, value.upperBound - 1))
  }
}

/// `TLSv1.3:TLS_AES_256_GCM_SHA384:256`.
private func openSMTPDCipher(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  guard let first = line.position(of: UInt8(ascii: ":"), from: value.lowerBound), first < value.upperBound,
    let last = line.lastPosition(of: UInt8(ascii: ":"), before: value.upperBound), last > first
  else { return }
  record[.tls_version] = .slice(value.lowerBound..<first)
  record[.tls_cipher] = .slice(first + 1..<last)
  if let bits = line.decimal(last + 1..<value.upperBound) { record[.tls_bits] = .integer(bits) }
}

/// What a delivery or a refused command means.
private func openSMTPDAction(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  if line.holds("failed-command", at: at) || line.holds("bad-input", at: at) {
    guard case .bytes(let start, let end) = record[.result] else { return }
    record[.result] = nil
    record[.diagnostic] = .slice(Int(start)..<Int(end))
    record[.action] = .word("rejected")
    Reply.read(line, Int(start)..<Int(end), succeeded: false, &record)
    return openSMTPDRefused(line, &record)
  }
  guard line.holds("deliver", at: at), case .bytes(let start, let end) = record[.result] else { return }
  let isOk = line.holds("Ok", at: Int(start))
  if isOk {
    record[.action] = .word(
      record[.remote_address] == nil && record[.remote_mta] == nil ? "delivered" : "relayed")
  } else if line.holds("TempFail", at: Int(start)) {
    record[.action] = .word("delayed")
  } else if line.holds("PermFail", at: Int(start)) {
    record[.action] = .word("failed")
  } else if line.holds("Expire", at: Int(start)) {
    record[.action] = .word("expired")
  }
  guard end > start, case .bytes(let from, let to) = record[.diagnostic] else { return }
  Reply.read(line, Int(from)..<Int(to), succeeded: isOk, &record)
}

/// The address in `RCPT TO:<x@y>` or `MAIL FROM:<x@y>`.
private func openSMTPDRefused(_ line: borrowing Span<UInt8>, _ record: inout Record) {
  guard case .bytes(let start, let end) = record[.commands] else { return }
  record[.commands] = nil
  record[.stage] = .slice(Int(start)..<(line.end(from: Int(start)) { $0 > 32 }))
  let open = Int(start) + (line.holds("RCPT TO:", at: Int(start)) ? 8 : 10)
  guard line.holds("RCPT TO:<", at: Int(start)) || line.holds("MAIL FROM:<", at: Int(start)),
    let close = line.lastPosition(of: UInt8(ascii: ">"), before: Int(end)), close > open
  else { return }
  record[line.holds("RCPT", at: Int(start)) ? .recipient : .sender] = .slice(open + 1..<close)
}

/// Lines of the older releases and of the daemon itself.
private func openSMTPDPlain(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  if line.holds("delivery: ", at: at) || line.holds("relay: ", at: at) {
    let start = line.holds("delivery", at: at) ? at + 10 : at + 7
    return openSMTPDOldDelivery(line, start, &record)
  }
  if let session = line.position(of: "ession ", from: at), session < at + 40 {
    let start = session + 7
    let end = line.end(from: start) { $0 &- 48 < 10 || $0 &- 97 < 6 }
    if end == start + 16 { record[.session_id] = .slice(start..<end) }
    if line.holds(" from host ", at: end) { openSMTPDOldHost(line, end + 11, &record) }
  }
  for opening in openSMTPDOpenings where line.holds(opening, at: at) { return true }
  return false
}

/// `Ok for 2e6ee6b7de0d3e3b: from=<a@b>, to=<c@d>, user=e, method=mbox, delay=1s, stat=Delivered`.
private func openSMTPDOldDelivery(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let place = line.position(of: " for ", from: at), place < at + 12,
    let colon = line.position(of: ": ", from: place)
  else { return false }
  record[.result] = .slice(at..<place)
  record[.queue_id] = .slice(place + 5..<min(place + 13, colon))
  var next = colon + 2
  while next < line.count {
    let equals = line.end(from: next) { $0 > 32 && $0 != UInt8(ascii: "=") }
    guard line.holds("=", at: equals) else { break }
    let key = line.extracting(next..<equals)
    let isLast = key.equals("stat")
    let (value, end) = isLast ? (equals + 1..<line.count, line.count) : line.listed(at: equals + 1)
    setOpenSMTPD(key, line, value, key.equals("relay"), &record)
    next = end + 2
  }
  openSMTPDAction(line, line.lastPosition(of: "deliver", before: at) ?? at, &record)
  return true
}

/// `ix.example.com [192.0.2.9]`.
private func openSMTPDOldHost(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  let end = line.end(from: at) { $0 > 32 }
  record[.client_name] = .slice(at..<end)
  guard line.holds(" [", at: end), let close = line.position(of: UInt8(ascii: "]"), from: end) else { return }
  let address = end + (line.holds("IPv6:", at: end + 2) ? 7 : 2)..<close
  if line.isAddress(address) { record[.client_address] = .slice(address) }
}

private let openSMTPDOpenings: [StaticString] = [
  "commands executed from ", "info: ", "warn: ", "fatal: ", "fatal", "debug: ", "smtp-in: ", "smtp-out: ",
  "smtp: ", "mta: ", "mda: ",
  "lookup: ", "expand: ", "queue: ", "scheduler: ", "parent: ", "control: ", "filter: ", "mfa: ", "rdns: ",
  "dns: ", "bounce: ", "imsg: ", "io: ", "rule: ", "aliases: ", "Exiting", "exiting", "limit: ", "table-",
  "startup", "ssl_", "lka: ", "ca: ", "pony: ", "dispatcher: ", "proc ", "trace: ", "setup_",
]
