import Lines
import MailRecord
import Timestamps

/// Partial records: what adds, and nothing else, so that parts of a log merge to what the whole gives.
///
///     {"type":"stat","report":"failures","partial":true,"key":"Sorry","del":3,"xdelay_ns":71000000,...}
///
/// A key that is no text is given in base64 besides, as `key64`.
extension StatWriter {
  /// Writes all that `period` holds, each tally in the order of its keys' bytes.
  mutating func write(partialsOf period: Period, to output: inout Output) {
    write(partial: period, to: &output)
    if period.statistics.parts.contains(.senders) {
      write("senders", period.statistics.senders, period, &output)
    }
    if period.statistics.parts.contains(.recipients) {
      write("recipients", period.statistics.recipients, period, &output)
    }
    if period.statistics.parts.contains(.successes) {
      write("successes", period.statistics.successes, period, &output)
    }
    if period.statistics.parts.contains(.failures) {
      write("failures", period.statistics.failures, period, &output)
    }
    if period.statistics.parts.contains(.deferrals) {
      write("deferrals", period.statistics.deferrals, period, &output)
    }
    if period.statistics.parts.contains(.causes) {
      write("causes", period.statistics.causes, period, &output)
    }
    if period.statistics.parts.contains(.ddelays) {
      write("ddist", period.statistics.ddelays, period, &output)
    }
  }

  private mutating func write(partial period: Period, to output: inout Output) {
    let sums = period.statistics.overall
    if sums.isEmpty { return }
    begin("overall", period, isPartial: true, to: &output)
    for field in Overall.sums {
      output.append(key: field.name)
      output.append(whole: sums[keyPath: field.path])
    }
    output.append(key: "first_ns")
    output.append(whole: sums.first)
    output.append(key: "last_ns")
    output.append(whole: sums.last)
    end(&output)
  }

  private mutating func write(
    _ report: StaticString, _ tally: borrowing Tally, _ period: Period, _ output: inout Output
  ) {
    for row in tally.sortedRows() {
      begin(report, period, isPartial: true, to: &output)
      let key = tally.bytes.extracting(tally.key(row))
      output.append(key: "key")
      output.append(UInt8(ascii: "\""))
      let isText = output.append(escaped: key)
      output.append(UInt8(ascii: "\""))
      if !isText {
        output.append(key: "key64")
        output.append(UInt8(ascii: "\""))
        output.append(base64: key)
        output.append(UInt8(ascii: "\""))
      }
      for column in tally.columns.indices {
        output.append(key: tally.columns[column])
        output.append(whole: tally[row, column])
      }
      end(&output)
    }
  }
}

/// One partial record, as read.
struct Partial: ~Copyable {
  /// Which part of the statistics; nil when the record is no partial one.
  private(set) var part: Parts?
  private(set) var start: Instant?
  private(set) var end: Instant?
  private var key = Output("logstats", descriptor: -1)
  /// Names and values.
  private var numbers: [(name: Range<Int>, value: Int128)] = []
  /// No number in it is larger than the sums of any log, which could overflow here.
  private(set) var isSound = true

  mutating func read(_ line: borrowing Span<UInt8>) {
    part = nil
    start = nil
    end = nil
    key.undo(to: 0)
    numbers.removeAll(keepingCapacity: true)
    isSound = true
    var isPartial = false
    var pairs = Pairs()
    while let pair = pairs.next(in: line) {
      let name = line.extracting(pair.name)
      let value = line.extracting(pair.value)
      if name.equals("partial") {
        isPartial = value.equals("true")
      } else if name.equals("report") {
        part = Parts(report: value)
      } else if name.equals("start") {
        start = RFC3339(value)?.instant
      } else if name.equals("time") {
        end = RFC3339(value)?.instant
      } else if name.equals("key") {
        key.append(unescaped: value)
      } else if name.equals("key64") {
        key.undo(to: 0)
        key.append(fromBase64: value)
      } else {
        read(number: pair, line)
      }
    }
    if !isPartial { part = nil }
  }

  private mutating func read(number pair: Pairs.Pair, _ line: borrowing Span<UInt8>) {
    guard pair.value.count <= 40, let value = Int128(line.extracting(pair.value).string) else { return }
    if value.magnitude >> 96 != 0 { isSound = false }
    numbers.append((pair.name, value))
  }

  /// Adds it up.
  func merge(into statistics: inout Statistics, _ line: borrowing Span<UInt8>) {
    switch part {
    case .overall?: merge(into: &statistics.overall, line)
    case .senders?: merge(into: &statistics.senders, line)
    case .recipients?: merge(into: &statistics.recipients, line)
    case .successes?: merge(into: &statistics.successes, line)
    case .failures?: merge(into: &statistics.failures, line)
    case .deferrals?: merge(into: &statistics.deferrals, line)
    case .causes?: merge(into: &statistics.causes, line)
    case .ddelays?: merge(into: &statistics.ddelays, line)
    default: break
    }
  }

  private func merge(into overall: inout Overall, _ line: borrowing Span<UInt8>) {
    var sums = Overall()
    for field in Overall.sums { sums[keyPath: field.path] = number(field.name, line) ?? 0 }
    sums.first = number("first_ns", line) ?? sums.first
    sums.last = number("last_ns", line) ?? sums.last
    overall.merge(sums)
  }

  private func merge(into tally: inout Tally, _ line: borrowing Span<UInt8>) {
    let row = tally.row(of: key)
    for column in tally.columns.indices {
      tally.add(number(tally.columns[column], line) ?? 0, to: column, of: row)
    }
  }

  private func number(_ name: StaticString, _ line: borrowing Span<UInt8>) -> Int128? {
    for number in numbers where line.extracting(number.name).equals(name) { return number.value }
    return nil
  }
}

extension Parts {
  /// The part whose partial records bear the name of this report.
  fileprivate init?(report: borrowing Span<UInt8>) {
    let names: [(StaticString, Parts)] = [
      ("overall", .overall), ("senders", .senders), ("recipients", .recipients), ("successes", .successes),
      ("failures", .failures), ("deferrals", .deferrals), ("causes", .causes), ("ddist", .ddelays),
    ]
    for (name, part) in names where report.equals(name) {
      self = part
      return
    }
    return nil
  }
}

extension Output {
  /// Appends the bytes that base64 text stands for (RFC 4648, section 4).
  fileprivate mutating func append(fromBase64 text: borrowing Span<UInt8>) {
    var bits: UInt32 = 0
    var held = 0
    for i in text.indices {
      let sextet: UInt8
      switch text[i] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): sextet = text[i] - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): sextet = text[i] - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): sextet = text[i] + 4
      case UInt8(ascii: "+"): sextet = 62
      case UInt8(ascii: "/"): sextet = 63
      default: return
      }
      bits = bits << 6 | UInt32(sextet)
      held += 6
      if held < 8 { continue }
      held -= 8
      append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
    }
  }
}
