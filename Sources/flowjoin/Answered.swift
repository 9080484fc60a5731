import Timestamps
import Lines

/// So long the log may speak of a message behind the answer of its last recipient, in ns: of the bounce made of it.
private let longestAfterthought: Int64 = 60_000_000_000

/// Messages whose end no log line tells: Sendmail's. A life is over when each recipient has its answer.
///
///     5ALA04Qx000301: from=<a@b.example>, ..., nrcpts=2, ...        two are expected
///     5ALA04Qx000301: to=<c@d.example>,<e@d.example>, ..., stat=Sent   and both were answered
///
/// The record waits a while, since a bounce is told of behind the answer that it is made of.
extension Message {
  /// Whether all recipients that the log said it has, and all that it named, were answered for good.
  var isAnswered: Bool { expected >= 0 && unanswered == 0 && recipients >= expected }
}

extension Joiner {
  /// The log said how many recipients a message has.
  mutating func expect(_ recipients: Int, of message: Int) {
    messages[message].expected = recipients
    restIfAnswered(message)
  }

  /// Notes the latest word on a message, which may be its last.
  mutating func restIfAnswered(_ message: Int) {
    stopResting(message)
    if !messages[message].isAnswered { return }
    restingLinks.append(message, to: &queues[messages[message].queue].resting)
    messages[message].isResting = true
  }

  mutating func stopResting(_ message: Int) {
    if !messages[message].isResting { return }
    restingLinks.remove(message, from: &queues[messages[message].queue].resting)
    messages[message].isResting = false
  }

  /// Writes the messages of which nothing more will be said.
  mutating func finishAnswered(_ queue: Int, _ time: Instant, to output: inout Output) {
    while queues[queue].resting.first >= 0 {
      let message = queues[queue].resting.first
      if time.total &- messages[message].done.total <= longestAfterthought { return }
      abandonTies(message, to: &output)
      finish(message, complete: true, to: &output)
    }
  }
}
