import Lines

/// The sums of zoverall.
struct Overall {
  var messages: Int128 = 0
  /// Of completed messages: final answers, attempts, bytes, bytes by success, time in the queue.
  var recipients: Int128 = 0
  var tries: Int128 = 0
  var bytes: Int128 = 0
  var sbytes: Int128 = 0
  var qtime: Int128 = 0
  /// Attempts, whether their messages are completed or not.
  var deliveries: Int128 = 0
  var successes: Int128 = 0
  var failures: Int128 = 0
  var ddelay: Int128 = 0
  var xdelay: Int128 = 0
  /// The earliest birth and the latest end, when anything was counted.
  var first = Int128(Int64.max)
  var last: Int128 = 0

  var isEmpty: Bool { messages == 0 && deliveries == 0 }
  var deferrals: Int128 { deliveries - successes - failures }
  /// Nanoseconds from the earliest birth to the latest end.
  var span: Int128 { isEmpty ? 0 : last - first }

  mutating func add(_ delivery: Delivery) {
    deliveries &+= 1
    xdelay &+= Int128(delivery.xdelay)
    if delivery.ending == .success {
      successes &+= 1
      ddelay &+= Int128(delivery.ddelay)
    } else if delivery.ending == .failure {
      failures &+= 1
    }
    first = min(first, Int128(delivery.birth))
    last = max(last, Int128(delivery.end))
  }

  mutating func add(_ message: Message) {
    let answers = Int128(message.successes &+ message.failures)
    messages &+= 1
    recipients &+= answers
    tries &+= answers &+ Int128(message.deferrals)
    bytes &+= Int128(message.size)
    sbytes &+= Int128(message.size) &* Int128(message.successes)
    qtime &+= Int128(message.qtime)
    first = min(first, Int128(message.birth))
    last = max(last, Int128(message.done))
  }

  mutating func merge(_ other: Overall) {
    for field in Self.sums { self[keyPath: field.path] += other[keyPath: field.path] }
    first = min(first, other.first)
    last = max(last, other.last)
  }

  /// What adds, by its name in partial records.
  static var sums: [(name: StaticString, path: WritableKeyPath<Overall, Int128>)] {
    [
      ("mess", \.messages), ("recips", \.recipients), ("tries", \.tries), ("total_bytes", \.bytes),
      ("sbytes", \.sbytes), ("qtime_ns", \.qtime), ("del", \.deliveries), ("success", \.successes),
      ("failure", \.failures), ("ddelay_ns", \.ddelay), ("xdelay_ns", \.xdelay),
    ]
  }
}
