import Lines
import MailRecord

/// Reads records and finds the rule of each event.
struct Matcher: ~Copyable {
  private(set) var scanner = EventScanner()
  private(set) var upstream = Upstream()
  private var tables: RuleTables
  private var finder = TableFinder()
  /// A scratch pad, never flushed.
  private var causeText = Output("logclass", descriptor: -1)

  init(_ files: [RuleFile]) {
    tables = RuleTables(files)
  }

  var rules: [Rule] { tables.rules }

  /// Takes other rules from now on.
  mutating func use(_ files: [RuleFile]) {
    tables = RuleTables(files)
    finder = TableFinder()
  }

  /// Reads one line; of an event `scanner` then tells the rest.
  @inline(__always) mutating func read(_ line: borrowing Span<UInt8>, cut: Int) -> EventScanner.Kind {
    let kind = cut == 0 ? scanner.read(line) : .malformed
    if kind == .malformed { upstream.sawMalformed() } else { upstream.saw(end: kind == .end) }
    return kind
  }

  /// Reads the event just read again, from which fields were taken out.
  mutating func readAgain(_ line: borrowing Span<UInt8>) { _ = scanner.read(line) }

  /// The number of the rule of the event just read, or nil.
  @inline(__always) mutating func rule(of line: borrowing Span<UInt8>) -> Int? {
    let table = finder.table(line.extracting(scanner.app), line.extracting(scanner.mta), tables)
    if !scanner.isTextEscaped { return tables.match(line.extracting(scanner.text), in: table) }
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
  func text(of line: borrowing Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.append(unescaping: line.extracting(scanner.text))
    return text
  }
}
