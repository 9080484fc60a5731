import Lines
import MailRecord
import Timestamps

/// One message in one queue, from the event that began its life to the one that ends it.
struct Message {
  let queue: Int
  /// Its place in `messageTable`, `held` or `gone`.
  var slot: Int
  /// Its life is over and the queue id is free again, but its record waits.
  static let held = -1
  static let gone = -2
  /// Number of the line that began it, or made it an orphan: its place among others.
  var line: Int
  /// When the log first told more of it than its queue id: matchup's birth.
  var born: Instant
  /// When the log last spoke of it.
  var done: Instant
  /// Queue id | message_id ... sender | size | client | qp, uid.
  var parts: Parts
  /// Attempts that ended in success, failure, deferral.
  var delivered = 0
  var failed = 0
  var delayed = 0
  var bounceQP: UInt64?
  /// Ids as JSON strings, with commas between them.
  var parent = BytePool.Block.empty
  var children = BytePool.Block.empty
  /// The last told of the children not yet seen, in `children` of the joiner; -1 when there is none.
  var awaited = -1
  /// Its place in `orphanTable` while its parent may still come to light; else -1.
  var orphan = -1
  var firstRecipient = -1
  var lastRecipient = -1
  var recipients = 0
  /// Those of them whose last attempt did not end for good.
  var unanswered = 0
  /// So many recipients it has by what the log said of it; -1 when it said nothing.
  var expected = -1
  /// It is in its queue's chain of answered messages.
  var isResting = false

  /// Whether nothing can become known of it any more.
  var isSettled: Bool { awaited < 0 && orphan < 0 }
}

/// A message enters the queue, is described, leaves the queue.
extension Joiner {
  /// The message of the event's queue id that is in the queue now.
  mutating func message(_ line: borrowing Span<UInt8>, _ queue: Int) -> Int? {
    guard let name = name(.queue_id, line) else { return nil }
    return message(named: line.extracting(name), queue)
  }

  mutating func message(of delivery: Delivery) -> Int? {
    message(named: pool.bytes(delivery.parts, 0), delivery.queue)
  }

  func message(named name: borrowing Span<UInt8>, _ queue: Int) -> Int? {
    messageTable.find(name, in: queue).map { Int(messageAt[$0]) }
  }

  /// Begins a life or adds to what is known; a second beginning means that the end of the first was not logged.
  mutating func describe(
    _ kind: EventKind, _ line: borrowing Span<UInt8>, _ queue: Int, _ time: Instant,
    to output: inout Output
  ) -> Bool {
    guard let name = name(.queue_id, line) else { return mismatch() }
    var known = message(line, queue)
    if kind == .new, let old = known {
      abandonTies(old, to: &output)
      finish(old, complete: messages[old].isAnswered, to: &output)
      known = nil
    }
    let message = known ?? begin(line.extracting(name), queue, born: time, line: lines)
    messages[message].done = time
    if !messages[message].parts.hasFields { messages[message].born = time }
    messages[message].parts = gather(.message, line, over: messages[message].parts)
    if let count = reader.integer(.recipients, in: line) { expect(Int(clamping: count), of: message) }
    if let qp = number(.qp, line) { seekParent(message, qp: line.extracting(qp), time, to: &output) }
    return true
  }

  mutating func begin(_ name: borrowing Span<UInt8>, _ queue: Int, born: Instant, line: Int) -> Int {
    let slot = messageTable.slot(of: name, in: queue)
    let message = messages.take(
      Message(queue: queue, slot: slot, line: line, born: born, done: born, parts: Parts()))
    messageAt.put(Int32(message), at: slot)
    return message
  }

  /// The message left the queue. Its record waits while a child or its parent may still come to light.
  mutating func leave(
    _ line: borrowing Span<UInt8>, _ queue: Int, _ time: Instant, to output: inout Output
  ) -> Bool {
    guard let message = message(line, queue) else { return mismatch() }
    messages[message].done = time
    forgetLostChildren(message, time)
    if messages[message].isSettled {
      finish(message, complete: true, to: &output)
    } else {
      hold(message)
    }
    return true
  }

  /// Frees the queue id at once, for it may be used again at once; the record is written later.
  mutating func hold(_ message: Int) {
    stopResting(message)
    messageTable.remove(messages[message].slot)
    messages[message].slot = Message.held
    heldLinks.append(message, to: &queues[messages[message].queue].held)
  }

  /// Writes a held message once nothing more can become known of it.
  mutating func writeIfSettled(_ message: Int, to output: inout Output) {
    guard messages[message].slot == Message.held, messages[message].isSettled else { return }
    heldLinks.remove(message, from: &queues[messages[message].queue].held)
    write(message, complete: true, to: &output)
    forget(message)
  }

  mutating func finish(_ message: Int, complete: Bool, to output: inout Output) {
    stopResting(message)
    write(message, complete: complete, to: &output)
    messageTable.remove(messages[message].slot)
    forget(message)
  }

  private mutating func forget(_ message: Int) {
    pool.free(messages[message].parts.block)
    pool.free(messages[message].parent)
    pool.free(messages[message].children)
    forgetRecipients(of: message)
    messages[message].slot = Message.gone
    messages.giveBack(message)
  }
}
