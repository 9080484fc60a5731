import Lines
import MailRecord

/// One mail queue: the one of an instance of an MTA on a host. Queue ids, delivery numbers and qps are its own.
struct Queue {
  let host: BytePool.Block
  let instance: BytePool.Block
  let mta: BytePool.Block
  /// `,"host":"ash","mta":"qmail"`, as it stands in each record.
  let fields: BytePool.Block
  /// Open deliveries, in the order of their starts.
  var local = Chain()
  var remote = Chain()
  /// Messages whose parent may still come to light, in the order of their births.
  var orphans = Chain()
  /// Messages that left the queue and wait for word of a child or a parent.
  var held = Chain()
  /// Messages of which each recipient has its answer, in the order of the last word on each.
  var resting = Chain()
}

extension Joiner {
  /// The queue of the event just read; nearly always that of the event before.
  mutating func queue(_ line: borrowing Span<UInt8>) -> Int {
    let host = name(.host, line) ?? 0..<0
    let instance = name(.instance, line) ?? 0..<0
    let mta = name(.mta, line) ?? 0..<0
    if lastQueue < queues.count {
      let last = queues[lastQueue]
      if pool.bytes(last.host).equals(line.extracting(host)),
        pool.bytes(last.mta).equals(line.extracting(mta)),
        pool.bytes(last.instance).equals(line.extracting(instance))
      {
        return lastQueue
      }
    }
    lastQueue = findQueue(line, host, instance, mta)
    return lastQueue
  }

  /// The host of the event just read, as a queue of which nothing else is known: connections belong to no MTA.
  mutating func hostQueue(_ line: borrowing Span<UInt8>) -> Int {
    findQueue(line, name(.host, line) ?? 0..<0, 0..<0, 0..<0)
  }

  private mutating func findQueue(
    _ line: borrowing Span<UInt8>, _ host: Range<Int>, _ instance: Range<Int>, _ mta: Range<Int>
  ) -> Int {
    scratch.clear()
    scratch.append(line.extracting(host))
    scratch.append(0)
    scratch.append(line.extracting(instance))
    scratch.append(0)
    scratch.append(line.extracting(mta))
    let slot = queueTable.slot(of: scratch)
    if slot < queues.count { return slot }
    scratch.clear()
    if !host.isEmpty { writer.copy(.host, reader, line, to: &scratch) }
    if !mta.isEmpty { writer.copy(.mta, reader, line, to: &scratch) }
    if !instance.isEmpty { writer.copy(.instance, reader, line, to: &scratch) }
    queues.append(
      Queue(
        host: pool.store(line.extracting(host)), instance: pool.store(line.extracting(instance)),
        mta: pool.store(line.extracting(mta)), fields: pool.store(scratch)))
    return slot
  }
}
