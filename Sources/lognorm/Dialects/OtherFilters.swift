import Lines
import MailRecord

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
  malformed {reason:rest}
  invalid {reason:rest}
  unsupported {reason:rest}
  unknown {reason:rest}
  expected {reason:rest}
  duplicate {reason:rest}
  too many {reason:rest}
  need at least {reason:rest}
  no SRS domain {reason:rest}
  not database {reason:rest}
  hash-minimum {reason:rest}
  POSTSRSD_FAKETIME{reason:rest}
  NOTIFY_SOCKET {reason:rest}
  sqlite {reason:rest}
  redis {reason:rest}
  file {reason:rest}
  chroot {reason:rest}
  socketmap {reason:rest}
  socket {reason:rest}
  seccomp {reason:rest}
  inotify{reason:rest}
  trying to reload {reason:rest}
  configuration {reason:rest}
  connection limit {reason:rest}
  sd_notify {reason:rest}
  fork: {reason:rest}
  poll: {reason:rest}
  accept: {reason:rest}
  waitpid: {reason:rest}
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
  No {:rest}
  Still some {:rest}
  Did not {reason:rest}
  Failed to {reason:rest}
  Falling back {reason:rest}
  Unexpected {reason:rest}
  Out of memory {reason:rest}
  Using {:rest}
  Skipped {:rest}
  Scheduling {:rest}
  Scan {:rest}
  Tick {:rest}
  Hit {reason:rest}
  Variable {reason:rest}
  Config file {reason:rest}
  Message contains {reason:rest}
  External filter {reason:rest}
  Multiplexor alive{:rest}
  MIMEDefang alive{:rest}
  Re-initialized {:rest}
  IP validation {:rest}
  WHOA, NELLY{reason:rest}
  Argh{reason:rest}
  Clamd {reason:rest}
  FPROTD6 {reason:rest}
  clamd is {reason:rest}
  {:text} not installed on this system
  {:word} said {reason:rest}
  {:word} tempfailed {reason:rest}
  {:word} rejected {reason:rest}
  {:word} called {reason:rest}
  action_{:rest}
  write_{:rest}
  add_ip_{:rest}
  delete_ip_{:rest}
  perl_{reason:rest}
  sendmail {reason:rest}
  notify failed: {reason:rest}
  map command failed: {reason:rest}
  smfi_{reason:rest}
  setrlimit({reason:rest}
  sigprocmask {reason:rest}
  inet_ntoa {reason:rest}
  no data {reason:rest}
  stats {:rest}
  {queue_id}: {reason:rest}
  """)
