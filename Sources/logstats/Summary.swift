import Lines
import MailRecord

/// Tells lines apart: matchup's by their first letter, records by their type.
struct Summary: ~Copyable, LineFilter {
  private var facts: RecordFacts
  private var partial = Partial()
  private var counter: Counter
  private let options: StatsOptions
  private let parts: Parts

  init(_ options: StatsOptions) {
    self.options = options
    parts = options.parts
    counter = Counter(options)
    facts = RecordFacts(stamps: options.lists)
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    switch line.count == 0 ? 0 : line[0] {
    case UInt8(ascii: "d"): counter.add(line.delivery(for: parts), in: line, to: &output)
    case UInt8(ascii: "m"): counter.add(line.message(for: parts), in: line, to: &output)
    case UInt8(ascii: "{"): read(record: line, to: &output)
    default: counter.add(other: line, to: &output)
    }
  }

  private mutating func read(record line: borrowing Span<UInt8>, to output: inout Output) {
    // Events are of no interest here, but for the listing: they need not be taken apart.
    if !counter.lists, line.holds("{\"type\":\"event\"", at: 0), line.ends(with: "}") {
      return counter.arrivals.saw(.event)
    }
    let kind = facts.read(line)
    switch kind {
    case .malformed: counter.arrivals.sawMalformed()
    case .end: counter.add(end: line)
    case .delivery:
      guard let delivery = facts.delivery(line) else { return counter.arrivals.saw(.other) }
      counter.add(delivery, in: facts.text, to: &output)
    case .message:
      guard let message = facts.message(line) else { return counter.arrivals.saw(.other) }
      counter.add(message, in: facts.text, to: &output)
    case .reject:
      guard let reject = facts.reject(line) else { return counter.arrivals.saw(.other) }
      counter.add(reject, in: facts.text, to: &output)
    case .stat:
      partial.read(line)
      counter.add(partial, line, to: &output)
    case .event:
      counter.arrivals.saw(.event)
      facts.list(event: line, to: &output)
    case .other: counter.arrivals.saw(.other)
    }
  }

  mutating func finish(to output: inout Output) { counter.finish(to: &output) }
}

extension Summary {
  /// Reads all input: several summaries share it, unless windows of time have to be closed on the way.
  mutating func read(_ input: inout Input, to output: inout Output) {
    if case .window = options.grouping { return input.eachLine(&self, to: &output) }
    let options = options
    input.share(among: processors, { Summary(options) }, to: &output) { other in
      counter.arrive(&other.counter)
    } merge: { other in
      counter.merge(&other.counter)
    }
  }
}
