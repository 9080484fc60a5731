import Lines
import MailRecord

/// Gives each event its class and severity; all other lines pass as they are.
struct Classifier: LineFilter, ~Copyable {
  private let siteFiles: [String]
  private var matcher: Matcher
  private var endings: Endings
  private var reader = RecordReader()
  private var classed = 0
  private var unknown = 0

  init(_ siteFiles: [String]) {
    self.siteFiles = siteFiles
    matcher = Matcher(orLeave { () throws(RulesError) in try readRules(siteFiles) })
    endings = Endings(matcher.rules)
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    if matcher.read(line, cut: cut) != .event {
      output.append(line)
      output.endLine()
    } else if matcher.scanner.hasClass {
      classifyAgain(line, to: &output)
    } else {
      classify(line, to: &output)
    }
  }

  /// Rereads the site's rules; when they are wrong now, the old ones stay.
  mutating func hangup(_ output: inout Output) {
    do {
      matcher.use(try readRules(siteFiles))
      endings = Endings(matcher.rules)
    } catch {
      warning("logclass", "\(error.what); the old rules stay")
    }
  }

  /// Writes the last record.
  func finish(to output: inout Output) {
    let lines = matcher.upstream.count
    let isCut = matcher.upstream.report("logclass")
    output.write(
      end: [
        "in": lines, "out": lines, "classed": classed, "unknown": unknown,
        "malformed": matcher.upstream.malformed,
      ], cut: isCut)
  }

  /// Writes the event just read, class and severity last.
  private mutating func classify(_ line: borrowing Span<UInt8>, to output: inout Output) {
    let rule = matcher.rule(of: line)
    output.append(line.extracting(..<matcher.scanner.end))
    if let rule {
      classed &+= 1
      endings.write(rule, to: &output)
    } else {
      unknown &+= 1
      endings.writeUnknown(level: line.extracting(matcher.scanner.level), to: &output)
    }
    output.append(line.extracting(matcher.scanner.close...))
    output.endLine()
  }

  /// A record that was classed before gets what it would get without.
  @inline(never) private mutating func classifyAgain(_ line: borrowing Span<UInt8>, to output: inout Output) {
    guard let bare = reader.copy(line, without: [.class, .severity]) else { return }
    matcher.readAgain(bare.span)
    classify(bare.span, to: &output)
  }
}
