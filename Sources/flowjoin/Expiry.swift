import Lines
import MailRecord
import Timestamps

/// A message's time in the queue is over.
extension Joiner {
  /// Ends it for each recipient whose last attempt was put off, as an attempt that expired, with what that one said.
  ///
  ///     5C8EB64833C: from=<qdirk@quarry.example>, status=expired, returned to sender
  ///
  /// Postfix says it once for all of them; other MTAs say it of each, which is then a delivery like any other.
  /// postsuper's word that a message shall expire has no action, and passes.
  mutating func lapse(
    _ line: borrowing Span<UInt8>, _ queue: Int, _ time: Instant, to output: inout Output
  ) -> Bool {
    guard reader.holds(.action, "expired", in: line) else { return false }
    guard let message = message(line, queue) else { return mismatch() }
    let recipients = delayedRecipients(of: message)
    if recipients.isEmpty { return false }
    let event = lapsing(line)
    var attempt = Output("flowjoin", descriptor: -1)
    for recipient in recipients {
      attempt.clear()
      attempt.append(event.held)
      append(recipient, to: &attempt)
      attempt.append(UInt8(ascii: "}"))
      if reader.read(attempt) { _ = endWholeDelivery(.expired, attempt.held, queue, time, to: &output) }
    }
    return true
  }

  /// What the event just read says of all its recipients.
  private mutating func lapsing(_ line: borrowing Span<UInt8>) -> Output {
    var event = Output("flowjoin", descriptor: -1)
    writer.begin("event", to: &event)
    for field in [Field.host, .mta, .instance, .queue_id, .cause, .scope, .recipient_scope, .group] {
      writer.copy(field, reader, line, to: &event)
    }
    return event
  }
}
