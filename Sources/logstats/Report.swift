import Lines
import MailRecord

/// One kind of statistics. It takes facts, adds partial results, and tells what came out.
protocol Report: AnyObject {
  /// What `-t` calls it.
  var name: String { get }
  func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>)
  func add(_ completion: Completion, _ line: borrowing Span<UInt8>)
  /// Adds what `writePartial` wrote of the same report.
  func add(partial: Partial)
  /// The text form: what each column means, then the table; of a long one the last `top` rows.
  func writeText(to output: inout Output, top: Int?)
  /// One `stat` record a row; how many.
  func writeStats(to output: inout Output, top: Int?, group: Group?) -> Int
  /// What another run can add to its own: only counts and sums; how many records.
  func writePartial(to output: inout Output, group: Group?) -> Int
}

extension Report {
  func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>) {}
  func add(_ completion: Completion, _ line: borrowing Span<UInt8>) {}
}

/// A partial result of one row: its name and its sums, as `writePartial` wrote them.
struct Partial {
  let key: [UInt8]
  let values: [Int64]
  let time: Int128
}

/// What -g or -w parts the records by.
struct Group: Hashable, Comparable {
  /// As it is printed: 2026-11-20, 2026-W47, 2026-11-20T14.
  let label: String

  static func < (a: Group, b: Group) -> Bool { a.label < b.label }
}

extension Output {
  /// Begins a stat record of a report.
  mutating func beginStat(_ report: String, _ group: Group?, isPartial: Bool = false) {
    append("{\"type\":\"stat\",\"report\":\"")
    append(string: report)
    append(UInt8(ascii: "\""))
    if isPartial { append(",\"partial\":true") }
    if let group {
      append(",\"group\":\"")
      append(string: group.label)
      append(UInt8(ascii: "\""))
    }
  }

  mutating func appendKey(_ key: String) {
    append(",\"")
    append(string: key)
    append("\":")
  }

  mutating func append(_ key: String, _ value: Int64) {
    appendKey(key)
    if value < 0 { append(UInt8(ascii: "-")) }
    append(decimal: value.magnitude)
  }

  mutating func append(_ key: String, text: [UInt8]) {
    appendKey(key)
    append(UInt8(ascii: "\""))
    append(escaped: text.span)
    append(UInt8(ascii: "\""))
  }

  /// Seconds with as many digits as they need.
  mutating func append(_ key: String, seconds nanoseconds: Int128) {
    appendKey(key)
    let text = fixed(nanoseconds, 1_000_000_000, 9)
    append(string: String(text.trimmedZeros))
  }

  mutating func endStat() {
    append(UInt8(ascii: "}"))
    endLine()
  }

  /// One row of a partial result.
  mutating func write(partial: Partial, of report: String, _ group: Group?) {
    beginStat(report, group, isPartial: true)
    append("key", text: partial.key)
    appendKey("values")
    append(UInt8(ascii: "["))
    for (i, value) in partial.values.enumerated() {
      if i > 0 { append(UInt8(ascii: ",")) }
      append(string: String(value))
    }
    append(UInt8(ascii: "]"))
    // Whole seconds and nanoseconds apart: JSON numbers are exact to 2^53 only.
    let (seconds, nanoseconds) = partial.time.quotientAndRemainder(dividingBy: 1_000_000_000)
    append("seconds", Int64(clamping: seconds))
    append("nanoseconds", Int64(nanoseconds))
    endStat()
  }
}

extension String {
  /// Without the zeros, and the point, that end a decimal fraction.
  fileprivate var trimmedZeros: Substring {
    guard utf8.contains(UInt8(ascii: ".")) else { return self[...] }
    var text = self[...]
    while text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
    if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
    return text
  }
}
