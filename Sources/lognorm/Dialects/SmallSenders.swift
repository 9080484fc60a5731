import Lines
import MailRecord

/// Reads what DragonFly's mail agent, dma, says of a message; its id stands where others have a process.
///
///     dma[2681b3.55b174449770]: mail to=<c@d.example> queued as 2681b3.55b174449770
///     dma[2681b3.55b174449770]: remote delivery deferred: mx.d.example [192.0.2.9] failed after RCPT TO: 450 4.7.1 later
///
/// - Source: dma 0.13's dma.c, mail.c, net.c, local.c, crypto.c, spool.c.
func parseDMA(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard dmaShapes.read(line, text, &record) else { return false }
  if record[.queue_id] == nil, case .bytes(_, let end) = record[.app], line.holds("[", at: Int(end)),
    let close = line.position(of: UInt8(ascii: "]"), from: Int(end)), close < text.lowerBound
  {
    record[.queue_id] = .slice(Int(end) + 1..<close)
  }
  let at = line.end(from: text.lowerBound) { $0 == UInt8(ascii: " ") }
  if line.holds("remote delivery deferred", at: at) { record[.action] = .word("delayed") }
  if line.holds("local delivery deferred", at: at) { record[.action] = .word("delayed") }
  if line.holds("remote delivery to ", at: at) || line.holds("remote delivery failed", at: at)
    || line.holds("local delivery failed", at: at)
  {
    record[.action] = .word("failed")
  }
  let isDelivered = line.holds("<", at: at) && line.ends(with: "> delivery successful")
  if isDelivered { record[.action] = .word("delivered") }
  readDiagnostic(line, succeeded: false, &record)
  return true
}

private let dmaShapes = Shapes(
  """
  new mail from user={user} uid={uid:int} envelope_from=<{sender:text}>
  mail to=<{recipient:text}> queued as {queue_id}
  <{recipient:text}> trying delivery
  <{recipient:text}> delivery successful
  invalid recipient `{recipient:text}'
  trying remote delivery to {remote_mta} [{remote_address}] pref {:int}
  using smarthost ({remote_mta:text})
  connect to {remote_mta} [{remote_address}] failed: {reason:rest}
  remote delivery to {remote_mta} [{remote_address}] failed after {command:text}: {diagnostic:rest}
  remote delivery deferred: {remote_mta} [{remote_address}] failed after {command:text}: {diagnostic:rest}
  remote delivery deferred: {diagnostic:rest}
  remote delivery failed: {diagnostic:rest}
  local delivery deferred: {diagnostic:rest}
  local delivery failed: {diagnostic:rest}
  delivery failed, bouncing as {next_queue_id}
  can not bounce a bounce message, discarding
  Server greeting successfully completed
  Server supports {:rest}
  Server does not support {:rest}
  using SMTP authentication for {user:rest}
  using secure connection{:rest}
  SMTP login failed{reason:rest}
  SMTP authentication {reason:rest}
  remote delivery {reason:rest}
  SSL {reason:rest}
  STARTTLS {reason:rest}
  DNS lookup {reason:rest}
  can not {reason:rest}
  could not {reason:rest}
  cannot {reason:rest}
  unable to {reason:rest}
  error {reason:rest}
  mail {:rest}
  bounce {:rest}
  """)

/// Reads what msmtp says of a message: words and values, those of others in quotes.
///
///     host=mx.d.example tls=off auth=off from=a@b.example recipients=c@d.example,e@f.example mailsize=164 smtpstatus=250 smtpmsg='250 2.0.0 Ok: queued as A1' exitcode=EX_OK
///
/// - Source: msmtp 1.8's msmtp.c (msmtp_get_log_info).
func parseMsmtp(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  guard line.holds("host=", at: at), let mail = line.position(of: " from=", from: at),
    let code = line.lastPosition(of: " exitcode=")
  else { return false }
  if let host = line.msmtpValue(" host=", from: at - 1) { record[.remote_mta] = .slice(host) }
  if let user = line.msmtpValue(" user=", from: at), user.lowerBound < mail {
    record[.auth_user] = .slice(user)
  }
  if let sender = line.msmtpValue(" from=", from: mail) { record[.sender] = .slice(sender) }
  if let recipients = line.msmtpValue(" recipients=", from: mail) {
    record[.recipient] = .slice(recipients)
    if let size = line.msmtpValue(" mailsize=", from: recipients.upperBound), let number = line.decimal(size)
    {
      record[.size] = .integer(number)
    }
    if let said = line.position(of: " smtpmsg='", from: recipients.upperBound) {
      let end = line.position(of: "' errormsg=", from: said) ?? code - 1
      if end > said + 10 { record[.diagnostic] = .slice(said + 10..<end) }
    }
  }
  if let place = line.lastPosition(of: " errormsg='"), place + 11 < code - 1 {
    record[.reason] = .slice(place + 11..<code - 1)
    if record[.diagnostic] == nil { record[.diagnostic] = .slice(place + 11..<code - 1) }
  }
  let isSent = line.holds("EX_OK", at: code + 10)
  record[.action] = isSent ? .word("relayed") : .word("failed")
  readDiagnostic(line, succeeded: isSent, &record)
  return true
}

/// Whether a text without a tag is a line of msmtp's own log.
func isMsmtp(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  line.holds("host=", at: text.lowerBound) && line.position(of: " exitcode=EX_", from: text.lowerBound) != nil
}

/// Reads what sSMTP says: one line a message, and with `Debug` the dialogue, whose passwords are masked.
///
///     Sent mail for a@b.example (221 2.0.0 Bye) uid=0 username=root outbytes=301
///     RCPT TO:<c@d.example> (550 5.1.1 User unknown)
///
/// - Source: sSMTP 2.64's ssmtp.c.
func parseSSMTP(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  record.maskDialogue(line, command: text)
  guard ssmtpShapes.read(line, text, &record) else { return true }
  if line.holds("Sent mail for ", at: text.lowerBound) { record[.action] = .word("relayed") }
  if line.holds("RCPT TO:<", at: text.lowerBound) { record[.action] = .word("failed") }
  readDiagnostic(line, succeeded: false, &record)
  return true
}

private let ssmtpShapes = Shapes(
  """
  Sent mail for {sender:text} ({:text}) uid={uid:int} username={user} outbytes={size:int}
  RCPT TO:<{recipient:text}> ({diagnostic:text})
  """)

/// Reads what nullmailer-send says of the message that it has in hand.
///
///     From: <a@b.example> to: <c@d.example>
///     smtp: Failed: 550 5.1.1 User unknown
///
/// - Source: nullmailer 2.2's send.cc, protocols/smtp.cc and protocol.cc.
func parseNullmailer(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard nullmailerShapes.read(line, text, &record) else { return false }
  let isSent = line.position(of: "Succeeded: ", from: text.lowerBound) == text.lowerBound + 6
  if isSent { record[.action] = .word("relayed") }
  if line.holds("smtp: Failed: 4", at: text.lowerBound) { record[.action] = .word("delayed") }
  if line.holds("smtp: Failed: 5", at: text.lowerBound) { record[.action] = .word("failed") }
  readDiagnostic(line, succeeded: isSent, &record)
  return true
}

private let nullmailerShapes = Shapes(
  """
  Rescanning queue.
  Starting delivery, {messages:int} message(s) in queue.
  Delivery complete, {messages:int} message(s) remain.
  Starting delivery: host: {remote_mta} protocol: {protocol} file: {queue_id}
  Starting delivery: {:rest}
  From: <{sender:text}> to: <{recipient:text}>
  From: <{sender:text}> to: {:rest}
  Message-Id: <{message_id:text}>
  Sent file.
  smtp: Succeeded: {diagnostic:rest}
  smtp: Failed: {diagnostic:rest}
  qmqp: Succeeded: {diagnostic:rest}
  qmqp: Failed: {diagnostic:rest}
  {:int} {diagnostic:rest}
  Sending failed: {reason:rest}
  Moving message {queue_id} into failed
  Generating bounce for {queue_id}
  Trigger {:rest}
  Can't {reason:rest}
  Could not {reason:rest}
  Error {reason:rest}
  Warning: {reason:rest}
  No remote {reason:rest}
  nullmailer-{:word}: {reason:rest}
  """)

/// The codes that a diagnostic begins with.
private func readDiagnostic(_ line: borrowing Span<UInt8>, succeeded: Bool, _ record: inout Record) {
  guard case .bytes(let start, let end) = record[.diagnostic] else { return }
  Reply.read(line, Int(start)..<Int(end), succeeded: succeeded, &record)
}

extension Span where Element == UInt8 {
  /// What stands behind ` from=`, up to a blank.
  fileprivate func msmtpValue(_ key: StaticString, from start: Int) -> Range<Int>? {
    let place: Int
    if start >= 0, holds(key, at: start) {
      place = start
    } else if let found = position(of: key, from: Swift.max(start, 0)) {
      place = found
    } else {
      return nil
    }
    let first = place + key.utf8CodeUnitCount
    let last = end(from: first) { $0 > 32 }
    return last > first ? first..<last : nil
  }
}
