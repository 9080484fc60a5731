import Lines
import MailRecord
import Timestamps

/// Reads records and matchup's lines, and lets the reports add them up.
struct Statistician: LineFilter, ~Copyable {
  private let options: StatOptions
  private var books: [Group?: [any Report]] = [:]
  private var current: (group: Group?, book: [any Report])
  private var calendar: Calendar
  private var reader = RecordReader()
  private var turned = MatchupLine()
  private(set) var upstream = Upstream()
  /// Lines that came, deliveries and messages found, partial results added.
  private(set) var (lines, deliveries, messages, partials) = (0, 0, 0, 0)
  private(set) var hasRecords = false
  /// Stat records written.
  private(set) var written = 0
  private var ends = 0
  /// Lines that were no end of a stage before.
  var count: Int { lines - ends }
  /// A stage before said that its input was cut.
  private(set) var wasCut = false

  init(_ options: StatOptions) {
    self.options = options
    calendar = Calendar(options.grouping)
    current = (nil, options.makeBook())
    if options.grouping == nil { books[nil] = current.book }
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    lines += 1
    guard line.count > 0 else { return }
    switch line[0] {
    case UInt8(ascii: "d"): if let attempt = Attempt(line) { add(attempt, line, &output) }
    case UInt8(ascii: "m"): if let completion = Completion(line) { add(completion, line, &output) }
    case UInt8(ascii: "{"): record(line, &output)
    default: break
    }
  }

  private mutating func record(_ line: borrowing Span<UInt8>, _ output: inout Output) {
    hasRecords = true
    guard reader.read(line) else { return upstream.sawMalformed() }
    let isEnd = reader.holds(.type, "end", in: line)
    upstream.saw(end: isEnd)
    if isEnd { ends += 1 }
    if isEnd, line.position(of: "\"upstream\":\"cut\"") != nil { wasCut = true }
    if reader.holds(.type, "delivery", in: line) {
      guard turned.set(delivery: reader, line) else { return }
      let bytes = turned.bytes
      if let attempt = Attempt(bytes.span) { add(attempt, bytes.span, &output) }
    } else if reader.holds(.type, "message", in: line) {
      guard turned.set(message: reader, line) else { return }
      let bytes = turned.bytes
      if let completion = Completion(bytes.span) { add(completion, bytes.span, &output) }
    } else if reader.holds(.type, "stat", in: line), let partial = PartialLine(line) {
      partials += 1
      let group = partial.group.map(Group.init)
      if books[group] == nil { books[group] = options.makeBook() }
      for report in books[group]! where report.name == partial.report { report.add(partial: partial.partial) }
    }
  }

  private mutating func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>, _ output: inout Output) {
    deliveries += 1
    turn(to: attempt.end, &output)
    for report in current.book { report.add(attempt, line) }
  }

  private mutating func add(_ completion: Completion, _ line: borrowing Span<UInt8>, _ output: inout Output) {
    messages += 1
    turn(to: completion.done, &output)
    for report in current.book { report.add(completion, line) }
  }

  /// Opens the book of the group that `time` belongs to.
  @inline(__always) private mutating func turn(to time: Int64, _ output: inout Output) {
    guard options.grouping != nil, !calendar.isSame(time) else { return }
    let group = calendar.group(time)
    if options.isLive { close(before: group, &output) }
    if books[group] == nil { books[group] = options.makeBook() }
    current = (group, books[group]!)
  }

  /// In live use a window is told as soon as the log has gone past it.
  private mutating func close(before group: Group, _ output: inout Output) {
    for old in books.keys.compactMap({ $0 }).sorted() where old < group {
      for report in books.removeValue(forKey: old) ?? [] { write(report, old, &output) }
    }
  }

  /// All that is left, group by group.
  mutating func finish(to output: inout Output) {
    let groups = books.keys.sorted { ($0?.label ?? "") < ($1?.label ?? "") }
    for group in groups {
      if options.isText, let group { output.append(string: "== \(group.label)\n\n") }
      for (i, report) in books[group]!.enumerated() {
        if options.isText, i > 0 { output.append(UInt8(ascii: "\n")) }
        write(report, group, &output)
      }
    }
  }

  private mutating func write(_ report: any Report, _ group: Group?, _ output: inout Output) {
    if options.isPartial {
      written += report.writePartial(to: &output, group: group)
    } else if options.isText {
      report.writeText(to: &output, top: options.top(report.name))
    } else {
      written += report.writeStats(to: &output, top: options.top(report.name), group: group)
    }
  }
}
