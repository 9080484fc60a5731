import Lines
import Timestamps

/// Writes `stat` records: one for each row of a report.
///
///     {"type":"stat","report":"senders","mess":1,"total_bytes":4792,...,"uid":1001,"sender":"a@b"}
///
/// Those of a period say which: `start`, `time` (its end) and, when the wall has a name for it, `period`.
struct StatWriter: ~Copyable {
  /// Records written.
  var count = 0
  private var time = TimeWriter()

  /// Begins a record, up to what its report adds.
  mutating func begin(_ report: StaticString, _ period: Period, isPartial: Bool, to output: inout Output) {
    output.append("{\"type\":\"stat\",\"report\":\"")
    output.append(report)
    output.append(isPartial ? "\",\"partial\":true" : "\"")
    guard period.end != .max else { return }
    write("start", Instant(seconds: period.start), to: &output)
    write("time", Instant(seconds: period.end), to: &output)
    if period.label.isEmpty { return }
    output.append(",\"period\":\"")
    output.append(string: period.label)
    output.append(UInt8(ascii: "\""))
  }

  mutating func end(_ output: inout Output) {
    output.append(UInt8(ascii: "}"))
    output.endLine()
    count += 1
  }

  mutating func write(_ name: StaticString, _ instant: Instant, to output: inout Output) {
    output.append(key: name)
    output.append(UInt8(ascii: "\""))
    time.write(instant, to: &output)
    output.append(UInt8(ascii: "\""))
  }

  /// Writes one report of one period, but for the rows of a table, whose parts are given back.
  mutating func write(_ choice: Choice, _ period: Period, to output: inout Output) -> [TablePart] {
    let report = choice.report
    guard let table = choice.table(period.statistics) else {
      write(report, overall: period, to: &output)
      return []
    }
    let parts = table.parts
    sideBySide(parts.count) { parts[$0].rows.write(report.name, period, to: &parts[$0].text) }
    count += parts.reduce(0) { $0 + $1.rows.rows.count }
    return parts
  }

  private mutating func write(_ report: Report, overall period: Period, to output: inout Output) {
    let sums = period.statistics.overall
    begin(report.name, period, isPartial: false, to: &output)
    for (name, value) in sums.counts {
      output.append(key: name)
      output.append(whole: value)
    }
    for (name, value) in sums.times {
      output.append(key: name)
      output.append(exactSeconds: value)
    }
    if !sums.isEmpty {
      write("first", Instant(nanoseconds: Int64(clamping: sums.first)), to: &output)
      write("last", Instant(nanoseconds: Int64(clamping: sums.last)), to: &output)
    }
    end(&output)
  }
}

extension TableRows {
  /// Writes each row as a record.
  fileprivate func write(_ report: StaticString, _ period: Period, to output: inout Output) {
    var writer = StatWriter()
    for row in rows {
      writer.begin(report, period, isPartial: false, to: &output)
      for (i, column) in heads.columns.enumerated() {
        output.append(key: column.field)
        output.append(number: number(row, i), of: column)
      }
      if let word = heads.word { output.append(word, bytes.extracting(row.word..<row.end)) }
      writer.end(&output)
    }
  }
}

extension Overall {
  fileprivate var counts: KeyValuePairs<StaticString, Int128> {
    [
      "mess": messages, "recips": recipients, "tries": tries, "total_bytes": bytes, "sbytes": sbytes,
      "del": deliveries, "success": successes, "failure": failures, "deferral": deferrals,
    ]
  }

  fileprivate var times: KeyValuePairs<StaticString, Int128> {
    ["qtime": qtime, "ddelay": ddelay, "xdelay": xdelay, "span": span]
  }
}

extension Instant {
  /// A moment with nine digits.
  fileprivate init(nanoseconds: Int64) {
    self.init(
      seconds: nanoseconds.floorDivided(by: billion),
      nanoseconds: UInt32(nanoseconds.floorRemainder(by: billion)),
      digits: 9)
  }
}

extension Output {
  /// Appends `,"name":`.
  mutating func append(key name: StaticString) {
    append(",\"")
    append(name)
    append("\":")
  }

  fileprivate mutating func append(number: Int128, of column: Column) {
    if column.places == 0 { append(whole: number) } else { append(exactSeconds: number) }
  }

  /// The word of a row under its own name; what is not known (`?`) is left out.
  fileprivate mutating func append(_ word: Word, _ text: borrowing Span<UInt8>) {
    switch word {
    case .host, .recipient: append(name: word.name, text)
    case .cause: append(known: word.name, text)
    case .causeOfMTA:
      let slash = text.position(of: UInt8(ascii: "/")) ?? 0
      append(known: "mta", text.extracting(min(slash + 1, text.count)..<text.count))
      append(known: "cause", text.extracting(0..<slash))
    case .reason: append(reason: text)
    case .uid: append(uid: text)
    case .sender:
      let slash = text.position(of: UInt8(ascii: "/")) ?? 0
      append(uid: text.extracting(0..<slash))
      let sender = text.extracting(min(slash + 1, text.count)..<text.count)
      if sender.equals("?") { return }
      let isBracketed = sender.count >= 2 && sender.holds("<", at: 0) && sender.ends(with: ">")
      append(name: word.name, isBracketed ? sender.extracting(1..<sender.count - 1) : sender)
    }
  }

  private mutating func append(known name: StaticString, _ text: borrowing Span<UInt8>) {
    if !text.equals("?") { append(name: name, text) }
  }

  private mutating func append(name: StaticString, _ text: borrowing Span<UInt8>) {
    append(key: name)
    append(UInt8(ascii: "\""))
    append(escaped: text)
    append(UInt8(ascii: "\""))
  }

  private mutating func append(uid text: borrowing Span<UInt8>) {
    guard let uid = text.decimal(0..<text.count) else { return }
    append(key: "uid")
    append(decimal: uid)
  }

  /// `_` stands for a blank, as in the text form.
  private mutating func append(reason text: borrowing Span<UInt8>) {
    append(key: "reason")
    append(UInt8(ascii: "\""))
    let start = mark
    append(escaped: text)
    replace(UInt8(ascii: "_"), by: UInt8(ascii: " "), from: start)
    append(UInt8(ascii: "\""))
  }
}
