import Lines
import MailRecord

/// Gives each event its class and severity, where it fits its cause, scope and group; all other lines pass.
package struct Classifier: LineFilter, ~Copyable {
  private let options: ClassOptions
  private var matcher: Matcher
  private var endings: Endings
  private var map: SiteMap?
  private var reader = RecordReader()
  /// An event apart from the output that grows behind it; a scratch pad, never flushed.
  private var event = Output("event", descriptor: -1)
  private var classed = 0
  private var unknown = 0
  private var dropped = 0

  /// Events by what became of them.
  package struct Counts {
    fileprivate let events, classed, unknown, dropped: Int
  }

  package init(_ options: ClassOptions) {
    self.options = options
    let tool = options.tool
    matcher = Matcher(orLeave(tool) { () throws(RulesError) in try options.rules.read() }, tool: tool)
    map = orLeave(tool) { () throws(RulesError) in try options.readMap() }
    endings = Endings(matcher.rules)
  }

  package mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    if matcher.read(line, cut: cut) != .event {
      output.append(line)
      output.endLine()
    } else if matcher.scanner.hasClass {
      classifyAgain(line, to: &output)
    } else {
      classify(line, to: &output)
    }
  }

  /// Gives the event that is being written, from `mark` of `output` on and without its brace, what it would get if it
  /// were read; false when it was dropped and taken back.
  ///
  /// - Parameter parts: what the writer knows of it.
  @inline(__always)
  package mutating func classify(eventAt mark: Int, _ parts: EventParts?, of output: inout Output) -> Bool {
    matcher.take(parts, of: output.held.extracting(mark...))
    let rule = matcher.rule(of: output.held.extracting(mark...))
    if let rule, map == nil, !options.drops {
      let ending = endings.ending(rule)
      if !ending.hasCause {
        classed &+= 1
        endings.write(ending, to: &output)
        return true
      }
    }
    return finish(rule, mark, &output)
  }

  /// The same for events of which more is to be known than their class.
  @inline(never) private mutating func finish(_ rule: Int?, _ mark: Int, _ output: inout Output) -> Bool {
    var event = Output("event", descriptor: -1)
    swap(&event, &self.event)
    defer { swap(&event, &self.event) }
    event.undo(to: 0)
    event.append(output.held.extracting(mark...))
    event.append(UInt8(ascii: "}"))
    if options.drops, drops(rule, event.held) {
      dropped &+= 1
      output.undo(to: mark)
      return false
    }
    add(rule, event.held, to: &output)
    return true
  }

  /// Rereads the site's rules and map; when they are wrong now, the old ones stay.
  package mutating func hangup(_ output: inout Output) {
    do {
      let rules = try options.rules.read()
      map = try options.readMap()
      matcher.use(rules)
      endings = Endings(matcher.rules)
    } catch {
      warning(options.tool, "\(error.what); the old ones stay")
    }
  }

  /// What was counted, which is forgotten.
  package mutating func takeCounts() -> Counts {
    defer { clearCounts() }
    return Counts(events: matcher.upstream.count, classed: classed, unknown: unknown, dropped: dropped)
  }

  /// Adds what another counted.
  package mutating func count(_ other: Counts) {
    matcher.saw(events: other.events)
    classed += other.classed
    unknown += other.unknown
    dropped += other.dropped
  }

  /// Forgets what was counted.
  package mutating func clearCounts() {
    matcher.clearCounts()
    (classed, unknown, dropped) = (0, 0, 0)
  }

  /// Writes the last record.
  ///
  /// - Parameter sawEnd: whether this tool itself wrote the `end` record of the stage before.
  package mutating func finish(sawEnd: Bool = false, to output: inout Output) {
    if sawEnd { matcher.sawEnd() }
    let lines = matcher.upstream.count
    let isCut = matcher.upstream.report(options.tool)
    output.write(
      end: [
        "in": lines, "out": lines - dropped, "classed": classed, "unknown": unknown, "dropped": dropped,
        "malformed": matcher.upstream.malformed,
      ], of: "logclass", cut: isCut)
  }

  /// Writes the event just read, class and severity last.
  private mutating func classify(_ line: borrowing Span<UInt8>, to output: inout Output) {
    let rule = matcher.rule(of: line)
    if options.drops, drops(rule, line) {
      dropped &+= 1
      return
    }
    output.append(line.extracting(..<matcher.scanner.end))
    add(rule, line, to: &output)
    output.append(line.extracting(matcher.scanner.close...))
    output.endLine()
  }

  /// Writes what the rule of the event adds to it.
  @inline(__always)
  private mutating func add(_ rule: Int?, _ line: borrowing Span<UInt8>, to output: inout Output) {
    let ending = rule.map { endings.ending($0) }
    if let ending {
      classed &+= 1
      endings.write(ending, to: &output)
    } else {
      unknown &+= 1
      Endings.writeUnknown(level: line.extracting(matcher.scanner.parts.level), to: &output)
    }
    if map != nil || ending?.hasCause ?? false { explain(ending, line, to: &output) }
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
