import Classes
import Lines
import MailRecord
import Timestamps

/// Turns lines into event records, one a line; nothing is dropped.
struct Normaliser: ~Copyable {
  let options: NormOptions
  var headers: HeaderReader
  private var writer = RecordWriter()
  /// What `-c` adds.
  var classifier: Classifier?
  var record = Record()
  var parts = SplitLines()
  var apps = AppTable()
  var counts = Counts()
  /// What `-v` tells.
  var survey: Survey?
  var number: UInt64 = 0
  /// The line before, when others may go on with it.
  var last: Last?
  private let host: Value?
  var file: Value?
  var fileName = ""
  let wrapping = WrapperTable()
  /// The table itself asks whenever it is used whether it was made.
  private let rows = dialects
  /// Envelopes to be used again, one for each depth.
  var envelopes = [Envelope](repeating: Envelope(), count: deepest)
  /// The wrappers that are off the line in work, for `--explain`.
  var trail = Trail()
  var partial = PartialLines()
  var journal = JournalEntry()
  /// Where the line in work begins, behind what wrappers said of it.
  var start = 0
  /// Whether lines are read again that were taken for an entry of the journal.
  var isReplaying = false
  var recent = RecentLines()
  /// Whether the program that was read last tells what others ran or sent.
  private var tells = Tells.nothing

  init(_ options: NormOptions) {
    self.options = options
    headers = HeaderReader(clock: options.clock, years: options.years)
    record.constants = Slots(options.host)
    survey = options.isVerbose ? Survey() : nil
    classifier = options.classes.map { Classifier($0) }
    host = options.host.isEmpty ? nil : .constant(0, Int32(options.host.count))
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    number &+= 1
    counts.lines &+= 1
    if journal.isOpen { return gather(line, number, to: &output) }
    normalise(line.extracting(0..<line.textEnd), cut: cut, number: number, to: &output)
  }

  mutating func hangup(_ output: inout Output) { classifier?.hangup(&output) }

  @inline(never) mutating func normalise(
    _ line: borrowing Span<UInt8>, cut: Int, number: UInt64, to output: inout Output
  ) {
    let header = headers.read(line, number)
    if header.isSplogger, cut == 0,
      let piece = SplitLines.Part(splogger: line, header, isHolding: !parts.isEmpty)
    {
      return part(line, header, piece, number, to: &output)
    }
    let row = row(line, header)
    if row == nil, header.app != nil, isUntagged(line, header) {
      return writeUntagged(line, header, cut: cut, number, to: &output)
    }
    if row == apps.amavis, cut == 0,
      let piece = SplitLines.Part(amavis: line, header, isHolding: !parts.isEmpty)
    {
      return part(line, header, piece, number, to: &output)
    }
    // A program's own log file has no lines of others.
    let isTransported =
      header.host != nil || header.app != nil || header.text.lowerBound == 0 || header.isWrapped
      || line.mayBeColour(at: header.text.lowerBound)
    if isTransported, cut == 0, isOther(line, header, row, number, to: &output) { return }
    write(line, header, row, cut: cut, number, to: &output)
    if isTransported { recent.keep(line) }
  }

  /// Whether the line was one of others: it was wrapped, repeated, or begins journald's export.
  @inline(__always) private mutating func isOther(
    _ line: borrowing Span<UInt8>, _ header: Header, _ row: Int?, _ number: UInt64, to output: inout Output
  ) -> Bool {
    let mayBeWrapped = row == nil || line.mayBeColour(at: header.text.lowerBound)
    if mayBeWrapped, unwrap(line, header, isKnown: row != nil, in: Envelope(), number, to: &output) {
      return true
    }
    return repeats(line, header, number, to: &output)
  }

  /// Writes the event of a line that did not come as it is.
  @inline(never) mutating func writeApart(
    _ line: borrowing Span<UInt8>, _ header: Header, _ row: Int?, cut: Int = 0, _ number: UInt64,
    to output: inout Output
  ) {
    write(line, header, row, cut: cut, number, to: &output)
  }

  /// Writes the event of a line in a program's own log, where no tag stands.
  @inline(never) private mutating func writeUntagged(
    _ line: borrowing Span<UInt8>, _ header: Header, cut: Int, _ number: UInt64, to output: inout Output
  ) {
    var header = header
    header.takeBackTag()
    writeApart(line, header, nil, cut: cut, number, to: &output)
  }

  /// Writes the event of a line.
  ///
  /// - Parameter row: the dialect that the line's tag names.
  @inline(__always) private mutating func write(
    _ line: borrowing Span<UInt8>, _ header: Header, _ row: Int?, cut: Int, _ number: UInt64,
    to output: inout Output
  ) {
    record.time = header.time
    record[.line] = .integer(number)
    if let file { record[.file] = file }
    if let host = header.host.map(Value.slice) ?? host { record[.host] = host }
    if let app = header.app {
      record[.app] = .slice(app)
      if let row, line.holds("e", at: app.upperBound - 1) { nameUnit(line, app, row) }
    }
    if let pid = header.pid { record[.pid] = .integer(pid) }
    if let priority = header.priority { transported(priority) }
    if let structure = header.structure { tell(structure, of: line) }
    record[.text] = .slice(header.text)
    let reading = interpret(line, header, row)
    // Only a row of last's and the like tells its time so: in other texts a date is anyone's.
    if reading != .read, headers.source == .row { record.time = nil }
    counts.count(reading)
    if reading != .read || tells == .texts || tells == .commands && record[.command] != nil
      || record[.serial] != nil
    {
      record.maskSecrets(line, header.text, isRead: reading == .read)
    }
    if let personal = options.personal { personal.cover(line, header.text, &record) }
    if options.isVerbose { note(reading, line, header, row, number) }
    if options.explains { explain(reading, line, header, row, number, to: &output) }
    if cut > 0 { record[.cut] = .integer(UInt64(cut)) }
    let mark = output.mark
    writer.begin("event", to: &output)
    if classifier != nil { return writeClassed(line, cut: cut, from: mark, to: &output) }
    let kept = writer.write(&record, of: line, to: &output)
    finish(line, kept, cut, to: &output)
    writer.end(&output)
  }

  /// Writes the fields of an event that begins at `mark`, and its class.
  @inline(never) private mutating func writeClassed(
    _ line: borrowing Span<UInt8>, cut: Int, from mark: Int, to output: inout Output
  ) {
    var parts: EventParts?
    let kept = writer.write(&record, of: line, to: &output, from: mark, parts: &parts)
    finish(line, kept, cut, to: &output)
    if classifier!.classify(eventAt: mark, parts, of: &output) { writer.end(&output) }
  }

  @inline(__always) private mutating func finish(
    _ line: borrowing Span<UInt8>, _ kept: Bool, _ cut: Int, to output: inout Output
  ) {
    if !kept || cut > 0 { original(line, isCut: cut > 0, isText: kept, to: &output) }
    if record.hidesBytes { record.forgetSubstitutions() }
    counts.events &+= 1
  }

  /// The line itself, for those of which the record does not hold every byte.
  private mutating func original(
    _ line: borrowing Span<UInt8>, isCut: Bool, isText: Bool, to output: inout Output
  ) {
    writer.write(.bytes, base64: record.shown(line, start..<line.count).span, to: &output)
    if !isText { counts.invalid &+= 1 }
    if isCut { counts.cut &+= 1 }
  }

  /// A unit of systemd's, `ssh.service`, says which program it is.
  @inline(never) private mutating func nameUnit(
    _ line: borrowing Span<UInt8>, _ app: Range<Int>, _ row: Int
  ) {
    if line.extracting(app).ends(with: ".service") { record[.app] = .word(dialects[row].apps[0]) }
  }

  /// RFC 5424's id and data.
  @inline(never) private mutating func tell(_ structure: Range<Int>, of line: borrowing Span<UInt8>) {
    for (field, place) in line.structure(structure) { record[field] = .slice(place) }
  }

  private mutating func transported(_ priority: Int) {
    if priority / 8 < facilities.count { record[.facility] = .word(facilities[priority / 8]) }
    record[.level] = .word(levels[priority % 8])
  }

  /// Whether a line without stamp and tag belongs to the one before it, as headers do in Exim's reject log.
  private mutating func goesOn(_ line: borrowing Span<UInt8>, _ header: Header) -> Bool {
    let all = start..<line.count
    // What a wrapper names says so of its own.
    if let app = header.app, app.lowerBound < start { return false }
    guard let last, let test = rows[last.row].continues, test(line, all) else { return false }
    record.time = last.time
    record[.text] = .slice(all)
    record[.pid] = nil
    if let mta = dialects[last.row].mta { record[.mta] = .word(mta) }
    record[.app] = .word(dialects[last.row].apps[0])
    return true
  }

  /// Lets the program's dialect read the text, or one that knows a text without a tag.
  @inline(__always)
  private mutating func interpret(
    _ line: borrowing Span<UInt8>, _ header: Header, _ named: Int?
  ) -> Reading {
    tells = .texts
    if header.isMalformed { return .malformed }
    if header.time == nil, header.priority == nil, goesOn(line, header) { return .read }
    let before = last
    if header.time != nil || header.app != nil { last = nil }
    let row = named ?? (header.app == nil ? apps.row(ofUntagged: line, header) : nil)
    guard let row else {
      return header.app == nil ? .untagged : readPam(line, header)
    }
    tells = rows[row].tells
    guard rows[row].parse(line, header.text, &record) else {
      return header.app == nil ? .untagged : .unknownMessage
    }
    if let mta = rows[row].mta { record[.mta] = .word(mta) }
    if header.app == nil { record[.app] = .word(rows[row].apps[0]) }
    if rows[row].continues != nil { last = Last(row: row, time: header.time) }
    if rows[row].isDatedByLines { date(row, header, before) }
    return .read
  }

  /// A line without a stamp of its own has that of the program's line before it.
  @inline(never) private mutating func date(_ row: Int, _ header: Header, _ before: Last?) {
    guard header.time == nil, header.host == nil else {
      last = Last(row: row, time: header.time)
      return
    }
    guard let before, before.row == row else { return }
    last = before
    record.time = before.time
  }

  /// PAM's modules speak within programs of any name.
  @inline(never) private mutating func readPam(_ line: borrowing Span<UInt8>, _ header: Header) -> Reading {
    let isModule = line.isModule(at: header.text.lowerBound)
    return isModule && parsePam(line, header.text, &record) ? .read : .unknownProgram
  }

  /// Whether what was taken for an unknown program's tag is how a known one begins its message in its own log.
  @inline(never) func isUntagged(_ line: borrowing Span<UInt8>, _ header: Header) -> Bool {
    if isEximsOwn(line, header) { return true }
    if header.host != nil || header.pid != nil || header.time == nil { return false }
    var plain = header
    plain.takeBackTag()
    return apps.isClaimed(line, plain)
  }

  /// The row of `dialects` that the line's tag names.
  @inline(__always)
  mutating func row(_ line: borrowing Span<UInt8>, _ header: Header) -> Int? {
    guard let app = header.app else { return line.isAudit(at: header.text.lowerBound) ? apps.audit : nil }
    return apps.row(of: line.extracting(app)) ?? (header.isSplogger ? apps.qmailSend : nil)
  }
}

extension Span where Element == UInt8 {
  /// RFC 5424's id and data in `range`, each but for `-`.
  func structure(_ range: Range<Int>) -> [(Field, Range<Int>)] {
    let end = Swift.min(position(of: UInt8(ascii: " "), from: range.lowerBound) ?? count, range.upperBound)
    return [
      (Field.syslog_msgid, range.lowerBound..<end),
      (.structured_data, end + 1..<Swift.max(end + 1, range.upperBound)),
    ]
    .filter { !$0.1.isEmpty && !extracting($0.1).equals("-") }
  }

  /// Where the text of a line ends: the CR of a CRLF belongs to the end, not to the text.
  var textEnd: Int { count > 0 && self[count - 1] == UInt8(ascii: "\r") ? count - 1 : count }
}
