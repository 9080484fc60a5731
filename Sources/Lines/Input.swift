import Glibc

/// What a tool does with its input. Only `read` is a must.
public protocol LineFilter: ~Copyable {
  /// One line, without its newline. `cut` bytes of it were too many and are gone (0 nearly always).
  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output)
  /// The last line of a source, which has no newline.
  mutating func readUnended(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output)
  /// A new source begins.
  mutating func begin(_ source: Source)
  /// Nothing can be read just now: what is held is written next, and then the tool sleeps.
  mutating func pause(_ output: inout Output)
  /// SIGHUP came.
  mutating func hangup(_ output: inout Output)
}

extension LineFilter where Self: ~Copyable {
  public mutating func readUnended(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    read(line, cut: cut, to: &output)
  }
  public mutating func begin(_ source: Source) {}
  public mutating func pause(_ output: inout Output) {}
  public mutating func hangup(_ output: inout Output) {}
}

/// Reads standard input, or files one after the other, and hands out their lines.
///
/// Output is flushed just before each read that could block, so a line never waits in a buffer while the filter
/// sleeps for input: the tools work on a live `multilog` pipe and on a 10 GB file alike.
/// A last line with no newline is handed over like the others. SIGTERM ends the input early, not the tool.
public struct Input {
  let tool: StaticString
  let names: [String]
  let cap: Int
  let keepsPart: Bool
  var progress: Progress
  /// Whether SIGTERM or SIGINT ended the input before it was all read.
  public internal(set) var isStopped = false

  /// - Parameters:
  ///   - names: files, `-` for standard input; none at all means standard input.
  ///   - cap: the longest line that is handed over whole; of a longer one the first `cap` bytes are.
  ///   - keepsPart: whether a line that a signal cut off in the middle is handed over all the same.
  public init(_ tool: StaticString, _ names: [String], cap: Int = .max, keepsPart: Bool = true) {
    self.tool = tool
    self.names = names.isEmpty ? ["-"] : names
    self.cap = cap
    self.keepsPart = keepsPart
    progress = Progress(tool, names)
    Signals.prepare()
  }

  public mutating func eachLine<Filter: LineFilter & ~Copyable>(
    _ filter: inout Filter, to output: inout Output
  ) {
    var buffer = LineBuffer(cap: cap)
    for name in names where !isStopped {
      let source = Source.open(name, tool: tool)
      filter.begin(source)
      while fill(&buffer, source, &filter, &output) {
        buffer.handOut { line, cut in filter.read(line, cut: cut, to: &output) }
      }
      if keepsPart || !isStopped {
        buffer.handOutLast { line, cut in filter.readUnended(line, cut: cut, to: &output) }
      }
      if !isStopped { source.finish(tool) }
    }
    progress.end()
  }

  /// Hands out what was read as it comes, without looking for lines: for filters that hold no line.
  public mutating func eachBlock<Filter: LineFilter & ~Copyable>(
    _ filter: inout Filter, to output: inout Output
  ) {
    var buffer = LineBuffer(cap: .max)
    for name in names where !isStopped {
      let source = Source.open(name, tool: tool)
      filter.begin(source)
      while fill(&buffer, source, &filter, &output) {
        buffer.handOutLast { block, _ in filter.read(block, cut: 0, to: &output) }
        output.flushBlock()
      }
      if !isStopped { source.finish(tool) }
    }
    progress.end()
  }

  /// Whether read(2) answered `n`; false when it is to be called again.
  mutating func took(_ n: Int, from source: Source) -> Bool {
    if n < 0 && (errno == EINTR || errno == EAGAIN) { return false }
    if n < 0 { fatal(tool, "unable to read \(source.name ?? "input")", errno: errno) }
    progress.add(n)
    return true
  }

  /// Reads once, when there is something; false at the end of the source, or when the tool was told to end.
  private mutating func fill<Filter: LineFilter & ~Copyable>(
    _ buffer: inout LineBuffer, _ source: Source, _ filter: inout Filter, _ output: inout Output
  ) -> Bool {
    while true {
      isStopped = !wait(source, &filter, &output)
      if isStopped { return false }
      let n = unsafe buffer.fill { unsafe Glibc.read(source.descriptor, $0, $1) }
      if took(n, from: source) { return n > 0 }
    }
  }

  /// Waits for input, with everything written first if that takes time; false when the tool was told to end.
  private func wait<Filter: LineFilter & ~Copyable>(
    _ source: Source, _ filter: inout Filter, _ output: inout Output
  ) -> Bool {
    var state = Signals.wait(for: source.descriptor, seconds: 0)
    while true {
      if Signals.takeHangup() { filter.hangup(&output) }
      switch state {
      case .ready: return true
      case .ended: return false
      case .idle:
        filter.pause(&output)
        output.flush()
        state = Signals.wait(for: source.descriptor, seconds: 60)
      }
    }
  }
}
