import Lines
import MailRecord

/// Reads records and finds the rule of each event.
package struct Matcher: ~Copyable {
  package private(set) var scanner = EventScanner()
  package private(set) var upstream = Upstream()
  private var tables: RuleTables
  private var finder = TableFinder()
  private let tool: StaticString
  /// A scratch pad, never flushed.
  private var causeText = Output("logclass", descriptor: -1)

  package init(_ files: [RuleFile], tool: StaticString) {
    tables = RuleTables(files, tool: tool)
    self.tool = tool
  }

  var rules: [Rule] { tables.rules }

  /// Takes other rules from now on.
  mutating func use(_ files: [RuleFile]) {
    tables = RuleTables(files, tool: tool)
    finder = TableFinder()
  }

  /// Reads one line; of an event `scanner` then tells the rest.
  @inline(__always) package mutating func read(_ line: borrowing Span<UInt8>, cut: Int) -> EventScanner.Kind {
    let kind = cut == 0 ? scanner.read(line) : .malformed
    if kind == .malformed { upstream.sawMalformed() } else { upstream.saw(end: kind == .end) }
    return kind
  }

  /// Takes an event that this tool is writing itself, and that lacks its brace.
  ///
  /// - Parameter parts: where in it what stands; nil when it is to be looked for.
  @inline(__always) mutating func take(_ parts: EventParts?, of event: borrowing Span<UInt8>) {
    if let parts { scanner.take(parts) } else { scanner.read(head: event) }
    upstream.saw(records: 1)
  }

  /// Counts events that another read.
  mutating func saw(events: Int) { upstream.saw(records: events) }

  mutating func clearCounts() { upstream = Upstream() }

  /// The stage before ended; it is this tool itself.
  mutating func sawEnd() { upstream.saw(end: true) }

  /// Reads the event just read again, from which fields were taken out.
  mutating func readAgain(_ line: borrowing Span<UInt8>) { _ = scanner.read(line) }

  /// The number of the rule of the event just read, or nil.
  @inline(__always) package mutating func rule(of line: borrowing Span<UInt8>) -> Int? {
    let table = finder.table(line.extracting(scanner.parts.app), line.extracting(scanner.parts.mta), tables)
    if !scanner.parts.isTextEscaped { return tables.match(line.extracting(scanner.parts.text), in: table) }
    return tables.match(text(of: line).span, in: table)
  }

  /// The number of the rule that tells the cause of the event that `reader` has read; `ending` holds its class.
  mutating func cause(
    _ ending: Endings.Ending, _ endings: borrowing Endings, _ reader: borrowing RecordReader,
    _ line: borrowing Span<UInt8>
  ) -> Int? {
    causeText.undo(to: 0)
    endings.writeClass(ending, to: &causeText)
    Causes.write(reader, line, to: &causeText)
    return tables.matchCause(causeText)
  }

  /// The text of the event just read, as the program wrote it.
  package func text(of line: borrowing Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.append(unescaping: line.extracting(scanner.parts.text))
    return text
  }
}
