import Lines

/// matchup's messages, in matchup's order: a removed one's place is taken by the last.
struct MatchupMessages: ~Copyable {
  enum Outcome { case success, failure, deferral }

  private struct Message: Numbered {
    let number: UInt64
    var bytes: UInt64 = 0
    var qp: UInt64 = 0
    var uid: UInt64 = 0
    var success: UInt64 = 0
    var failure: UInt64 = 0
    var deferral: UInt64 = 0
    var birth = BytePool.Block.empty
    var sender = BytePool.Block.empty
  }

  private var messages = NumberedRows<Message>()
  private var pool = BytePool()

  func find(_ number: UInt64) -> Int? { messages.find(number) }

  mutating func add(
    _ number: UInt64, _ bytes: UInt64, _ qp: UInt64, _ uid: UInt64, _ birth: borrowing Span<UInt8>,
    _ sender: borrowing Span<UInt8>
  ) {
    let message = Message(
      number: number, bytes: bytes, qp: qp, uid: uid, birth: pool.store(birth),
      sender: pool.store(lowered: sender))
    if let old = messages.add(message) { forget(old) }
  }

  mutating func restore(_ number: UInt64, _ success: UInt64, _ failure: UInt64, _ deferral: UInt64) {
    guard let i = find(number) else { return }
    (messages[i].success, messages[i].failure, messages[i].deferral) = (success, failure, deferral)
  }

  mutating func count(_ i: Int?, _ outcome: Outcome) {
    guard let i else { return }
    switch outcome {
    case .success: messages[i].success &+= 1
    case .failure: messages[i].failure &+= 1
    case .deferral: messages[i].deferral &+= 1
    }
  }

  mutating func remove(_ number: UInt64) {
    if let i = find(number) { forget(messages.remove(at: i)) }
  }

  private mutating func forget(_ message: Message) {
    pool.free(message.birth)
    pool.free(message.sender)
  }

  /// The `m` line of a message that left the queue.
  mutating func end(_ number: UInt64, _ stamp: borrowing Span<UInt8>, _ output: inout Output) {
    guard let i = find(number) else { return }
    let message = messages[i]
    output.append("m ")
    output.append(pool.bytes(message.birth))
    output.append(UInt8(ascii: " "))
    output.append(stamp)
    for value in [message.bytes, message.success, message.failure, message.deferral] {
      output.append(blankAnd: value)
    }
    output.append(UInt8(ascii: " "))
    output.append(pool.bytes(message.sender))
    output.append(blankAnd: message.qp)
    output.append(blankAnd: message.uid)
    output.endLine()
    forget(messages.remove(at: i))
  }

  /// The middle of a `d` line: birth, start, end, bytes, sender, recipient, qp, uid.
  func writeBirth(
    _ i: Int?, else delivery: Int, _ deliveries: borrowing MatchupDeliveries, _ stamp: borrowing Span<UInt8>,
    _ output: inout Output
  ) {
    if let i {
      output.append(pool.bytes(messages[i].birth))
    } else {
      deliveries.writeStart(delivery, to: &output)
    }
    output.append(UInt8(ascii: " "))
    deliveries.writeStart(delivery, to: &output)
    output.append(UInt8(ascii: " "))
    output.append(stamp)
    if let i {
      output.append(blankAnd: messages[i].bytes)
      output.append(UInt8(ascii: " "))
      output.append(pool.bytes(messages[i].sender))
    } else {
      output.append(" 0 ?")
    }
    output.append(UInt8(ascii: " "))
    deliveries.writeRecipient(delivery, to: &output)
    if let i {
      output.append(blankAnd: messages[i].qp)
      output.append(blankAnd: messages[i].uid)
    } else {
      output.append(" ? ?")
    }
    output.append(UInt8(ascii: " "))
  }

  /// As log lines, `info` and `extra` of each.
  func write(to output: inout Output) {
    for message in messages.all {
      output.append(pool.bytes(message.birth))
      output.append(" info msg ")
      output.append(decimal: message.number)
      output.append(": bytes ")
      output.append(decimal: message.bytes)
      output.append(" from ")
      output.append(pool.bytes(message.sender))
      output.append(" qp ")
      output.append(decimal: message.qp)
      output.append(" uid ")
      output.append(decimal: message.uid)
      output.append(UInt8(ascii: "\n"))
      output.append(pool.bytes(message.birth))
      output.append(" extra")
      for value in [message.number, message.success, message.deferral, message.failure] {
        output.append(blankAnd: value)
      }
      output.endLine()
    }
  }
}

extension Output {
  /// A blank and the number.
  fileprivate mutating func append(blankAnd value: UInt64) {
    append(UInt8(ascii: " "))
    append(decimal: value)
  }
}
