import Lines
import MailRecord

/// Reads what MailScanner says of a message or a batch of them.
///
///     Message 7EA8E648248.A1B2C from 192.0.2.9 (a@b.example) to d.example is spam, SpamAssassin (score=12.3)
///     Requeue: 7EA8E648248.A1B2C to 93C1464
///     Infected message 7EA8E648248.A1B2C came from 192.0.2.9
///
/// - Source: MailScanner 5.5's MessageBatch.pm, Message.pm, SweepViruses.pm, SweepContent.pm, SA.pm.
func parseMailScanner(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.holds("Message ", at: at), mailScannerMessage(line, at + 8, &record) { return true }
  guard mailScannerShapes.read(line, text, &record) else { return false }
  if line.holds("Infected message ", at: at) { record[.verdict] = .word("infected") }
  return true
}

/// `7EA8E648248.A1B2C from 192.0.2.9 (a@b.example) to d.example is spam, ...`: the sender may hold anything.
private func mailScannerMessage(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  let id = at..<(line.end(from: at) { $0 > 32 })
  let address = id.upperBound + 6..<max(id.upperBound + 6, line.end(from: id.upperBound + 6) { $0 > 32 })
  guard line.holds(" from ", at: id.upperBound), line.holds(" (", at: address.upperBound),
    let close = line.lastPosition(of: ") to "), close > address.upperBound + 1
  else { return false }
  let recipient = close + 5..<(line.end(from: close + 5) { $0 > 32 })
  guard line.holds(" is ", at: recipient.upperBound) else { return false }
  record[.queue_id] = .slice(id)
  if line.isAddress(address) { record[.client_address] = .slice(address) }
  record[.sender] = .slice(address.upperBound + 2..<close)
  record[.recipient] = .slice(recipient)
  mailScannerScore(line, recipient.upperBound + 4..<line.count, &record)
  return true
}

/// `spam, SpamAssassin (not cached, score=12.3, required 6, BAYES_99 3.50)`: the word, and the score.
private func mailScannerScore(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
  var word = line.end(from: range.lowerBound) { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "(") }
  while word > range.lowerBound, line[word - 1] == UInt8(ascii: " ") { word -= 1 }
  record[.verdict] = .slice(range.lowerBound..<word)
  if let place = line.position(of: "score=", from: word), place < range.upperBound {
    setScore(line, place + 6, &record)
  }
  if let place = line.position(of: "required ", from: word), place < range.upperBound {
    let end = line.end(from: place + 9) { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") }
    record[.required_score] = Value.number(line, place + 9..<end)
  }
}

private let mailScannerShapes = Shapes(
  """
  Message {queue_id} from {client_address} ({sender:text}) is {verdict:rest}
  Message {queue_id} from {client_address} has {reason:rest}
  Infected message {queue_id} came from {client_address}
  Infected message {queue_id} {:rest}
  Requeue: {queue_id} to {next_queue_id}
  Spam Actions: message {queue_id} actions are {verdict:rest}
  Non-Spam Actions: message {queue_id} actions are {verdict:rest}
  Delivery of {verdict}: message {queue_id} from {sender} to {recipient} with subject {subject:rest}
  Uninfected: Delivered {messages:int} messages
  Unscanned: Delivered {messages:int} messages
  Spam Checks: Found {messages:int} spam messages
  Virus Scanning: {:text} found {:int} infections
  Virus Scanning: {:rest}
  New Batch: Scanning {messages:int} messages, {size:int} bytes
  New Batch: {:rest}
  RBL checks: {queue_id} found in {rule:rest}
  Content Checks: Detected and {:text} in {queue_id}
  Clamd::INFECTED:: {virus:text} :: {:rest}
  {:word}::INFECTED:: {virus:text} :: {:rest}
  {:word}::INFECTED::{virus:rest}
  {:text} FOUND
  Batch {:rest}
  MailScanner {:rest}
  SpamAssassin {:rest}
  Message {:rest}
  Virus {:rest}
  Virus and Content Scanning: {:rest}
  Filename Checks: {:rest}
  Filetype Checks: {:rest}
  Filetype Mime Checks: {:rest}
  Content Checks: {:rest}
  Other Checks: {:rest}
  Spam Checks: {:rest}
  Cleaned: {:rest}
  Silent: {:rest}
  Notices: {:rest}
  Sender Warnings: {:rest}
  Deleted {:rest}
  Saved {:rest}
  Archived {:rest}
  Logging {:rest}
  Using {:rest}
  Reading {:rest}
  Read {:rest}
  Connected {:rest}
  Enabling {:rest}
  Found {:rest}
  Config{:rest}
  Expired {:rest}
  Initialis{:rest}
  Initializ{:rest}
  Closing {:rest}
  Ending {:rest}
  Started {:rest}
  Starting {:rest}
  Warning: {reason:rest}
  ERROR{:rest}
  FATAL: {reason:rest}
  Cannot {reason:rest}
  Could not {reason:rest}
  Failed {reason:rest}
  Unable {reason:rest}
  Commercial {:rest}
  Bayes {:rest}
  ClamAV {:rest}
  LDAP {:rest}
  SQL {:rest}
  Process{:rest}
  Delete{:rest}
  Whitelist {:rest}
  Authenticated user auto whitelisted
  Skipping {:rest}
  Stored {:rest}
  lock.pl sees {:rest}
  Creating {:rest}
  Adding {:rest}
  Making attempt {:int} at processing message {queue_id}
  """)

/// Reads what PostSRSd says of an address that it rewrote, or did not.
///
///     7EA8E648248: <a@b.example> forwarded as <SRS0=x=y=b.example=a@d.example>
///     srs_reverse: <SRS0=x=y=b.example=a@d.example> rewritten as <a@b.example>
///
/// - Source: PostSRSd 1.11's srs2.c and postsrsd.c, 2.0's srs.c, milter.c, main.c.
func parsePostsrsd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard postsrsdShapes.read(line, text, &record) else { return false }
  if case .bytes(let start, let end) = record[.queue_id],
    line.holds("srs_", at: Int(start)) || line.holds("socketmap", at: Int(start)) || end == start
  {
    record[.queue_id] = nil
  }
  return true
}

private let postsrsdShapes = Shapes(
  """
  {queue_id}: <{sender:text}> forwarded as <{:text}>
  {queue_id}: <{original_recipient:text}> reversed to <{recipient:text}>
  srs_forward: <{sender:text}> rewritten as <{:text}>
  srs_reverse: <{original_recipient:text}> rewritten as <{recipient:text}>
  {queue_id}: <{:text}> not rewritten: {reason:rest}
  {queue_id}: <{:text}> not reversed: {reason:rest}
  <{:text}> not rewritten: {reason:rest}
  <{:text}> not reversed: {reason:rest}
  {queue_id}: rejecting invalid SRS address <{original_recipient:text}>
  {queue_id}: MTA {reason:rest}
  {queue_id}: invalid recipient: {reason:rest}
  {queue_id}: no {reason:rest}
  Signal {:int} received{:rest}
  Worker process {reason:rest}
  MTA does not support {reason:rest}
  child process {reason:rest}
  cannot {reason:rest}
  failed {reason:rest}
  error: {reason:rest}
  warning: {reason:rest}
  Excessively {reason:rest}
  postsrsd {:rest}
  """)

/// Reads what MIMEDefang says: what its filter noted of a message, and what became of it.
///
///     MDLOG,7EA8E648248,spam,12.3,192.0.2.9,<a@b.example>,<c@d.example>,subject
///     7EA8E648248: Discarding because filter instructed us to
///
/// The note has commas of others' words as `%2C`.
/// - Source: MIMEDefang 3.6's mimedefang.pl.in (md_graphdefang_log), mimedefang.c, mimedefang-multiplexor.c.
func parseMimedefang(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  if line.holds("MDLOG,", at: text.lowerBound) { return mimedefangNote(line, text.lowerBound + 6, &record) }
  guard mimedefangShapes.read(line, text, &record) else { return false }
  guard case .bytes(_, let end) = record[.queue_id] else { return true }
  for (words, action) in mimedefangActions where line.holds(words, at: Int(end) + 2) {
    record[.action] = .word(action)
  }
  return true
}

private let mimedefangActions: [(StaticString, StaticString)] = [
  ("Bouncing", "rejected"), ("Discarding", "discarded"), ("Tempfailing", "delayed"),
]

/// `7EA8E648248,spam,12.3,192.0.2.9,<a@b.example>,<c@d.example>,subject`.
private func mimedefangNote(_ line: borrowing Span<UInt8>, _ start: Int, _ record: inout Record) -> Bool {
  var at = start
  for place in 0..<6 {
    let value = at..<(line.end(from: at) { $0 != UInt8(ascii: ",") })
    if value.isEmpty || line.extracting(value).equals("?") {
      at = min(value.upperBound + 1, line.count)
      continue
    }
    switch place {
    case 0: record[.queue_id] = .slice(value)
    case 1: record[.verdict] = .slice(value)
    case 2: mimedefangValue(line, value, &record)
    case 3 where line.isAddress(value): record[.client_address] = .slice(value)
    case 4: record[.sender] = .slice(line.mailbox(at: value.lowerBound)?.inside ?? value)
    case 5: record[.recipient] = .slice(line.mailbox(at: value.lowerBound)?.inside ?? value)
    default: break
    }
    at = min(value.upperBound + 1, line.count)
  }
  if at < line.count { record[.subject] = .slice(at..<line.count) }
  return true
}

/// The first value of a note: a score, or the name of a virus.
private func mimedefangValue(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  guard case .bytes(let start, _) = record[.verdict] else { return }
  if line.holds("spam", at: Int(start)) { record[.score] = Value.number(line, value) }
  if line.holds("virus", at: Int(start)) { record[.virus] = .slice(value) }
}

private let mimedefangShapes = Shapes(
  """
  Worker {:rest}
  Slave {:rest}
  All workers {:rest}
  No free {:rest}
  Starting {:rest}
  started{:rest}
  Stopping {:rest}
  Reap{:rest}
  Kill{:rest}
  Received {:rest}
  Autoscal{:rest}
  Did not start {reason:rest}
  MIMEDefang {:rest}
  Multiplexor {:rest}
  Initialized {:rest}
  Child {:rest}
  Queue{:rest}
  Cannot {reason:rest}
  Could not {reason:rest}
  Unable to {reason:rest}
  Error{reason:rest}
  Invalid {reason:rest}
  Unknown {reason:rest}
  Timeout{reason:rest}
  Attempt{reason:rest}
  Call to {reason:rest}
  COMMANDS {reason:rest}
  mimedefang{:rest}
  mfconnect: {reason:rest}
  filter_{:rest}
  relay {:rest}
  md_{:rest}
  {queue_id}: {reason:rest}
  """)
