import Lines
import MailRecord

/// Lines on their way from the scanner to the joiner.
final class Batch {
  var lines = ScannedLines()
}

/// Lines that are handed over together: one, or several that only pass.
struct Run {
  let verdict: Verdict
  /// Bytes that a single line lost, for it was too long.
  let cut: Int
  /// Whether the last line had a newline.
  let isEnded: Bool
  fileprivate(set) var lines = 1
  /// Bytes with newlines.
  fileprivate var count = 0
  /// Where the fields of a single line are kept.
  fileprivate(set) var fields = 0..<0

  init(_ verdict: Verdict, cut: Int, isEnded: Bool) {
    self.verdict = verdict
    self.cut = cut
    self.isEnded = isEnded
  }
}

/// Lines one behind the other, each with a newline, whether it had one or not, and with what it is by itself.
struct ScannedLines: ~Copyable {
  private var text = Output("flowjoin", descriptor: -1)
  private var runs: [Run] = []
  private var places = FieldPlaces()

  /// Whether they are enough for one errand.
  var isFull: Bool { text.mark >= 1 << 18 }

  mutating func add(_ line: borrowing Span<UInt8>, _ run: Run, _ reader: borrowing RecordReader) {
    text.append(line)
    text.append(UInt8(ascii: "\n"))
    let last = runs.count - 1
    if last >= 0, run.verdict == .passing, runs[last].verdict == .passing, run.isEnded {
      runs[last].lines &+= 1
      runs[last].count &+= line.count &+ 1
      return
    }
    var run = run
    run.count = line.count + 1
    if case .joining = run.verdict { run.fields = places.add(reader) }
    runs.append(run)
  }

  /// Hands all lines to `joiner`, and is empty then.
  mutating func empty(into joiner: inout Joiner, to output: inout Output) {
    var start = 0
    for run in runs {
      let bytes = text.held.extracting(start..<start + run.count)
      joiner.take(run, bytes, places, to: &output)
      start += run.count
    }
    text.undo(to: 0)
    runs.removeAll(keepingCapacity: true)
    places.removeAll()
  }
}
