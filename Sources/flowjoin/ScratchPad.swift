import Lines
import MailRecord

/// An `Output` that is never flushed is a scratch pad: keys, names and parts of records are put together there.
///
/// Each call borrows the pad for itself alone; a Span of it held by the caller would lock the whole joiner.
extension Output {
  mutating func append(_ pool: borrowing BytePool, _ block: BytePool.Block) { append(pool.bytes(block)) }

  mutating func append(_ pool: borrowing BytePool, _ parts: Parts, _ part: Int) {
    append(pool.bytes(parts, part))
  }

  /// Empties the pad.
  mutating func clear() { undo(to: 0) }
}

extension BytePool {
  mutating func store(_ pad: borrowing Output) -> Block { store(pad.held) }
}

extension ByteTable {
  mutating func slot(of pad: borrowing Output, in group: Int = 0) -> Int { slot(of: pad.held, in: group) }

  func find(_ pad: borrowing Output, in group: Int) -> Int? { find(pad.held, in: group) }
}

extension RecordReader {
  mutating func read(_ pad: borrowing Output) -> Bool { read(pad.held) }
}

extension RecordWriter {
  func copy(
    _ field: Field, _ reader: borrowing RecordReader, _ pad: borrowing Output, to output: inout Output
  ) {
    copy(field, reader, pad.held, to: &output)
  }
}
