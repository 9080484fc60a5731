import Lines
import Timestamps

/// qmailanalog's matchup: a qmail log in, its `d` and `m` lines out, what is unfinished to descriptor 5.
///
///     1763337601.000646 info msg 93827: bytes 62258 from <paul@solrishi.example> qp 1208 uid 82
///     d k 1763337601.000646 1763337601.001527 1763337601.208395 62258 <paul@solrishi.example> local.kay@a.example 1208 82 did_1+0+0/
///     m 1763337601.000646 1763337601.208645 62258 1 0 0 <paul@solrishi.example> 1208 82
///
/// Byte for byte what the real one prints, odd lines included: fields are parted by blanks, tabs and NULs, missing
/// ones are empty, numbers wrap at 2^64. Its searches are not linear, and it takes any stamp: TAI64N labels become
/// seconds and nanoseconds, splogger's lines lose their syslog header.
/// - Source: qmailanalog 0.70's behaviour; matchup(1).
struct Matchup: LineFilter, ~Copyable {
  private var messages = MatchupMessages()
  private var deliveries = MatchupDeliveries()
  private var headers = HeaderReader(clock: .fixed10, years: YearClock(year: 1970, now: 0))
  private var parts = SplitLines()
  private var stamps = StampText()
  /// The last line when it has no newline, as it came.
  private var unended: [UInt8] = []

  /// Runs as matchup does; writes what is pending at the end.
  static func run(_ files: [String]) {
    var output = Output("matchup")
    var matchup = Matchup()
    var input = Input("matchup", files)
    input.eachLine(&matchup, to: &output)
    while let held = matchup.parts.popFirst() { matchup.turn(held, &output) }
    output.flush()
    matchup.writePending()
  }

  mutating func readUnended(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    unended = line.array
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    if line.count == 0 { return plain(line, &output) }
    switch line[0] {
    case UInt8(ascii: "@"):
      guard let label = TAI64N(line), let time = label.instant(), time.seconds >= 0 else {
        return plain(line, &output)
      }
      labelled(line, time, &output)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      // A plain number is matchup's own stamp; a date belongs to syslog.
      if line.count > 4, line[4] == UInt8(ascii: "-") { turn(line, &output) } else { plain(line, &output) }
    default: turn(line, &output)
    }
  }

  /// `@LABEL text` as `SECONDS.NANOSECONDS text`.
  @inline(__always)
  private mutating func labelled(_ line: borrowing Span<UInt8>, _ time: Instant, _ output: inout Output) {
    var stamps = StampText()
    swap(&stamps, &self.stamps)
    stamps.set(time)
    let text = line.extracting(TAI64N.length..<line.count)
    if text.count == 0 || Fields.isSeparator(text[0]) {
      match(stamps.bytes.span.extracting(0..<stamps.count), text, Fields(at: 0), isTurned: true, &output)
    } else {
      let whole = stamps.bytes.span.extracting(0..<stamps.count).array + text.array
      plain(whole.span, &output)
    }
    swap(&stamps, &self.stamps)
  }

  /// A line that stands as it came: its first field is the stamp.
  private mutating func plain(_ line: borrowing Span<UInt8>, _ output: inout Output) {
    var fields = Fields(at: 0)
    let stamp = fields.next(line)
    match(line.extracting(stamp), line, fields, isTurned: false, &output)
  }

  /// A line of another form: splogger's lose what syslog put in front, all others stay.
  private mutating func turn(_ line: borrowing Span<UInt8>, _ output: inout Output) {
    let header = headers.read(line)
    guard header.isSplogger else { return plain(line, &output) }
    if let piece = SplitLines.Part(splogger: line, header, isHolding: !parts.isEmpty) {
      switch parts.take(line, piece, 0) {
      case .joined, .held: return
      case .whole(let held): return turn(held, &output)
      case .alone: break
      case .after(let held):
        turn(held, &output)
        return turn(line, &output)
      }
    }
    matchSplogger(line, header, &output)
  }

  private mutating func turn(_ held: SplitLines.Held, _ output: inout Output) {
    let line = held.bytes.span
    matchSplogger(line, headers.read(line), &output)
  }

  private mutating func matchSplogger(
    _ line: borrowing Span<UInt8>, _ header: Header, _ output: inout Output
  ) {
    plain(line.extracting(header.stamp.lowerBound..<line.count), &output)
  }

  /// What matchup does with one line; `fields` begin behind the stamp, which is in the line unless it was turned.
  private mutating func match(
    _ stamp: borrowing Span<UInt8>, _ line: borrowing Span<UInt8>, _ rest: Fields, isTurned: Bool,
    _ output: inout Output
  ) {
    var fields = rest
    let word = fields.next(line)
    switch word.count {
    case 7 where line.holds("status:", at: word.lowerBound): break
    case 8 where line.holds("starting", at: word.lowerBound): starting(line, stamp, &fields)
    case 8 where line.holds("delivery", at: word.lowerBound): delivery(line, stamp, &fields, &output)
    case 3 where line.holds("new", at: word.lowerBound):
      messages.remove(number(line, &fields, skipping: 1))
    case 3 where line.holds("end", at: word.lowerBound):
      messages.end(number(line, &fields, skipping: 1), stamp, &output)
    case 4 where line.holds("info", at: word.lowerBound): info(line, stamp, &fields)
    case 5 where line.holds("extra", at: word.lowerBound): extra(line, &fields)
    case 7 where line.holds("running", at: word.lowerBound) || line.holds("exiting", at: word.lowerBound):
      deliveries.removeAll()
    case 6 where line.holds("number", at: word.lowerBound) || line.holds("remote", at: word.lowerBound): break
    case 5 where line.holds("local", at: word.lowerBound): break
    default:
      let passes =
        word.count == 8 && line.holds("warning:", at: word.lowerBound)
        || word.count == 6 && line.holds("alert:", at: word.lowerBound)
      if !passes { output.append("? ") }
      if isTurned { output.append(stamp) }
      output.append(line)
      output.endLine()
    }
  }

  /// The number in the field that follows `skipping` others.
  private func number(_ line: borrowing Span<UInt8>, _ fields: inout Fields, skipping: Int) -> UInt64 {
    for _ in 0..<skipping { _ = fields.next(line) }
    return line.wrappedDecimal(fields.next(line))
  }

  private mutating func starting(
    _ line: borrowing Span<UInt8>, _ stamp: borrowing Span<UInt8>, _ fields: inout Fields
  ) {
    let delivery = number(line, &fields, skipping: 1)
    let message = number(line, &fields, skipping: 1)
    _ = fields.next(line)
    let channel = fields.next(line)
    let recipient = fields.next(line)
    deliveries.add(
      delivery, message, stamp, line.extracting(channel), line.extracting(recipient))
  }

  private mutating func info(
    _ line: borrowing Span<UInt8>, _ stamp: borrowing Span<UInt8>, _ fields: inout Fields
  ) {
    let message = number(line, &fields, skipping: 1)
    let bytes = number(line, &fields, skipping: 1)
    _ = fields.next(line)
    let sender = fields.next(line)
    let qp = number(line, &fields, skipping: 1)
    let uid = number(line, &fields, skipping: 1)
    messages.add(message, bytes, qp, uid, stamp, line.extracting(sender))
  }

  private mutating func extra(_ line: borrowing Span<UInt8>, _ fields: inout Fields) {
    let message = number(line, &fields, skipping: 0)
    let success = number(line, &fields, skipping: 0)
    let deferral = number(line, &fields, skipping: 0)
    let failure = number(line, &fields, skipping: 0)
    messages.restore(message, success, failure, deferral)
  }

  private mutating func delivery(
    _ line: borrowing Span<UInt8>, _ stamp: borrowing Span<UInt8>, _ fields: inout Fields,
    _ output: inout Output
  ) {
    let number = number(line, &fields, skipping: 0)
    guard let delivery = deliveries.find(number) else { return }
    let outcome = fields.next(line)
    var result: StaticString = "?"
    let message = messages.find(deliveries.message(delivery))
    if line.begins("succ", outcome) {
      result = "d k "
      messages.count(message, .success)
    } else if line.begins("fail", outcome) {
      result = "d d "
      messages.count(message, .failure)
    } else if line.begins("defer", outcome) || line.begins("report", outcome) {
      result = "d z "
      messages.count(message, .deferral)
    }
    output.append(result)
    messages.writeBirth(message, else: delivery, deliveries, stamp, &output)
    if line.begins("report", outcome) {
      output.append("report_mangled")
    } else if result.utf8CodeUnitCount > 1 {
      output.append(line.extracting(fields.next(line)))
    }
    output.endLine()
    deliveries.remove(delivery)
  }

  /// Writes the unfinished state as log lines to descriptor 5, then the line that was cut off.
  private mutating func writePending() {
    var pending = Output("matchup", descriptor: 5, named: "fd 5")
    messages.write(to: &pending)
    deliveries.write(to: &pending)
    pending.append(unended.span)
    pending.flush()
  }
}
