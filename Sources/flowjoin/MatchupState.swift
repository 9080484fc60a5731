import Lines

/// Texts of unfinished messages and deliveries, one behind the other; packed when half of them are forgotten.
struct TextPool: ~Copyable {
  private(set) var bytes: [UInt8] = []
  private var garbage = 0

  /// Keeps a copy of `text`, in small letters if asked.
  mutating func add(_ text: borrowing Span<UInt8>, lowered: Bool = false) -> Range<Int32> {
    let start = Int32(bytes.count)
    for i in text.indices {
      let byte = text[i]
      bytes.append(lowered && byte >= 65 && byte <= 90 ? byte | 0x20 : byte)
    }
    return start..<Int32(bytes.count)
  }

  mutating func forget(_ text: Range<Int32>) { garbage += text.count }

  var needsPacking: Bool { garbage > 4096 && garbage * 2 > bytes.count }

  /// Begins a new pool; the caller adds what is still needed from the old bytes, which are returned.
  mutating func beginPacking() -> [UInt8] {
    defer { (bytes, garbage) = ([], 0) }
    return bytes
  }

  func write(_ text: Range<Int32>, to output: inout Output) {
    output.append(bytes.span.extracting(Int(text.lowerBound)..<Int(text.upperBound)))
  }
}

extension [UInt8] {
  /// Copies `text` of an old pool into a new one.
  func move(_ text: inout Range<Int32>, to pool: inout TextPool) {
    text = pool.add(span.extracting(Int(text.lowerBound)..<Int(text.upperBound)))
  }
}

/// matchup's messages, in matchup's order: a removed one's place is taken by the last.
struct MatchupMessages: ~Copyable {
  enum Outcome { case success, failure, deferral }

  private struct Message {
    let number: UInt64
    var bytes: UInt64 = 0
    var qp: UInt64 = 0
    var uid: UInt64 = 0
    var success: UInt64 = 0
    var failure: UInt64 = 0
    var deferral: UInt64 = 0
    var birth: Range<Int32> = 0..<0
    var sender: Range<Int32> = 0..<0
  }

  private var all: [Message] = []
  private var places = IntTable()
  private var pool = TextPool()

  func find(_ number: UInt64) -> Int? { places[number] }

  mutating func add(
    _ number: UInt64, _ bytes: UInt64, _ qp: UInt64, _ uid: UInt64, _ birth: borrowing Span<UInt8>,
    _ sender: borrowing Span<UInt8>
  ) {
    let i = places[number] ?? all.count
    if i == all.count {
      all.append(Message(number: number))
      places[number] = i
    } else {
      pool.forget(all[i].birth)
      pool.forget(all[i].sender)
    }
    all[i] = Message(
      number: number, bytes: bytes, qp: qp, uid: uid, birth: pool.add(birth),
      sender: pool.add(sender, lowered: true))
    pack()
  }

  mutating func restore(_ number: UInt64, _ success: UInt64, _ failure: UInt64, _ deferral: UInt64) {
    guard let i = places[number] else { return }
    (all[i].success, all[i].failure, all[i].deferral) = (success, failure, deferral)
  }

  mutating func count(_ i: Int?, _ outcome: Outcome) {
    guard let i else { return }
    switch outcome {
    case .success: all[i].success &+= 1
    case .failure: all[i].failure &+= 1
    case .deferral: all[i].deferral &+= 1
    }
  }

  mutating func remove(_ number: UInt64) {
    guard let i = places[number] else { return }
    pool.forget(all[i].birth)
    pool.forget(all[i].sender)
    places.remove(number)
    let last = all.removeLast()
    if i < all.count {
      all[i] = last
      places[last.number] = i
    }
    pack()
  }

  /// The `m` line of a message that left the queue.
  mutating func end(_ number: UInt64, _ stamp: borrowing Span<UInt8>, _ output: inout Output) {
    guard let i = places[number] else { return }
    let message = all[i]
    output.append("m ")
    pool.write(message.birth, to: &output)
    output.append(UInt8(ascii: " "))
    output.append(stamp)
    for value in [message.bytes, message.success, message.failure, message.deferral] {
      output.append(blankAnd: value)
    }
    output.append(UInt8(ascii: " "))
    pool.write(message.sender, to: &output)
    output.append(blankAnd: message.qp)
    output.append(blankAnd: message.uid)
    output.endLine()
    remove(number)
  }

  /// The middle of a `d` line: birth, start, end, bytes, sender, recipient, qp, uid.
  func writeBirth(
    _ i: Int?, else delivery: Int, _ deliveries: borrowing MatchupDeliveries, _ stamp: borrowing Span<UInt8>,
    _ output: inout Output
  ) {
    if let i { pool.write(all[i].birth, to: &output) } else { deliveries.writeStart(delivery, to: &output) }
    output.append(UInt8(ascii: " "))
    deliveries.writeStart(delivery, to: &output)
    output.append(UInt8(ascii: " "))
    output.append(stamp)
    if let i {
      output.append(blankAnd: all[i].bytes)
      output.append(UInt8(ascii: " "))
      pool.write(all[i].sender, to: &output)
    } else {
      output.append(" 0 ?")
    }
    output.append(UInt8(ascii: " "))
    deliveries.writeRecipient(delivery, to: &output)
    if let i {
      output.append(blankAnd: all[i].qp)
      output.append(blankAnd: all[i].uid)
    } else {
      output.append(" ? ?")
    }
    output.append(UInt8(ascii: " "))
  }

  /// As log lines, `info` and `extra` of each.
  func write(to output: inout Output) {
    for message in all {
      pool.write(message.birth, to: &output)
      output.append(" info msg ")
      output.append(decimal: message.number)
      output.append(": bytes ")
      output.append(decimal: message.bytes)
      output.append(" from ")
      pool.write(message.sender, to: &output)
      output.append(" qp ")
      output.append(decimal: message.qp)
      output.append(" uid ")
      output.append(decimal: message.uid)
      output.append(UInt8(ascii: "\n"))
      pool.write(message.birth, to: &output)
      output.append(" extra")
      for value in [message.number, message.success, message.deferral, message.failure] {
        output.append(blankAnd: value)
      }
      output.endLine()
    }
  }

  private mutating func pack() {
    if !pool.needsPacking { return }
    let old = pool.beginPacking()
    for i in all.indices {
      old.move(&all[i].birth, to: &pool)
      old.move(&all[i].sender, to: &pool)
    }
  }
}

/// matchup's open deliveries, in matchup's order.
struct MatchupDeliveries: ~Copyable {
  private struct Delivery {
    let number: UInt64
    var message: UInt64 = 0
    var start: Range<Int32> = 0..<0
    var channel: Range<Int32> = 0..<0
    var recipient: Range<Int32> = 0..<0
  }

  private var all: [Delivery] = []
  private var places = IntTable()
  private var pool = TextPool()

  func find(_ number: UInt64) -> Int? { places[number] }

  func message(_ i: Int) -> UInt64 { all[i].message }

  mutating func add(
    _ number: UInt64, _ message: UInt64, _ start: borrowing Span<UInt8>, _ channel: borrowing Span<UInt8>,
    _ recipient: borrowing Span<UInt8>
  ) {
    let i = places[number] ?? all.count
    if i == all.count {
      all.append(Delivery(number: number))
      places[number] = i
    } else {
      forget(all[i])
    }
    all[i] = Delivery(
      number: number, message: message, start: pool.add(start), channel: pool.add(channel),
      recipient: pool.add(recipient, lowered: true))
    pack()
  }

  mutating func remove(_ i: Int) {
    forget(all[i])
    places.remove(all[i].number)
    let last = all.removeLast()
    if i < all.count {
      all[i] = last
      places[last.number] = i
    }
    pack()
  }

  mutating func removeAll() { while !all.isEmpty { remove(0) } }

  func writeStart(_ i: Int, to output: inout Output) { pool.write(all[i].start, to: &output) }

  func writeRecipient(_ i: Int, to output: inout Output) {
    pool.write(all[i].channel, to: &output)
    output.append(UInt8(ascii: "."))
    pool.write(all[i].recipient, to: &output)
  }

  /// As log lines.
  func write(to output: inout Output) {
    for delivery in all {
      pool.write(delivery.start, to: &output)
      output.append(" starting delivery ")
      output.append(decimal: delivery.number)
      output.append(": msg ")
      output.append(decimal: delivery.message)
      output.append(" to ")
      pool.write(delivery.channel, to: &output)
      output.append(UInt8(ascii: " "))
      pool.write(delivery.recipient, to: &output)
      output.endLine()
    }
  }

  private mutating func forget(_ delivery: Delivery) {
    pool.forget(delivery.start)
    pool.forget(delivery.channel)
    pool.forget(delivery.recipient)
  }

  private mutating func pack() {
    if !pool.needsPacking { return }
    let old = pool.beginPacking()
    for i in all.indices {
      old.move(&all[i].start, to: &pool)
      old.move(&all[i].channel, to: &pool)
      old.move(&all[i].recipient, to: &pool)
    }
  }
}

extension Output {
  fileprivate mutating func append(blankAnd value: UInt64) {
    append(UInt8(ascii: " "))
    append(decimal: value)
  }
}
