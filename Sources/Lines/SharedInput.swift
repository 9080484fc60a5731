import Glibc

/// Lines shared among threads by blocks: whichever is free reads the next block, and writes what it made of it when
/// all blocks before are written.
///
/// For filters whose sums add up, so that it does not matter which of them had a line.
extension Input {
  /// - Parameters:
  ///   - make: makes the filter of a thread, one after the other; `read` alone is called.
  ///   - inTurn: called with its filter for each block, in order, when its lines were read.
  ///   - merge: takes each filter at the end.
  public mutating func share<Filter: LineFilter & ~Copyable>(
    among threads: Int, _ make: () -> Filter, to output: inout Output, inTurn: (inout Filter) -> Void,
    merge: (inout Filter) -> Void
  ) {
    var sharers: [Sharer<Filter>] = []
    var feed = Feed(cap: cap)
    let (reading, writing) = (Lock(), Lock())
    var written = 0
    sideBySide(threads) { _ in
      let ready = reading.hold { () -> Sharer<Filter>? in
        // A thread that comes too late for a short input needs no filter.
        if !feed.hasMore(names) { return nil }
        sharers.append(Sharer(make(), cap: cap))
        return sharers.last
      }
      guard let sharer = ready else { return }
      while let turn = reading.hold({ take(&sharer.buffer, &feed) ? feed.count : nil }) {
        sharer.read()
        writing.hold {
          while written < turn - 1 { writing.wait() }
          inTurn(&sharer.filter)
          sharer.write(to: &output)
          written = turn
          writing.tell()
        }
      }
    }
    for sharer in sharers { merge(&sharer.filter) }
    progress.end()
  }

  /// Fills the empty `buffer` with the next block of whole lines; false when there is none.
  private mutating func take(_ buffer: inout LineBuffer, _ feed: inout Feed) -> Bool {
    swap(&buffer, &feed.rest)
    feed.count += 1
    while let source = feed.open(names, tool, isStopped) {
      let isOver = !fill(&buffer, source, &feed.rest)
      if isOver { feed.close(isStopped ? nil : tool) }
      if isStopped && !keepsPart { buffer.dropPart() }
      if !isOver || !buffer.isEmpty { return true }
    }
    return false
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
  private var opened = 0

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
private final class Sharer<Filter: LineFilter & ~Copyable> {
  var filter: Filter
  var buffer: LineBuffer
  private var output = Output("block", descriptor: -1)

  init(_ filter: consuming Filter, cap: Int) {
    self.filter = filter
    buffer = LineBuffer(cap: cap, room: blockSize)
  }

  func read() {
    buffer.eachLine(of: &filter, to: &output)
    buffer.removeAll()
  }

  func write(to output: inout Output) { self.output.pass(to: &output) }
}

extension LineBuffer {
  /// Lets `filter` read all lines. One call for all of them: each access to what an object holds is checked.
  fileprivate mutating func eachLine<Filter: LineFilter & ~Copyable>(
    of filter: inout Filter, to output: inout Output
  ) {
    eachLine(from: 0) { line, cut in filter.read(line, cut: cut, to: &output) }
  }
}
