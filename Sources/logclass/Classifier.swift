import Lines
import MailRecord

/// Appends class and severity to each event; all else passes as it is.
struct Classifier: LineFilter, ~Copyable {
  private var tables: RuleTables
  private var reader = RecordReader()
  private(set) var upstream = Upstream()
  private(set) var classed = 0
  private(set) var unknown = 0
  private var text: [UInt8] = []
  private let reread: () -> [Rule]?
  private let star: [UInt8] = [UInt8(ascii: "*")]

  /// - Parameter reread: the rules as they are now, when SIGHUP asks for them; nil when they can't be used.
  init(_ rules: [Rule], reread: @escaping () -> [Rule]?) {
    tables = RuleTables(rules)
    self.reread = reread
  }

  mutating func hangup(_ output: inout Output) {
    if let rules = reread() { tables = RuleTables(rules) }
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    if !reader.read(line) {
      upstream.sawMalformed()
    } else if reader.holds(.type, "event", in: line) {
      upstream.saw(end: false)
      return classify(line, to: &output)
    } else {
      upstream.saw(end: reader.holds(.type, "end", in: line))
    }
    output.append(line)
    output.endLine()
  }

  private mutating func classify(_ line: borrowing Span<UInt8>, to output: inout Output) {
    let rule = rule(line)
    copyOpen(line, to: &output)
    if let rule {
      classed &+= 1
      let tail = tables.rules[rule].tail
      output.append(tail.span)
    } else {
      unknown &+= 1
      output.append(",\"class\":\"unknown\",\"severity\":\"")
      if let level = reader.range(.level) {
        output.append(line.extracting(level))
      } else {
        output.append("info")
      }
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: "}"))
    output.endLine()
  }

  /// The rule of the record just read: by its program, by its MTA, by those for all programs.
  private mutating func rule(_ line: borrowing Span<UInt8>) -> Int? {
    guard let range = reader.range(.text) else { return nil }
    if reader.isEscaped(.text) {
      unescape(line.extracting(range), into: &text)
      let unescaped = text
      return rule(line, unescaped.span)
    }
    return rule(line, line.extracting(range))
  }

  @inline(__always)
  private mutating func rule(_ line: borrowing Span<UInt8>, _ text: borrowing Span<UInt8>) -> Int? {
    var table: Int?
    if let app = reader.range(.app) { table = tables.table(line.extracting(app)) }
    if table == nil, let mta = reader.range(.mta) { table = tables.table(line.extracting(mta)) }
    if let table, let rule = tables.match(text, in: table) { return rule }
    guard let all = tables.table(star.span) else { return nil }
    return tables.match(text, in: all)
  }

  /// The record without its last brace, and without the class it may have from before.
  private func copyOpen(_ line: borrowing Span<UInt8>, to output: inout Output) {
    var end = line.lastPosition(of: UInt8(ascii: "}")) ?? line.count
    if !reader.has(.class) && !reader.has(.severity) {
      return output.append(line.extracting(0..<end))
    }
    var start = 0
    let old = [reader.range(.class), reader.range(.severity)].compactMap { $0 }
    for range in old.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      // From the comma before the key to the quote behind the value.
      let quote = line.lastPosition(of: UInt8(ascii: ":"), before: range.lowerBound - 1) ?? range.lowerBound
      let comma = line.lastPosition(of: UInt8(ascii: ","), before: quote) ?? quote
      output.append(line.extracting(start..<comma))
      start = range.upperBound + 1
    }
    end = max(end, start)
    output.append(line.extracting(start..<end))
  }
}
