import Lines

/// matchup's open deliveries, in matchup's order.
struct MatchupDeliveries: ~Copyable {
  private struct Delivery: Numbered {
    let number: UInt64
    var message: UInt64 = 0
    var start = BytePool.Block.empty
    var channel = BytePool.Block.empty
    var recipient = BytePool.Block.empty
  }

  private var deliveries = NumberedRows<Delivery>()
  private var pool = BytePool()

  func find(_ number: UInt64) -> Int? { deliveries.find(number) }

  func message(_ i: Int) -> UInt64 { deliveries[i].message }

  mutating func add(
    _ number: UInt64, _ message: UInt64, _ start: borrowing Span<UInt8>, _ channel: borrowing Span<UInt8>,
    _ recipient: borrowing Span<UInt8>
  ) {
    let delivery = Delivery(
      number: number, message: message, start: pool.store(start), channel: pool.store(channel),
      recipient: pool.store(lowered: recipient))
    if let old = deliveries.add(delivery) { forget(old) }
  }

  mutating func remove(_ i: Int) { forget(deliveries.remove(at: i)) }

  mutating func removeAll() { while !deliveries.all.isEmpty { remove(0) } }

  func writeStart(_ i: Int, to output: inout Output) { output.append(pool.bytes(deliveries[i].start)) }

  func writeRecipient(_ i: Int, to output: inout Output) {
    output.append(pool.bytes(deliveries[i].channel))
    output.append(UInt8(ascii: "."))
    output.append(pool.bytes(deliveries[i].recipient))
  }

  /// As log lines.
  func write(to output: inout Output) {
    for delivery in deliveries.all {
      output.append(pool.bytes(delivery.start))
      output.append(" starting delivery ")
      output.append(decimal: delivery.number)
      output.append(": msg ")
      output.append(decimal: delivery.message)
      output.append(" to ")
      output.append(pool.bytes(delivery.channel))
      output.append(UInt8(ascii: " "))
      output.append(pool.bytes(delivery.recipient))
      output.endLine()
    }
  }

  private mutating func forget(_ delivery: Delivery) {
    pool.free(delivery.start)
    pool.free(delivery.channel)
    pool.free(delivery.recipient)
  }
}
