import Glibc

/// Lines shared among threads by blocks: whichever is free reads the next block, and writes what it made of it when
/// all blocks before are written.
extension Input {
  /// For filters whose sums add up, so that it does not matter which of them had a line.
  ///
  /// - Parameters:
  ///   - make: makes the filter of a thread, one after the other; `read` alone is called.
  ///   - inTurn: called with its filter for each block, in order, when its lines were read.
  ///   - merge: takes each filter at the end.
  public mutating func share<Filter: LineFilter & ~Copyable>(
    among threads: Int, _ make: () -> Filter, to output: inout Output, inTurn: (inout Filter) -> Void,
    merge: (inout Filter) -> Void
  ) {
    let readers = share(among: threads, { BlockReader(make(), cap: $0) }, to: &output) { _, _, _ in
    } inTurn: { reader in
      inTurn(&reader.filter)
    }
    for reader in readers { merge(&reader.filter) }
  }

  /// - Parameters:
  ///   - make: makes the reader of a thread, one after the other.
  ///   - taken: called for each block, in order, before its lines are read, and never by two at a time.
  ///   - inTurn: called for each block, in order, when its lines were read, and never by two at a time.
  mutating func share<Filter: LineFilter & ~Copyable, Reader: BlockReader<Filter>>(
    among threads: Int, _ make: (_ cap: Int) -> Reader, to output: inout Output,
    taken: (Reader, Source, Turns) -> Void, inTurn: (Reader) -> Void
  ) -> [Reader] {
    var readers: [Reader] = []
    var feed = Feed(cap: cap)
    let reading = Lock()
    let turns = Turns()
    sideBySide(threads) { _ in
      let ready = reading.hold { () -> Reader? in
        // A thread that comes too late for a short input needs no reader.
        if !feed.hasMore(names) { return nil }
        readers.append(make(cap))
        return readers.last
      }
      guard let reader = ready else { return }
      while reading.hold({ take(reader, &feed, turns, taken) }) {
        reader.read()
        turns.take(reader.turn) {
          inTurn(reader)
          reader.write(to: &output)
        }
      }
    }
    progress.end()
    return readers
  }

  /// Fills the reader's empty buffer with the next block of whole lines; false when there is none.
  private mutating func take<Filter: LineFilter & ~Copyable, Reader: BlockReader<Filter>>(
    _ reader: Reader, _ feed: inout Feed, _ turns: Turns, _ taken: (Reader, Source, Turns) -> Void
  ) -> Bool {
    guard let source = fill(&reader.buffer, &feed) else { return false }
    feed.count += 1
    (reader.turn, reader.source) = (feed.count, feed.opened)
    taken(reader, source, turns)
    return true
  }

  /// Fills the empty `buffer`; nil when nothing is left, else where its lines come from.
  private mutating func fill(_ buffer: inout LineBuffer, _ feed: inout Feed) -> Source? {
    swap(&buffer, &feed.rest)
    while let source = feed.open(names, tool, isStopped) {
      let isOver = !fill(&buffer, source, &feed.rest)
      if isOver { feed.close(isStopped ? nil : tool) }
      if isStopped && !keepsPart { buffer.dropPart() }
      if !isOver || !buffer.isEmpty { return source }
    }
    return nil
  }

  /// Reads until there are lines enough, or no more just now; false at the end of the source, or when the tool was
  /// told to end.
  private mutating func fill(_ buffer: inout LineBuffer, _ source: Source, _ rest: inout LineBuffer) -> Bool {
    while true {
      switch Signals.wait(for: source.descriptor, seconds: 0) {
      case .ended:
        isStopped = true
        return false
      case .idle:
        if buffer.passRest(to: &rest) { return true }
        _ = Signals.wait(for: source.descriptor, seconds: 60)
        continue
      case .ready: break
      }
      let n = unsafe buffer.fill { unsafe Glibc.read(source.descriptor, $0, $1) }
      if !took(n, from: source) { continue }
      if n == 0 { return false }
      if buffer.isFull, buffer.passRest(to: &rest) { return true }
    }
  }
}

/// Where the next block comes from.
private struct Feed: ~Copyable {
  /// What stands behind the last whole line of the block before.
  var rest: LineBuffer
  /// Blocks taken.
  var count = 0
  private var source: Source?
  private(set) var opened = 0

  init(cap: Int) { rest = LineBuffer(cap: cap, room: blockSize) }

  /// Whether there is, or may be, something to read.
  func hasMore(_ names: [String]) -> Bool { source != nil || opened < names.count }

  /// The source that is being read, or the next one.
  mutating func open(_ names: [String], _ tool: StaticString, _ isStopped: Bool) -> Source? {
    if source == nil, !isStopped, opened < names.count {
      source = Source.open(names[opened], tool: tool)
      opened += 1
    }
    return source
  }

  /// - Parameter tool: nil when the source was not read to its end.
  mutating func close(_ tool: StaticString?) {
    if let tool { source?.finish(tool) }
    source = nil
  }
}

/// A block fits into the cache that a processor has for itself.
private let blockSize = 1 << 18

/// One thread's block, its filter, and what that writes.
class BlockReader<Filter: LineFilter & ~Copyable> {
  final var filter: Filter
  final var buffer: LineBuffer
  final var output = Output("block", descriptor: -1)
  /// The block's place among all, and its source's place among the sources, both from 1.
  final fileprivate(set) var turn = 0
  final fileprivate(set) var source = 0

  init(_ filter: consuming Filter, cap: Int) {
    self.filter = filter
    buffer = LineBuffer(cap: cap, room: blockSize)
  }

  func read() { buffer.eachLine(of: &filter, to: &output) }

  final func write(to output: inout Output) {
    self.output.pass(to: &output)
    buffer.removeAll()
  }
}

/// Who may write: blocks in their order, one at a time.
final class Turns {
  private let lock = Lock()
  private var over = 0

  /// Does `work` when all turns before are over; then this one is over too.
  func take(_ turn: Int, _ work: () -> Void) {
    lock.hold {
      while over < turn - 1 { lock.wait() }
      work()
      over = turn
      lock.tell()
    }
  }

  /// Does `work` while no turn is taken.
  func between<Result>(_ work: () -> Result) -> Result { lock.hold(work) }

  /// Waits until all turns before are over.
  func settle(before turn: Int) { lock.hold { while over < turn - 1 { lock.wait() } } }
}

extension LineBuffer {
  /// Lets `filter` read all lines. One call for all of them: each access to what an object holds is checked.
  fileprivate mutating func eachLine<Filter: LineFilter & ~Copyable>(
    of filter: inout Filter, to output: inout Output
  ) {
    eachLine(from: 0) { line, cut in filter.read(line, cut: cut, to: &output) }
  }
}
