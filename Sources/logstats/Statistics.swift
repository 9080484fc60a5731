import Lines

/// Everything that the reports of one period are made of: only what adds, so that parts merge exactly.
struct Statistics: ~Copyable {
  let parts: Parts
  var overall = Overall()
  /// By `uid/<sender>`.
  var senders = Tally([
    "mess", "total_bytes", "sbytes", "rbytes", "success", "failure", "deferral", "xdelay_ns",
  ])
  /// By recipient with its channel.
  var recipients = Tally(["sbytes", "success", "failure", "deferral", "xdelay_ns", "xdelay_awk"])
  /// By reason.
  var successes = Tally(["del", "xdelay_ns", "xdelay_awk"])
  var failures = Tally(["del", "xdelay_ns", "xdelay_awk"])
  var deferrals = Tally(["del", "xdelay_ns", "xdelay_awk"])
  /// By `cause/mta`.
  var causes = Tally(["failure", "deferral", "reject"])
  /// By ddelay, as awk prints it.
  var ddelays = Tally(["del"])
  private var scratch = Output("logstats", descriptor: -1)

  var isEmpty: Bool {
    overall.isEmpty
      && senders.count + recipients.count + successes.count + failures.count + deferrals.count == 0
      && causes.count + ddelays.count == 0
  }

  init(_ parts: Parts) { self.parts = parts }

  /// Counts an attempt, whose words stand in `text`.
  mutating func add(_ delivery: Delivery, in text: borrowing Span<UInt8>) {
    overall.add(delivery)
    if parts.contains(.senders) {
      let row = senderRow(delivery.uid, delivery.sender, in: text)
      senders.add(Int128(delivery.xdelay), to: 7, of: row)
    }
    if parts.contains(.recipients) {
      let row = recipients.row(of: text.extracting(delivery.recipient))
      recipients.add(Int128(delivery.xdelay), to: 4, of: row)
      recipients.add(Int128(awkTicks(delivery.end, delivery.start)), to: 5, of: row)
      switch delivery.ending {
      case .success:
        recipients.add(Int128(delivery.size), to: 0, of: row)
        recipients.add(1, to: 1, of: row)
      case .failure: recipients.add(1, to: 2, of: row)
      case .deferral: recipients.add(1, to: 3, of: row)
      case .other: break
      }
    }
    switch delivery.ending {
    case .success:
      if parts.contains(.successes) { successes.count(delivery, in: text) }
      if parts.contains(.ddelays) { count(ddelay: delivery) }
    case .failure:
      if parts.contains(.failures) { failures.count(delivery, in: text) }
      count(cause: delivery.cause, delivery.mta, as: 0, in: text)
    case .deferral:
      if parts.contains(.deferrals) { deferrals.count(delivery, in: text) }
      count(cause: delivery.cause, delivery.mta, as: 1, in: text)
    case .other: break
    }
  }

  /// Counts a refusal.
  mutating func add(_ reject: Reject, in text: borrowing Span<UInt8>) {
    count(cause: reject.cause, reject.mta, as: 2, in: text)
  }

  /// Counts one that did not succeed under its cause.
  private mutating func count(
    cause: Range<Int>, _ mta: Range<Int>, as column: Int, in text: borrowing Span<UInt8>
  ) {
    guard parts.contains(.causes) else { return }
    scratch.undo(to: 0)
    if cause.isEmpty { scratch.append(UInt8(ascii: "?")) } else { scratch.append(text.extracting(cause)) }
    scratch.append(UInt8(ascii: "/"))
    if mta.isEmpty { scratch.append(UInt8(ascii: "?")) } else { scratch.append(text.extracting(mta)) }
    causes.add(1, to: column, of: causes.row(of: scratch))
  }

  /// Counts a message that has left the queue.
  mutating func add(_ message: Message, in text: borrowing Span<UInt8>) {
    overall.add(message)
    guard parts.contains(.senders) else { return }
    let row = senderRow(message.uid, message.sender, in: text)
    let size = Int128(message.size)
    senders.add(1, to: 0, of: row)
    senders.add(size, to: 1, of: row)
    senders.add(size * Int128(message.successes), to: 2, of: row)
    senders.add(size * Int128(message.successes + message.failures), to: 3, of: row)
    senders.add(Int128(message.successes), to: 4, of: row)
    senders.add(Int128(message.failures), to: 5, of: row)
    senders.add(Int128(message.deferrals), to: 6, of: row)
  }

  /// Adds all of `other`, which is used no more; the tallies side by side.
  mutating func merge(_ other: inout Statistics) {
    overall.merge(other.overall)
    let (mine, others) = ((0..<7).map { _ in TallyBox() }, (0..<7).map { _ in TallyBox() })
    swapTallies(mine)
    other.swapTallies(others)
    sideBySide(mine.count) { mine[$0].tally.merge(others[$0].tally) }
    swapTallies(mine)
  }

  private mutating func swapTallies(_ boxes: [TallyBox]) {
    swap(&senders, &boxes[0].tally)
    swap(&recipients, &boxes[1].tally)
    swap(&successes, &boxes[2].tally)
    swap(&failures, &boxes[3].tally)
    swap(&deferrals, &boxes[4].tally)
    swap(&ddelays, &boxes[5].tally)
    swap(&causes, &boxes[6].tally)
  }

  /// The row of `uid/<sender>`.
  private mutating func senderRow(_ uid: Range<Int>, _ sender: Range<Int>, in text: borrowing Span<UInt8>)
    -> Int
  {
    scratch.undo(to: 0)
    scratch.append(text.extracting(uid))
    scratch.append(UInt8(ascii: "/"))
    scratch.append(text.extracting(sender))
    return senders.row(of: scratch)
  }

  private mutating func count(ddelay delivery: Delivery) {
    scratch.undo(to: 0)
    scratch.append(awkDifference: delivery.end, delivery.birth)
    ddelays.add(1, to: 0, of: ddelays.row(of: scratch))
  }
}

/// Where a tally lies while a thread has it.
private final class TallyBox {
  var tally = Tally([])
}

extension Tally {
  /// Counts one delivery under its reason.
  fileprivate mutating func count(_ delivery: Delivery, in text: borrowing Span<UInt8>) {
    let row = row(of: text.extracting(delivery.reason))
    add(1, to: 0, of: row)
    add(Int128(delivery.xdelay), to: 1, of: row)
    add(Int128(awkTicks(delivery.end, delivery.start)), to: 2, of: row)
  }
}

/// The parts of `Statistics` that some report needs.
struct Parts: OptionSet {
  let rawValue: Int
  static let overall = Parts(rawValue: 1)
  static let senders = Parts(rawValue: 2)
  static let recipients = Parts(rawValue: 4)
  static let successes = Parts(rawValue: 8)
  static let failures = Parts(rawValue: 16)
  static let deferrals = Parts(rawValue: 32)
  static let ddelays = Parts(rawValue: 64)
  /// Nothing is counted for it.
  static let listing = Parts(rawValue: 128)
  static let causes = Parts(rawValue: 256)
}
