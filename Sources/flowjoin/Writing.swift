import Lines
import MailRecord
import Timestamps

/// The records of deliveries and messages.
extension Joiner {
  /// Writes the record of an attempt that ended: what was kept of its start and of its message, and the event.
  mutating func write(
    _ delivery: Delivery, of message: Int?, _ line: borrowing Span<UInt8>, _ end: Instant, _ outcome: Outcome,
    to output: inout Output
  ) {
    counters.deliveries &+= 1
    writer.begin("delivery", to: &output)
    let number = reader.range(.delivery) ?? reader.range(.recipient) ?? 0..<0
    output.append(",\"id\":")
    let isExpired = outcome == .expired && !reader.has(.delivery)
    output.append(id: delivery, line.extracting(number), isExpired: isExpired, queues, pool)
    writer.write(.time, end, to: &output)
    writeHead(delivery, of: message, isNumbered: delivery.isOpen, to: &output)
    for field in [Field.remote_mta, .remote_address, .remote_port] {
      writer.copy(field, reader, line, to: &output)
    }
    writer.write(.action, outcome.word, to: &output)
    for field in [Field.enhanced_status, .reply_code, .diagnostic] {
      writer.copy(field, reader, line, to: &output)
    }
    writeDelays(delivery, of: message, line, end, to: &output)
    writer.copy(.next_queue_id, reader, line, to: &output)
    writer.copy(.delivery, reader, line, to: &output)
    output.append(pool.bytes(delivery.parts, 2))
    if let message { output.append(pool.bytes(messages[message].parts, 4)) }
    for field in [Field.cause, .scope, .recipient_scope, .group] {
      writer.copy(field, reader, line, to: &output)
    }
    writer.end(&output)
  }

  /// Writes the record of an attempt that is under way.
  mutating func writeOpen(_ slot: Int, isState: Bool, to output: inout Output) {
    let delivery = deliveries[slot]
    let message = message(of: delivery)
    let number = deliveryTable.range(slot)
    writer.begin("delivery", to: &output)
    output.append(",\"id\":")
    output.append(id: delivery, deliveryTable.bytes.extracting(number), queues, pool)
    writeHead(delivery, of: message, isNumbered: true, isState: isState, to: &output)
    writer.write(.delivery, json: deliveryTable.bytes.extracting(number), to: &output)
    output.append(pool.bytes(delivery.parts, 2))
    if let message { output.append(pool.bytes(messages[message].parts, 4)) }
    writer.write(.complete, false, to: &output)
    writer.end(&output)
  }

  /// From `start` to `size`.
  private mutating func writeHead(
    _ delivery: Delivery, of message: Int?, isNumbered: Bool, isState: Bool = false, to output: inout Output
  ) {
    if isNumbered { writer.write(.start, delivery.start, to: &output) }
    if let message { writer.write(.born, messages[message].born, to: &output) }
    if isState { writer.write(.line, UInt64(delivery.line), to: &output) }
    output.append(pool.bytes(queues[delivery.queue].fields))
    writer.write(.queue_id, escaped: pool.bytes(delivery.parts, 0), to: &output)
    if let message { output.append(pool.bytes(messages[message].parts, 1)) }
    output.append(pool.bytes(delivery.parts, 1))
    if let message { output.append(pool.bytes(messages[message].parts, 2)) }
  }

  /// `delay` and `xdelay`, as logged or else counted from birth and start, or from what Postfix says the parts took.
  private mutating func writeDelays(
    _ delivery: Delivery, of message: Int?, _ line: borrowing Span<UInt8>, _ end: Instant,
    to output: inout Output
  ) {
    if reader.has(.delay) {
      writer.copy(.delay, reader, line, to: &output)
    } else if let message {
      writer.write(.delay, seconds: end.total &- messages[message].born.total, to: &output)
    }
    if reader.has(.xdelay) {
      writer.copy(.xdelay, reader, line, to: &output)
    } else if delivery.isOpen {
      writer.write(.xdelay, seconds: end.total &- delivery.start.total, to: &output)
    } else if let delays = reader.range(.delays), let taken = line.attempt(ofDelays: delays) {
      writer.write(.xdelay, seconds: taken, to: &output)
    }
    writer.copy(.delays, reader, line, to: &output)
  }

  /// Writes the record of a message; `isState` adds what only a state file needs.
  mutating func write(_ slot: Int, complete: Bool, isState: Bool = false, to output: inout Output) {
    let message = messages[slot]
    if !isState { counters.messages &+= 1 }
    writer.begin("message", to: &output)
    output.append(",\"id\":")
    output.append(id: message, queues, pool)
    writer.write(.born, message.born, to: &output)
    writer.write(.done, message.done, to: &output)
    if isState { writer.write(.line, UInt64(message.line), to: &output) }
    output.append(pool.bytes(queues[message.queue].fields))
    writer.write(.queue_id, escaped: pool.bytes(message.parts, 0), to: &output)
    for part in 1...4 { output.append(pool.bytes(message.parts, part)) }
    writer.write(.complete, complete, to: &output)
    writer.write(.delivered, UInt64(message.delivered), to: &output)
    writer.write(.failed, UInt64(message.failed), to: &output)
    writer.write(.delayed, UInt64(message.delayed), to: &output)
    if let qp = message.bounceQP { writer.write(.bounce_qp, qp, to: &output) }
    writeTies(message, isState: isState, to: &output)
    writeRecipients(of: slot, to: &output)
    writer.end(&output)
  }

  private mutating func writeTies(_ message: Message, isState: Bool, to output: inout Output) {
    if message.parent.count > 0 { writer.write(.parent, json: pool.bytes(message.parent), to: &output) }
    if message.children.count > 0 {
      output.append(",\"children\":[")
      output.append(pool.bytes(message.children))
      output.append(UInt8(ascii: "]"))
    }
    if !isState { return }
    if message.awaited >= 0 { writeAwaited(message, to: &output) }
    if message.orphan >= 0 { writer.write(.orphan, true, to: &output) }
  }

  private mutating func writeAwaited(_ message: Message, to output: inout Output) {
    var slot = message.awaited
    output.append(",\"waiting\":")
    var separator = UInt8(ascii: "[")
    while slot >= 0 {
      output.append(separator)
      output.append("{\"qp\":")
      output.append(childTable.bytes.extracting(childTable.range(slot)))
      writer.write(.time, children[slot].since, to: &output)
      output.append(UInt8(ascii: "}"))
      separator = UInt8(ascii: ",")
      slot = children[slot].before
    }
    output.append(UInt8(ascii: "]"))
  }
}

extension Span where Element == UInt8 {
  /// What an attempt took, in nanoseconds: of Postfix's `a/b/c/d` the last two, connecting and sending.
  ///
  ///     0.2/0.01/0.03/0.05   is   80000000
  fileprivate func attempt(ofDelays range: Range<Int>) -> Int64? {
    let slash = UInt8(ascii: "/")
    guard let last = lastPosition(of: slash, before: range.upperBound), last > range.lowerBound,
      let middle = lastPosition(of: slash, before: last), middle >= range.lowerBound,
      let connecting = nanoseconds(ofSeconds: middle + 1..<last),
      let sending = nanoseconds(ofSeconds: last + 1..<range.upperBound)
    else { return nil }
    return connecting + sending
  }
}
