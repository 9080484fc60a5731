import Lines
import MailRecord
import Timestamps

/// An attempt that is under way.
struct Delivery {
  let queue: Int
  /// Number of the line that began it.
  let line: Int
  let start: Instant
  /// Queue id | recipient, original_recipient | channel.
  let parts: Parts
  let isLocal: Bool
  var isOpen = true
}

/// Attempts begin, end, and are interrupted.
extension Joiner {
  mutating func startDelivery(_ line: borrowing Span<UInt8>, _ queue: Int, _ time: Instant) -> Bool {
    guard let number = number(.delivery, line), name(.queue_id, line) != nil, name(.recipient, line) != nil
    else {
      return mismatch()
    }
    // The same number again: the queue manager was killed and counts from 1 again.
    if let old = deliveryTable.find(line.extracting(number), in: queue) {
      counters.interrupted += 1
      close(old)
    }
    let delivery = open(line.extracting(number), line, queue, time, at: lines)
    if let message = message(line, queue) {
      messages[message].done = time
      _ = recipient(of: message, deliveries[delivery])
    }
    return true
  }

  mutating func open(
    _ number: borrowing Span<UInt8>, _ line: borrowing Span<UInt8>, _ queue: Int, _ start: Instant, at: Int
  ) -> Int {
    let slot = deliveryTable.slot(of: number, in: queue)
    let isLocal = reader.holds(.channel, "local", in: line)
    let parts = gather(.delivery, line)
    deliveries.put(Delivery(queue: queue, line: at, start: start, parts: parts, isLocal: isLocal), at: slot)
    if isLocal {
      deliveryLinks.append(slot, to: &queues[queue].local)
    } else {
      deliveryLinks.append(slot, to: &queues[queue].remote)
    }
    return slot
  }

  private mutating func close(_ slot: Int) {
    let queue = deliveries[slot].queue
    if deliveries[slot].isLocal {
      deliveryLinks.remove(slot, from: &queues[queue].local)
    } else {
      deliveryLinks.remove(slot, from: &queues[queue].remote)
    }
    pool.free(deliveries[slot].parts.block)
    deliveries[slot].isOpen = false
    deliveryTable.remove(slot)
  }

  private mutating func recipient(of message: Int, _ delivery: Delivery) -> Int {
    scratch.clear()
    scratch.append(pool, delivery.parts, 1)
    return recipient(of: message, first: delivery.start)
  }

  /// The queue manager ended or began: what was under way never ends. The event is passed on.
  mutating func interrupt(_ queue: Int, _ time: Instant, to output: inout Output) -> Bool {
    while queues[queue].local.first >= 0 {
      counters.interrupted += 1
      close(queues[queue].local.first)
    }
    while queues[queue].remote.first >= 0 {
      counters.interrupted += 1
      close(queues[queue].remote.first)
    }
    releaseOverdue(queue, time, to: &output)
    return false
  }

  mutating func endDelivery(
    _ kind: EventKind, _ line: borrowing Span<UInt8>, _ queue: Int, _ time: Instant,
    to output: inout Output
  ) -> Bool {
    guard let number = number(.delivery, line) else {
      return endWholeDelivery(kind, line, queue, time, to: &output)
    }
    guard let slot = deliveryTable.find(line.extracting(number), in: queue) else { return mismatch() }
    let delivery = deliveries[slot]
    let outcome = outcome(kind, line, isLocal: delivery.isLocal)
    var message = message(of: delivery)
    // A message that was born later only has the same queue id.
    if let found = message, delivery.start < messages[found].born { message = nil }
    write(delivery, of: message, line, time, outcome, to: &output)
    if let message {
      count(outcome, message, delivery, line, time)
      if outcome.isSuccess, delivery.isLocal, let qp = reader.range(.next_queue_id),
        line.decimal(qp) != nil
      {
        tell(message, ofChild: line.extracting(qp), bornAfter: delivery.start, time, to: &output)
      }
    }
    close(slot)
    releaseOverdue(queue, time, to: &output)
    return true
  }

  /// Attempts that one event tells all of, with queue id and recipients, and that were not announced.
  mutating func endWholeDelivery(
    _ kind: EventKind, _ line: borrowing Span<UInt8>, _ queue: Int, _ time: Instant,
    to output: inout Output
  ) -> Bool {
    guard name(.queue_id, line) != nil, let recipients = name(.recipient, line) else { return mismatch() }
    let message = message(line, queue)
    // Only Sendmail logs several recipients at once; of others a comma is a part of the address.
    if pool.bytes(queues[queue].mta).equals("sendmail") {
      var list = AddressList(recipients)
      while let recipient = list.next(in: line) {
        reader.narrow(.recipient, to: recipient)
        endWholeDelivery(kind, of: message, line, queue, time, to: &output)
      }
    } else {
      endWholeDelivery(kind, of: message, line, queue, time, to: &output)
    }
    if let message { restIfAnswered(message) }
    releaseOverdue(queue, time, to: &output)
    return true
  }

  private mutating func endWholeDelivery(
    _ kind: EventKind, of message: Int?, _ line: borrowing Span<UInt8>, _ queue: Int, _ time: Instant,
    to output: inout Output
  ) {
    let delivery = Delivery(
      queue: queue, line: lines, start: time, parts: gather(.delivery, line), isLocal: false, isOpen: false)
    let outcome = outcome(kind, line, isLocal: false)
    write(delivery, of: message, line, time, outcome, to: &output)
    if let message { count(outcome, message, delivery, line, time) }
    pool.free(delivery.parts.block)
  }

  private mutating func count(
    _ outcome: Outcome, _ message: Int, _ delivery: Delivery, _ line: borrowing Span<UInt8>, _ time: Instant
  ) {
    let recipient = recipient(of: message, delivery)
    scratch.clear()
    writer.copy(.remote_mta, reader, line, to: &scratch)
    writer.write(.action, outcome.word, to: &scratch)
    for field in [Field.enhanced_status, .diagnostic, .next_queue_id] {
      writer.copy(field, reader, line, to: &scratch)
    }
    scratch.append(pool, delivery.parts, 2)
    note(recipient, of: message, isAnswer: outcome != .delayed, last: time)
    messages[message].done = time
    switch outcome {
    case .delayed: messages[message].delayed += 1
    case .failed, .expired: messages[message].failed += 1
    default: messages[message].delivered += 1
    }
  }
}
