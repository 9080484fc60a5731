import Lines
import MailRecord
import Timestamps

/// Names of records: they depend on the input alone, so that another run or another worker gives the same ones.
extension Output {
  /// Appends the id of a message as a JSON string: host, queue id and birth; no slash when no host is known.
  ///
  ///     "ash/5645523@1795217450.054717"
  mutating func append(id message: Message, _ queues: [Queue], _ pool: borrowing BytePool) {
    append(UInt8(ascii: "\""))
    append(place: queues[message.queue], pool.bytes(message.parts, 0), message.born, pool)
    append(UInt8(ascii: "\""))
  }

  /// Appends the id of a delivery as a JSON string: host, queue id, start and delivery number; of one that was not
  /// announced its end and its recipient, and that it expired: that may be in the second of the last attempt.
  ///
  ///     "ash/5645523@1795217450.061124/12"
  ///     "mx1/5E5E8648240@1795218243/erin@northfield.example"
  ///     "mx1/5E5E8648240@1795650243/erin@northfield.example/expired"
  mutating func append(
    id delivery: Delivery, _ number: borrowing Span<UInt8>, isExpired: Bool = false, _ queues: [Queue],
    _ pool: borrowing BytePool
  ) {
    append(UInt8(ascii: "\""))
    append(place: queues[delivery.queue], pool.bytes(delivery.parts, 0), delivery.start, pool)
    append(UInt8(ascii: "/"))
    append(number)
    append(isExpired ? "/expired\"" : "\"")
  }

  /// Appends the inside of an id: host, name, moment.
  mutating func append(
    place queue: Queue, _ name: borrowing Span<UInt8>, _ instant: Instant, _ pool: borrowing BytePool
  ) {
    if queue.host.count > 0 {
      append(pool.bytes(queue.host))
      append(UInt8(ascii: "/"))
    }
    append(name)
    append(UInt8(ascii: "@"))
    append(epoch: instant)
  }

  /// Appends a moment in seconds since 1970, with the digits that it has.
  private mutating func append(epoch instant: Instant) {
    if instant.seconds < 0 { append(UInt8(ascii: "-")) }
    append(decimal: instant.seconds.magnitude)
    if instant.digits == 0 { return }
    append(UInt8(ascii: "."))
    let unit: UInt32 = instant.digits == 9 ? 1 : instant.digits == 6 ? 1000 : 1_000_000
    append(decimal: UInt64(instant.nanoseconds / unit), digits: Int(instant.digits))
  }
}
