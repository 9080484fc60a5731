import Lines
import MailRecord

/// Reads what OpenSMTPD says of sessions and deliveries in the words of before 5.9, of routes and of itself.
///
///     smtp-in: New session 08d856b172f69c5c from host ix.example.com [192.0.2.9]
///     smtp-in: session 08d856b172f69c5c: connection from host h.example [192.0.2.9] established
///     delivery: Ok for 2e6ee6b7de0d3e3b: from=<a@b>, to=<c@d>, user=e, method=mbox, delay=1s, stat=Delivered
///     smtp-out: Disabling route [] <-> 198.51.100.18 (mx.closed.example) for 15s
///
/// - Source: OpenSMTPD 5.4 to 7.8, all its calls of log_info, log_warn and fatal.
func parseOldOpenSMTPD(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  for head: StaticString in ["delivery: ", "relay: "] where line.holds(head, at: at) {
    return openSMTPDDelivery(line, at + head.utf8CodeUnitCount, &record)
  }
  if line.holds("smtp-in: ", at: at), let reply = openSMTPDReply(line, at, &record) {
    record[.result] = .slice(reply)
    openSMTPDRefusal(line, &record)
    return true
  }
  guard openSMTPDShapes.read(line, text, &record) else { return false }
  // With -T smtp, what a client says.
  if let said = line.position(of: "<<< ", from: at), said < at + 60 {
    record.maskDialogue(line, command: said + 4..<text.upperBound)
  }
  if line.holds("smtp-in: ", at: at) { openSMTPDHost(line, at, &record) }
  if case .bytes(let start, let end) = record[.queue_id], line.holds("evpid=", at: Int(start) - 6) {
    // The message is the first half of the envelope's id.
    record[.queue_id] = .bytes(start, min(start + 8, end))
    openSMTPDAction(line, line.position(of: "deliver", from: at) ?? at, &record)
  }
  return true
}

/// `Ok for 2e6ee6b7de0d3e3b: from=<a@b>, to=<c@d>, user=e, method=mbox, delay=1s, stat=Delivered`.
private func openSMTPDDelivery(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let place = line.position(of: " for ", from: at), place < at + 12,
    let colon = line.position(of: ": ", from: place)
  else { return false }
  record[.result] = .slice(at..<place)
  record[.queue_id] = .slice(place + 5..<min(place + 13, colon))
  openSMTPDList(line, colon + 2, &record)
  openSMTPDOutcome(line, &record)
  return true
}

/// `from=<a@b>, to=<c@d>, rcpt=<->, relay=192.0.2.9 (mx.d), delay=1s, stat=250 ok`: behind `stat=` is text.
private func openSMTPDList(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) {
  var next = start
  while next < line.count {
    let equals = line.end(from: next) { $0 > 32 && $0 != UInt8(ascii: "=") }
    guard line.holds("=", at: equals) else { return }
    let key = line.extracting(next..<equals)
    let (value, end) =
      key.equals("stat") ? (equals + 1..<line.count, line.count) : line.listed(at: equals + 1)
    setOpenSMTPD(key, line, value, key.equals("relay"), &record)
    next = end + 2
  }
}

/// Where the reply stands in `smtp-in: Failed command on session ID: "RCPT TO:<x@y>" => 550 no`.
///
/// An ID has 16 digits. The last arrow counts: what stands before is the client's.
private func openSMTPDReply(
  _ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record
) -> Range<Int>? {
  let head: StaticString = "smtp-in: Failed command on session "
  let start = at + head.utf8CodeUnitCount
  guard line.holds(head, at: at), let arrow = line.lastPosition(of: "\" => "), arrow > start + 19 else {
    return nil
  }
  record[.session_id] = .slice(start..<start + 16)
  record[.commands] = .slice(start + 19..<arrow)
  return arrow + 5..<line.count
}

/// `from host ix.example.com [192.0.2.9]`, where `[local]` is no address.
private func openSMTPDHost(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  guard let host = line.position(of: " from host ", from: at), host < at + 60 else { return }
  let end = line.end(from: host + 11) { $0 > 32 }
  guard line.holds(" [", at: end), let close = line.position(of: UInt8(ascii: "]"), from: end) else { return }
  record[.client_name] = .slice(host + 11..<end)
  let address = end + (line.holds("IPv6:", at: end + 2) ? 7 : 2)..<close
  if line.isAddress(address) { record[.client_address] = .slice(address) }
}

private let openSMTPDShapes = Shapes(
  """
  smtp-in: New session {session_id} from host {:rest}
  smtp-in: Accepted message {queue_id} on session {session_id}: from=<{sender:text}>, \
  to=<{recipient:text}>, size={size:int}, ndest={recipients:int}, proto={protocol}
  smtp-in: Accepted authentication for user {auth_user:text} on session {session_id}
  smtp-in: Authentication failed for user {auth_user:text} on session {session_id}
  smtp-in: Authentication temporarily failed for user {auth_user:text} on session {session_id}
  smtp-in: Started TLS on session {session_id}: version={tls_version:text}, cipher={tls_cipher}, \
  bits={tls_bits:int}
  smtp-in: Client certificate verification {tls_verify} on session {session_id}
  smtp-in: Closing session {session_id}
  smtp-in: Ending session {session_id}: {reason:rest}
  smtp-in: Disconnecting session {session_id}: {reason:rest}
  smtp-in: Received disconnect from session {session_id}
  smtp-in: Bad input on session {session_id}: {diagnostic:rest}
  smtp-in: No PKI entry for requested SNI "{tls_sni:text}" on session {session_id}
  smtp-in: session {session_id}: msgid={queue_id}, status=Ok, from=<{sender:text}>, \
  to=<{recipient:text}>, size={size:int}, ndest={recipients:int}, proto={protocol}
  smtp-in: session {session_id}: authentication successful for user {auth_user:rest}
  smtp-in: session {session_id}: authentication failure for user {auth_user:rest}
  smtp-in: session {session_id}: authentication temporary failure for user {auth_user:rest}
  smtp-in: session {session_id}: TLS started version={tls_version:text}, cipher={tls_cipher}, \
  bits={tls_bits:int}
  smtp-in: session {session_id}: client certificate verification {tls_verify}
  smtp-in: session {session_id}: connection from host {:text} [{:text}] established
  smtp-in: session {session_id}: connection from host {:text} [{:text}] closed ({reason:text})
  smtp-in: session {session_id}: received invalid input: {diagnostic:rest}
  smtp-in: session {session_id}: {reason:rest}
  smtp-out: Connecting to {:word}://{remote_address}:{remote_port:int} ({remote_mta:text}) on session \
  {session_id}...
  smtp-out: Connected on session {session_id}
  smtp-out: Started TLS on session {session_id}: version={tls_version:text}, cipher={tls_cipher}, \
  bits={tls_bits:int}
  smtp-out: Server certificate verification {tls_verify} on session {session_id}
  smtp-out: Closing session {session_id}: {messages:int} message{:rest}
  smtp-out: Disconnecting session {session_id}: {reason:rest}
  smtp-out: Remote host seems to reject all mails on session {session_id}
  smtp-out: Error on session {session_id} after {messages:int} message{:text} sent: {reason:rest}
  smtp-out: Error on session {session_id}: {reason:rest}
  smtp-out: TLS Error on session {session_id}: {reason:rest}
  smtp-out: session {session_id}: evpid={queue_id}, status={result}, from=<{sender:text}>, \
  to=<{recipient:text}>, rcpt=<{:text}>, source={:text}, relay={:text}, delay={:text}, \
  stat={diagnostic:rest}
  smtp-out: session {session_id}: connecting to {:word}://{remote_address}:{remote_port:int} \
  ({remote_mta:text})
  smtp-out: session {session_id}: TLS started version={tls_version:text}, cipher={tls_cipher}, \
  bits={tls_bits:int}
  smtp-out: session {session_id}: connection closed, {messages:int} message{:rest}
  smtp-out: session {session_id}: error after {messages:int} message{:text} sent: {reason:rest}
  smtp-out: session {session_id}: error: {reason:rest}
  smtp-out: session {session_id}: {reason:rest}
  smtp-out: {:text}Failed to resolve MX for {:text}]: {reason:rest}
  smtp-out: {:text}Disabling route {:text}<-> {remote_address} ({remote_mta:text}) for {:rest}
  smtp-out: {:text}Enabling route {:text}<-> {remote_address} ({remote_mta:text}){:rest}
  smtp-out: {:text}Too many errors on {:text}<-> {remote_address} ({remote_mta:text}): {reason:rest}
  smtp-out: {:text}No valid route for {:rest}
  smtp-out: {:text}No MX found for {:rest}
  smtp-out: {:text}Address family mismatch on {:rest}
  smtp-out: {:text}hiwat reached on {:rest}
  smtp-out: {:text}back to lowat on {:rest}
  smtp-out: {:text}Error on {:rest}
  warn: {result} injecting failure report on message {queue_id} to <{recipient:text}> for {:int} \
  envelope{:text}: {diagnostic:rest}
  warn: {reason:rest}
  warn
  fatal: {reason:rest}
  fatal
  fatal in {:rest}
  info: {:rest}
  debug: {:rest}
  proxy {:word} event={:rest}
  queue: queue compression enabled
  queue: queue encryption enabled
  commands executed from aliases {:rest}
  failed to push dataline
  getaddrinfo: {reason:rest}
  getnameinfo: {reason:rest}
  SRS failed to decode: {reason:rest}
  connection error: {reason:rest}
  protocol error: {reason:rest}
  envelope: invalid field {:rest}
  process {:word} socket closed
  {:word}: process {:text} socket closed
  {:word}: setup done
  {:word} preference {:word}
  setup_peer: {:rest}
  setup_proc: {:rest}
  setup_done: {:rest}
  Exiting
  exiting
  {:word} exiting
  smtp: {:rest}
  mta: {:rest}
  mda: {:rest}
  lookup: {:rest}
  expand: {:rest}
  scheduler: {:rest}
  queue: {reason:rest}
  dispatcher: {reason:rest}
  pony express: {reason:rest}
  klondike: {reason:rest}
  control: {reason:rest}
  crypto: {reason:rest}
  ca: {reason:rest}
  smtpd: {reason:rest}
  parent: {reason:rest}
  bounce: {:rest}
  imsg: {:rest}
  io: {:rest}
  rule: {:rest}
  filter: {:rest}
  filters: {:rest}
  mproc: {:rest}
  control: {:rest}
  rdns: {:rest}
  table-{:word}: {reason:rest}
  {:word}[{:int}]: {:rest}
  """)
