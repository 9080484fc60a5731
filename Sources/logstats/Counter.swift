import Lines
import MailRecord
import Timestamps

/// Counts facts by period, lists them where that is asked for, and tells the reports at the end or when a
/// window of time has passed.
struct Counter: ~Copyable {
  private let options: StatsOptions
  let lists: Bool
  var arrivals = Arrivals()
  private var periods: Periods
  private var writer = StatWriter()
  /// The `end` records of stages before.
  private var ends = Output("logstats", descriptor: -1)
  /// Text was written before.
  private var hasText = false

  init(_ options: StatsOptions) {
    self.options = options
    lists = options.lists
    periods = Periods(options.grouping, options.parts)
  }

  mutating func add(_ delivery: Delivery, in text: borrowing Span<UInt8>, to output: inout Output) {
    arrivals.saw(line: .delivery)
    count(delivery, in: text, to: &output)
  }

  mutating func add(_ delivery: Delivery, in text: borrowing Output, to output: inout Output) {
    arrivals.saw(.delivery)
    count(delivery, in: text.held, to: &output)
  }

  mutating func add(_ message: Message, in text: borrowing Span<UInt8>, to output: inout Output) {
    arrivals.saw(line: .message)
    count(message, in: text, to: &output)
  }

  mutating func add(_ message: Message, in text: borrowing Output, to output: inout Output) {
    arrivals.saw(.message)
    count(message, in: text.held, to: &output)
  }

  mutating func add(_ reject: Reject, in text: borrowing Output, to output: inout Output) {
    arrivals.saw(.reject)
    closeWindow(before: reject.time, to: &output)
    periods.open(at: reject.time)
    periods.statistics.add(reject, in: text.held)
  }

  private mutating func count(_ delivery: Delivery, in text: borrowing Span<UInt8>, to output: inout Output) {
    closeWindow(before: delivery.end, to: &output)
    periods.open(at: delivery.end)
    periods.statistics.add(delivery, in: text)
    if lists { output.list(delivery, in: text) }
  }

  private mutating func count(_ message: Message, in text: borrowing Span<UInt8>, to output: inout Output) {
    closeWindow(before: message.done, to: &output)
    periods.open(at: message.done)
    periods.statistics.add(message, in: text)
    if lists { output.list(message, in: text) }
  }

  /// A line that matchup passed on, or anything else.
  mutating func add(other line: borrowing Span<UInt8>, to output: inout Output) {
    arrivals.saw(line: .other)
    if lists { output.pass(line) }
  }

  /// The `end` record of a stage before passes on; a text form has no place for it.
  mutating func add(end line: borrowing Span<UInt8>) {
    arrivals.saw(end: line)
    if options.isText { return }
    ends.append(line)
    ends.append(UInt8(ascii: "\n"))
  }

  /// Takes what `other` knows of the order of the lines that follow.
  mutating func arrive(_ other: inout Counter) {
    arrivals.merge(other.arrivals)
    other.arrivals = Arrivals()
    ends.append(other.ends.held)
    other.ends.undo(to: 0)
  }

  /// Adds the sums of `other`, which is used no more.
  mutating func merge(_ other: inout Counter) { periods.merge(&other.periods) }

  mutating func add(_ partial: borrowing Partial, _ line: borrowing Span<UInt8>, to output: inout Output) {
    if partial.part == nil { return arrivals.saw(.other) }
    if !partial.isSound { return arrivals.sawMalformed() }
    arrivals.saw(.stat)
    guard options.grouping != .all else {
      periods.open(at: 0)
      return partial.merge(into: &periods.statistics, line)
    }
    guard let start = partial.start, let end = partial.end else {
      fatal("logstats", "a partial record has no period: -g can't divide it; make it with -k -g", .usage)
    }
    closeWindow(before: start.nanosecondsInRange, to: &output)
    periods.open(at: start.nanosecondsInRange)
    if periods.seconds.upperBound < end.seconds {
      fatal("logstats", "a partial record spans more than one period: -g can't divide it", .usage)
    }
    partial.merge(into: &periods.statistics, line)
  }

  @inline(__always) private mutating func closeWindow(before moment: Int64, to output: inout Output) {
    if let done = periods.close(before: moment) { write(done, to: &output) }
  }

  /// Tells everything that was not told yet.
  mutating func finish(to output: inout Output) {
    arrivals.finish()
    arrivals.report()
    output.append(ends.held)
    if options.isText { introduce(to: &output) }
    for period in periods.sorted() { write(period, to: &output) }
    if options.isText { return }
    output.write(
      end: [
        "in": arrivals.lines, "out": writer.count, "deliveries": arrivals.deliveries,
        "messages": arrivals.messages, "rejects": arrivals.rejects, "partials": arrivals.partials,
        "events": arrivals.events, "others": arrivals.others, "malformed": arrivals.malformed,
        "late": periods.late,
      ], cut: arrivals.isCut)
  }

  /// What a reader must know before the numbers: that some are missing, or why there are none.
  private mutating func introduce(to output: inout Output) {
    if arrivals.isCut && arrivals.lines > 0 {
      output.append(
        "These numbers are incomplete: input ended without an \"end\" record, a stage before was cut off.")
      output.endLine()
      output.endLine()
    }
    // An empty input is told on standard error only: the z-scripts print what qmailanalog's do.
    let rejects = options.parts.contains(.causes) ? arrivals.rejects : 0
    let counted = arrivals.deliveries + arrivals.messages + arrivals.partials + rejects
    if lists || arrivals.lines == 0 || counted > 0 { return }
    let kinds = "\(arrivals.events) events, \(arrivals.others) others, \(arrivals.malformed) malformed"
    output.append(string: "Nothing was counted: no delivery and no completed message among ")
    output.append(string: "\(arrivals.lines) lines (\(kinds)).")
    output.endLine()
    output.endLine()
  }

  private mutating func write(_ period: Period, to output: inout Output) {
    if options.isPartial { return writer.write(partialsOf: period, to: &output) }
    if !options.isText && period.statistics.isEmpty { return }
    if options.isText, let heading = period.heading {
      if hasText { output.endLine() }
      output.append(string: heading)
      output.endLine()
      hasText = true
    }
    let sheets = options.choices.filter { !$0.report.isListing }.map { Sheet($0) }
    sideBySide(sheets.count) { sheets[$0].write(period, isText: options.isText) }
    for sheet in sheets {
      if options.isText && hasText { output.endLine() }
      sheet.text.move(to: &output)
      for part in sheet.parts { part.text.move(to: &output) }
      hasText = options.isText
      writer.count += sheet.count
    }
  }
}

/// What one report says of a period: text, then the rows of a table.
private final class Sheet {
  let choice: Choice
  var text = Output("logstats", descriptor: -1)
  var parts: [TablePart] = []
  /// Records in it.
  var count = 0

  init(_ choice: Choice) { self.choice = choice }

  func write(_ period: Period, isText: Bool) {
    if isText {
      parts = choice.print(period.statistics, to: &text)
    } else {
      var writer = StatWriter()
      parts = writer.write(choice, period, to: &text)
      count = writer.count
    }
  }
}

extension Output {
  /// Passes a line on as it is.
  mutating func pass(_ line: borrowing Span<UInt8>) {
    append(line)
    endLine()
  }
}
