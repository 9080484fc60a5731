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
  /// Takes over what another counted, which forgets it.
  mutating func takeCounts(of other: inout Self)
}

/// Lines read by several threads, written as one would have written them.
///
/// The context in which a block of lines begins is guessed from the last lines of the block before it. When that one
/// is done and left another, the block is read again, and the next guess waits for what all blocks before left.
extension Input {
  /// - Parameters:
  ///   - filter: reads no line, but knows in the end what all lines left and what was counted.
  ///   - make: makes the filter of a thread.
  public mutating func eachLine<Filter: DividedFilter & ~Copyable>(
    _ filter: inout Filter, threads: Int, _ make: () -> Filter, to output: inout Output
  ) {
    var guess = Guess(make())
    /// What the lines written so far left, and whether some of them were guessed wrong since guesses began.
    var (context, isLost) = (filter.context, false)
    _ = share(among: threads, { GuessingReader(make(), cap: $0) }, to: &output) { reader, source, turns in
      let isNew = reader.source != guess.source
      if isNew || turns.between({ isLost }) {
        turns.settle(before: reader.turn)
        if isNew {
          context = guess.begin(source, reader.source, in: context)
          filter.share(source)
        }
        (guess.context, isLost) = (context, false)
      }
      reader.prepare(guess, source)
      guess.pass(&reader.buffer)
    } inTurn: { reader in
      if reader.before != context {
        reader.again(in: context)
        isLost = true
      }
      context = reader.filter.context
      filter.takeCounts(of: &reader.filter)
    }
    filter.context = context
  }
}

/// What is known before the lines are read.
private struct Guess<Filter: DividedFilter & ~Copyable>: ~Copyable {
  var context: Filter.Context
  private(set) var number: UInt64 = 0
  /// The source's place among all.
  private(set) var source = 0
  private var scout: Filter
  private var pad = Output("pad", descriptor: -1)

  init(_ scout: consuming Filter) {
    context = scout.context
    self.scout = scout
  }

  /// The context in which a source begins.
  mutating func begin(_ source: Source, _ place: Int, in context: Filter.Context) -> Filter.Context {
    scout.context = context
    scout.begin(source)
    (number, self.source) = (0, place)
    return scout.context
  }

  /// Goes on behind a block: its last lines tell what it leaves.
  mutating func pass(_ block: inout LineBuffer) {
    scout.context = context
    let tail = block.tail(1 << 13)
    scout.number = number + UInt64(block.lines(before: tail))
    block.eachLine(from: tail) { line, cut in scout.read(line, cut: cut, to: &pad) }
    pad.undo(to: 0)
    scout.clearCounts()
    (context, number) = (scout.context, scout.number)
  }
}

/// A thread's block with the context that it was guessed to begin in.
private final class GuessingReader<Filter: DividedFilter & ~Copyable>: BlockReader<Filter> {
  private(set) var before: Filter.Context
  private var number: UInt64 = 0
  /// The source that the filter knows.
  private var known = 0

  override init(_ filter: consuming Filter, cap: Int) {
    before = filter.context
    super.init(filter, cap: cap)
  }

  func prepare(_ guess: borrowing Guess<Filter>, _ source: Source) {
    if known != self.source { filter.share(source) }
    (before, number, known) = (guess.context, guess.number, self.source)
  }

  override func read() {
    filter.context = before
    filter.number = number
    super.read()
  }

  /// The guess was wrong.
  func again(in context: Filter.Context) {
    filter.clearCounts()
    output.undo(to: 0)
    before = context
    read()
  }
}
