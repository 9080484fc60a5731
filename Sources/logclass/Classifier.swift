import Lines
import MailRecord

/// Gives each event its class and severity, where it fits its cause, scope and group; all other lines pass.
struct Classifier: LineFilter, ~Copyable {
  private let options: ClassOptions
  private var matcher: Matcher
  private var endings: Endings
  private var map: SiteMap?
  private var reader = RecordReader()
  private var classed = 0
  private var unknown = 0
  private var dropped = 0

  init(_ options: ClassOptions) {
    self.options = options
    matcher = Matcher(orLeave { () throws(RulesError) in try options.rules.read() })
    map = orLeave { () throws(RulesError) in try options.readMap() }
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

  /// Rereads the site's rules and map; when they are wrong now, the old ones stay.
  mutating func hangup(_ output: inout Output) {
    do {
      let rules = try options.rules.read()
      map = try options.readMap()
      matcher.use(rules)
      endings = Endings(matcher.rules)
    } catch {
      warning("logclass", "\(error.what); the old ones stay")
    }
  }

  /// Writes the last record.
  func finish(to output: inout Output) {
    let lines = matcher.upstream.count
    let isCut = matcher.upstream.report("logclass")
    output.write(
      end: [
        "in": lines, "out": lines - dropped, "classed": classed, "unknown": unknown, "dropped": dropped,
        "malformed": matcher.upstream.malformed,
      ], cut: isCut)
  }

  /// Writes the event just read, class and severity last.
  private mutating func classify(_ line: borrowing Span<UInt8>, to output: inout Output) {
    let rule = matcher.rule(of: line)
    if options.drops, drops(rule, line) {
      dropped &+= 1
      return
    }
    output.append(line.extracting(..<matcher.scanner.end))
    let ending = rule.map { endings.ending($0) }
    if let ending {
      classed &+= 1
      endings.write(ending, to: &output)
    } else {
      unknown &+= 1
      Endings.writeUnknown(level: line.extracting(matcher.scanner.level), to: &output)
    }
    if map != nil || ending?.hasCause ?? false { explain(ending, line, to: &output) }
    output.append(line.extracting(matcher.scanner.close...))
    output.endLine()
  }

  /// Adds the cause, and what the site's map says.
  @inline(never) private mutating func explain(
    _ ending: Endings.Ending?, _ line: borrowing Span<UInt8>, to output: inout Output
  ) {
    guard reader.read(line) else { return }
    if let ending, ending.hasCause {
      if let cause = matcher.cause(ending, endings, reader, line) {
        let ending = endings.ending(cause)
        endings.write(ending, to: &output)
      } else {
        output.append(Causes.other)
      }
    }
    map?.write(reader, line, to: &output)
  }

  /// Whether the selector or a dropped class keeps the event just read out.
  @inline(never) private mutating func drops(_ rule: Int?, _ line: borrowing Span<UInt8>) -> Bool {
    if options.dropsClass(rule.map { matcher.rules[$0].class } ?? "unknown") { return true }
    guard let selector = options.selector, reader.read(line) else { return false }
    let (facility, level) = (reader.string(.facility, in: line), reader.string(.level, in: line))
    return !selector.selects(facility: facility ?? "", severity: level ?? "")
  }

  /// A record that was classed before gets what it would get without.
  @inline(never) private mutating func classifyAgain(_ line: borrowing Span<UInt8>, to output: inout Output) {
    let added: [Field] = [.class, .severity, .cause, .scope, .recipient_scope, .group]
    guard let bare = reader.copy(line, without: added) else { return }
    matcher.readAgain(bare.span)
    classify(bare.span, to: &output)
  }
}
