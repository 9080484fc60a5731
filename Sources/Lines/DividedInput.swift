import Glibc

/// A filter whose lines may be read side by side, because what lines leave for those after them is a value.
public protocol DividedFilter: LineFilter, ~Copyable {
  /// All that the lines read so far mean for those that come, but how many they were.
  associatedtype Context: Equatable
  var context: Context { get set }
  /// Lines of the source read so far.
  var number: UInt64 { get set }
  /// A source begins whose context is told later.
  mutating func share(_ source: Source)
  /// Forgets what was counted.
  mutating func clearCounts()
  /// Takes over what another counted.
  mutating func count(_ other: borrowing Self)
}

/// Lines read by several threads, written as one would have written them.
///
/// Whole lines gather in blocks, a block a thread. The context in which a block begins is guessed from the last
/// lines of the block before it; when that one is done and left another, the block is read again.
extension Input {
  /// - Parameters:
  ///   - filter: reads no line, but knows in the end what all lines left and what was counted.
  ///   - make: makes the filter of a thread.
  public mutating func eachLine<Filter: DividedFilter & ~Copyable>(
    _ filter: inout Filter, threads: Int, _ make: () -> Filter, to output: inout Output
  ) {
    var team = Team(threads, cap: cap, make)
    for name in names where !isStopped {
      let source = Source.open(name, tool: tool)
      team.begin(source)
      filter.share(source)
      var isOver = false
      while !isOver {
        isOver = !gather(source, &team, &filter, &output)
        team.join(to: &output, &filter)
        team.start()
        output.flush()
      }
      team.join(to: &output, &filter)
      output.flush()
      if !isStopped { source.finish(tool) }
    }
    progress.end()
    filter.context = team.context
  }

  /// Fills the blocks that are free; false at the end of the source, or when the tool was told to end.
  private mutating func gather<Filter: DividedFilter & ~Copyable>(
    _ source: Source, _ team: inout Team<Filter>, _ filter: inout Filter, _ output: inout Output
  ) -> Bool {
    while true {
      switch Signals.wait(for: source.descriptor, seconds: 0) {
      case .ended:
        isStopped = true
        team.close(keepsPart: keepsPart)
        return false
      case .idle:
        if team.gathered() { return true }
        team.join(to: &output, &filter)
        output.flush()
        _ = Signals.wait(for: source.descriptor, seconds: 60)
        continue
      case .ready: break
      }
      let n = unsafe team.fill { unsafe Glibc.read(source.descriptor, $0, $1) }
      if !took(n, from: source) { continue }
      if n == 0 { team.close(keepsPart: true) }
      if n == 0 || team.isFull { return n > 0 }
    }
  }
}

/// Two rows of blocks: while the threads read the one, the other is written and filled again.
private struct Team<Filter: DividedFilter & ~Copyable>: ~Copyable {
  private var working: [Block<Filter>]
  private var filling: [Block<Filter>]
  /// How many blocks of `filling` are full; the next one is being filled.
  private var filled = 0
  private var started = 0
  private var scout: Filter
  private var rest: LineBuffer
  /// What the lines written so far left.
  private(set) var context: Filter.Context
  private var number: UInt64 = 0

  init(_ threads: Int, cap: Int, _ make: () -> Filter) {
    working = (0..<threads).map { _ in Block(make(), cap: cap) }
    filling = (0..<threads).map { _ in Block(make(), cap: cap) }
    scout = make()
    rest = LineBuffer(cap: cap, room: Block<Filter>.size)
    context = scout.context
  }

  var isFull: Bool { filled == filling.count }

  mutating func begin(_ source: Source) {
    scout.context = context
    scout.begin(source)
    for block in working + filling { block.filter.share(source) }
    context = scout.context
    number = 0
  }

  /// Lets `read(where, how much)` put bytes behind those that no block has; when they are enough, their whole
  /// lines become a block.
  @unsafe mutating func fill(_ read: (UnsafeMutableRawPointer, Int) -> Int) -> Int {
    let n = unsafe rest.fill(read)
    if rest.isFull { split() }
    return n
  }

  /// Nothing more comes just now: whether there is a line to be read.
  mutating func gathered() -> Bool {
    if !rest.isEmpty, !isFull { split() }
    return filled > 0
  }

  private mutating func split() {
    let block = filling[filled]
    swap(&block.buffer, &rest)
    if block.buffer.passRest(to: &rest) { filled += 1 } else { swap(&block.buffer, &rest) }
  }

  /// The source ends: what has no newline is a line all the same.
  mutating func close(keepsPart: Bool) {
    if rest.isEmpty { return }
    guard keepsPart else { return rest.removeAll() }
    swap(&filling[filled].buffer, &rest)
    filled += 1
  }

  /// Starts the threads on what was gathered.
  mutating func start() {
    swap(&working, &filling)
    (started, filled) = (filled, 0)
    var guess = context
    var next = number
    for block in working[..<started] {
      (block.before, block.number) = (guess, next)
      next += UInt64(block.buffer.lines(before: .max))
      guess = left(by: block)
      block.start()
    }
  }

  /// What a block will leave, as its last lines tell.
  private mutating func left(by block: Block<Filter>) -> Filter.Context {
    var pad = Output("pad", descriptor: -1)
    scout.context = block.before
    let tail = block.buffer.tail(1 << 13)
    scout.number = block.number + UInt64(block.buffer.lines(before: tail))
    block.buffer.eachLine(from: tail) { line, cut in
      scout.read(line, cut: cut, to: &pad)
    }
    scout.clearCounts()
    return scout.context
  }

  /// Waits for the threads, and writes what they made, in order.
  mutating func join(to output: inout Output, _ filter: inout Filter) {
    for block in working[..<started] {
      block.join()
      if block.before != context { block.again(context) }
      context = block.filter.context
      number = block.filter.number
      filter.count(block.filter)
      block.filter.clearCounts()
      block.write(to: &output)
    }
    started = 0
  }
}

/// Some whole lines, the thread that reads them, and what it makes of them.
private final class Block<Filter: DividedFilter & ~Copyable>: Job {
  static var size: Int { 1 << 20 }

  var filter: Filter
  var buffer: LineBuffer
  /// The context in which it begins, as far as is known.
  var before: Filter.Context
  var number: UInt64 = 0
  private var output = Output("block", descriptor: -1)

  init(_ filter: consuming Filter, cap: Int) {
    before = filter.context
    self.filter = filter
    buffer = LineBuffer(cap: cap, room: Self.size)
  }

  override func run() {
    filter.context = before
    filter.number = number
    buffer.eachLine(from: 0) { line, cut in filter.read(line, cut: cut, to: &output) }
  }

  /// The guess was wrong.
  func again(_ context: Filter.Context) {
    filter.clearCounts()
    output.undo(to: 0)
    before = context
    run()
  }

  func write(to output: inout Output) {
    self.output.pass(to: &output)
    buffer.removeAll()
  }
}
