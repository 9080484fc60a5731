import Lines
import MailRecord
import Timestamps

/// A child that its parent told of: the message that will come with this qp.
struct Child {
  let parent: Int
  /// When its parent told of it.
  let since: Instant
  /// The parent's child told of before, -1 when there is none.
  fileprivate(set) var before = -1
}

/// How long qmail-send may leave a new message unseen when nothing wakes it: SLEEP_TODO of qmail-send.c, in ns.
private let longestUnseen: Int64 = 1500_000_000_000

/// Bounces and forwards are messages of their own. Parent and child find each other by the qp: the parent's log
/// lines name it, and the child is born with it, before or after.
///
/// A bounce is told of before it is born. A forward is born while its parent's delivery is under way, so it may be
/// seen first: then it is an orphan for as long as a local delivery is open that began before its birth.
extension Joiner {
  /// The message told of a child: ties it if it is there already, else waits for it.
  ///
  /// - Parameter start: when the delivery began that made the child; nil when the child can't be there yet.
  mutating func tell(
    _ parent: Int, ofChild qp: borrowing Span<UInt8>, bornAfter start: Instant?, _ time: Instant,
    to output: inout Output
  ) {
    let queue = messages[parent].queue
    if let start, let slot = orphanTable.find(qp, in: queue) {
      let child = Int(orphanAt[slot])
      if child != parent, messages[child].born >= start {
        endOrphanhood(child)
        tie(parent, child)
        return writeIfSettled(child, to: &output)
      }
    }
    if let old = childTable.find(qp, in: queue) { abandonChild(old, to: &output) }
    expect(parent, child: qp, since: time)
  }

  mutating func expect(_ parent: Int, child qp: borrowing Span<UInt8>, since time: Instant) {
    let slot = childTable.slot(of: qp, in: messages[parent].queue)
    children.put(Child(parent: parent, since: time, before: messages[parent].awaited), at: slot)
    messages[parent].awaited = slot
  }

  /// A message was born with this qp: its parent waits for it, or may still tell of it, or there is none.
  mutating func seekParent(
    _ message: Int, qp: borrowing Span<UInt8>, _ time: Instant, to output: inout Output
  ) {
    let queue = messages[message].queue
    guard messages[message].parent.count == 0, messages[message].orphan < 0 else { return }
    if let slot = childTable.find(qp, in: queue), children[slot].parent != message {
      let (parent, since) = (children[slot].parent, children[slot].since)
      removeChild(slot)
      if time.total &- since.total <= longestUnseen { tie(parent, message) }
      writeIfSettled(parent, to: &output)
    }
    guard messages[message].parent.count == 0, queues[queue].local.first >= 0 else { return }
    if let old = orphanTable.find(qp, in: queue) {
      let elder = Int(orphanAt[old])
      endOrphanhood(elder)
      writeIfSettled(elder, to: &output)
    }
    messages[message].line = lines
    orphan(message, qp: qp)
  }

  mutating func orphan(_ message: Int, qp: borrowing Span<UInt8>) {
    let queue = messages[message].queue
    let slot = orphanTable.slot(of: qp, in: queue)
    orphanAt.put(Int32(message), at: slot)
    messages[message].orphan = slot
    orphanLinks.append(message, to: &queues[queue].orphans)
  }

  private mutating func endOrphanhood(_ message: Int) {
    guard messages[message].orphan >= 0 else { return }
    orphanTable.remove(messages[message].orphan)
    messages[message].orphan = -1
    orphanLinks.remove(message, from: &queues[messages[message].queue].orphans)
  }

  private mutating func tie(_ parent: Int, _ child: Int) {
    scratch.clear()
    scratch.append(id: messages[parent], queues, pool)
    messages[child].parent = pool.store(scratch)
    scratch.clear()
    let siblings = messages[parent].children
    scratch.append(pool, siblings)
    if siblings.count > 0 { scratch.append(UInt8(ascii: ",")) }
    scratch.append(id: messages[child], queues, pool)
    pool.free(siblings)
    messages[parent].children = pool.store(scratch)
  }

  /// Takes a child out of what its parent waits for.
  private mutating func removeChild(_ slot: Int) {
    let parent = children[slot].parent
    if messages[parent].awaited == slot {
      messages[parent].awaited = children[slot].before
    } else {
      var later = messages[parent].awaited
      while children[later].before != slot { later = children[later].before }
      children[later].before = children[slot].before
    }
    childTable.remove(slot)
  }

  private mutating func abandonChild(_ slot: Int, to output: inout Output) {
    let parent = children[slot].parent
    removeChild(slot)
    writeIfSettled(parent, to: &output)
  }

  /// Children that were not seen within the longest time that qmail-send may need are not waited for.
  mutating func forgetLostChildren(_ message: Int, _ time: Instant) {
    var slot = messages[message].awaited
    while slot >= 0 {
      let before = children[slot].before
      if time.total &- children[slot].since.total > longestUnseen { removeChild(slot) }
      slot = before
    }
  }

  /// The life of a message was cut off: nothing is waited for.
  mutating func abandonTies(_ message: Int, to output: inout Output) {
    while messages[message].awaited >= 0 { removeChild(messages[message].awaited) }
    endOrphanhood(message)
  }

  /// Ends the waiting that the log's clock or the end of a delivery made vain.
  mutating func releaseOverdue(_ queue: Int, _ time: Instant, to output: inout Output) {
    while queues[queue].orphans.first >= 0 {
      let message = queues[queue].orphans.first
      let oldest = queues[queue].local.first
      let born = messages[message].born
      if oldest >= 0, deliveries[oldest].start <= born, time.total &- born.total <= longestUnseen { break }
      endOrphanhood(message)
      writeIfSettled(message, to: &output)
    }
    while queues[queue].held.first >= 0 {
      let message = queues[queue].held.first
      if time.total &- messages[message].done.total <= longestUnseen { break }
      abandonTies(message, to: &output)
      writeIfSettled(message, to: &output)
    }
    finishAnswered(queue, time, to: &output)
  }

  /// A bounce message was made of a message. The event is passed on, it is a fact of its own.
  ///
  /// Postfix and Sendmail say so of the parent, with the queue id of the child; Exim of the child; qmail of the
  /// parent, with the qp of a child that will come.
  mutating func bounce(
    _ line: borrowing Span<UInt8>, _ queue: Int, _ time: Instant, to output: inout Output
  ) -> Bool {
    if let parent = name(.parent, line) {
      _ = describe(.new, line, queue, time, to: &output)
      tieKnown(message(named: line.extracting(parent), queue), message(line, queue))
    } else if let child = name(.next_queue_id, line) {
      let child = line.extracting(child)
      tieKnown(message(line, queue), message(named: child, queue) ?? begin(bounce: child, queue, time))
    } else {
      guard let message = message(line, queue), let qp = number(.bounce_qp, line) else { return mismatch() }
      messages[message].done = time
      messages[message].bounceQP = line.decimal(qp)
      tell(message, ofChild: line.extracting(qp), bornAfter: nil, time, to: &output)
    }
    return false
  }

  /// A bounce that only its parent speaks of when it is born; it goes to one sender.
  private mutating func begin(bounce name: borrowing Span<UInt8>, _ queue: Int, _ time: Instant) -> Int {
    let bounce = begin(name, queue, born: time, line: lines)
    messages[bounce].parts = parts(named: name, recipients: 1)
    expect(1, of: bounce)
    return bounce
  }

  /// Ties two messages that are in the queue now, of which the child has no parent yet.
  private mutating func tieKnown(_ parent: Int?, _ child: Int?) {
    if let parent, let child, parent != child, messages[child].parent.count == 0 { tie(parent, child) }
  }
}
