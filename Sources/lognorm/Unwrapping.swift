import Lines
import MailRecord
import Timestamps

/// Lines within lines.
extension Normaliser {
  /// So many wrappers are taken off; what is still wrapped then is text.
  static let deepest = 4

  /// Reads what is wrapped in a line; false when nothing is.
  ///
  /// - Parameter isKnown: whether it is a known program's: only its colours may be taken off.
  @inline(never) mutating func unwrap(
    _ line: borrowing Span<UInt8>, _ header: Header, isKnown: Bool = false, in outer: Envelope,
    _ number: UInt64, to output: inout Output
  ) -> Bool {
    if outer.depth == Self.deepest || line.count == outer.start { return false }
    if outer.depth == 0, JournalEntry.begins(line), !isReplaying {
      gather(line, number, to: &output)
      return true
    }
    if isKnown {
      guard openSaid(line, header, in: outer) else { return false }
      deliver(line, header, in: outer, number, to: &output)
      return true
    }
    let places = places(line, header, in: outer)
    let mayStand = (0..<3).contains {
      wrapping.mayStand(line, places[$0], isHead: places[$0] == outer.start)
    }
    guard mayStand, open(line, header, places, in: outer) else { return false }
    deliver(line, header, in: outer, number, to: &output)
    return true
  }

  /// Takes the colours off what a known program said.
  private mutating func openSaid(
    _ line: borrowing Span<UInt8>, _ header: Header, in outer: Envelope
  ) -> Bool {
    envelopes[outer.depth].begin(line, header, within: outer)
    guard openColours(line, header.text.lowerBound, &envelopes[outer.depth]) else { return false }
    envelopes[outer.depth].trail.append(Trail.colours)
    envelopes[outer.depth].isSaid = true
    return true
  }

  /// Where a wrapper may begin: at the head of the line, behind its stamp, behind its tag.
  private func places(
    _ line: borrowing Span<UInt8>, _ header: Header, in outer: borrowing Envelope
  ) -> InlineArray<3, Int> {
    let text = header.text.lowerBound
    // What wrappers said stands before the line.
    let host = header.host.flatMap { $0.lowerBound < outer.start ? nil : $0.lowerBound } ?? text
    let app = header.app.flatMap { $0.lowerBound < outer.start ? nil : $0.lowerBound } ?? text
    let first = min(text, host, app)
    return [first, header.app == nil ? first : text, text]
  }

  /// Reads what is in the wrapper that was opened.
  @inline(never) private mutating func deliver(
    _ line: borrowing Span<UInt8>, _ header: Header, in outer: Envelope, _ number: UInt64,
    to output: inout Output
  ) {
    var envelope = Envelope()
    swap(&envelope, &envelopes[outer.depth])
    defer { swap(&envelope, &envelopes[outer.depth]) }
    deliver(envelope, number, to: &output)
    while let next = envelope.rest {
      envelope.begin(line, header, within: outer)
      guard openFrames(line, next, &envelope) else { break }
      counts.split &+= 1
      deliver(envelope, number, to: &output)
    }
  }

  /// Takes off what stands at the head of the line, behind its stamp, or behind its tag.
  private mutating func open(
    _ line: borrowing Span<UInt8>, _ header: Header, _ places: InlineArray<3, Int>, in outer: Envelope
  ) -> Bool {
    for i in 0..<3 where i == 0 || places[i] > places[i - 1] {
      let start = places[i]
      let isHead = start == outer.start
      guard wrapping.mayStand(line, start, isHead: isHead) else { continue }
      // At the head, what was taken for a host or a tag is the wrapper itself.
      envelopes[outer.depth].begin(line, isHead ? outer.header : header, within: outer)
      if let row = wrapping.open(line, start, isHead: isHead, &envelopes[outer.depth]) {
        envelopes[outer.depth].trail.append(row)
        return true
      }
    }
    return false
  }

  /// Reads the line within, or holds it until the rest of it comes.
  private mutating func deliver(_ envelope: Envelope, _ number: UInt64, to output: inout Output) {
    guard partial.concerns(envelope) else { return read(within: envelope, number, to: &output) }
    let (isFirst, whole) = partial.take(envelope, number, of: fileName)
    if !isFirst { counts.joined &+= 1 }
    if let whole { release(whole, to: &output) }
  }

  /// Reads the line in an envelope.
  mutating func read(within envelope: Envelope, _ number: UInt64, to output: inout Output) {
    let line = envelope.bytes.span
    let start = envelope.start
    if envelope.isTimed, let time = envelope.header.time { headers.years.saw(time.seconds) }
    var found = headers.read(line.extracting(start..<line.count), number).shifted(by: start)
    let own = row(line, found)
    if envelope.isSaid || isForeign(own, found, to: envelope) { found = Header(text: start..<line.count) }
    let isProgram = found.pid != nil || own != nil
    var header = envelope.header(around: found, keepsTag: isProgram)
    if header.time != found.time { headers.source = .wrapper }
    var row = row(line, header)
    if row == nil, header.app != nil, isUntagged(line, header) { header.takeBackTag() }
    let mayBeWrapped = row == nil || line.mayBeColour(at: header.text.lowerBound)
    if mayBeWrapped, unwrap(line, header, isKnown: row != nil, in: envelope, number, to: &output) { return }
    if header.app == nil, let container = envelope.container {
      row = apps.row(of: line.extracting(container))
      if row != nil { header.app = container }
    }
    let outer = (file, self.start, trail)
    defer { (file, self.start, trail) = outer }
    (file, self.start, trail) = (envelope.file.map(Value.slice) ?? file, start, envelope.trail)
    if repeats(line, header, in: envelope, number, to: &output) { return }
    record.dress(envelope)
    writeApart(line, header, row, number, to: &output)
    if found.time == nil, found.priority == nil { return }
    if envelope.header.host == nil {
      recent.keep(line.extracting(start..<line.count))
    } else {
      recent.keep(envelope.kept)
    }
  }

  /// Whether what a wrapper says that a known program said looks like another program's line.
  private mutating func isForeign(_ row: Int?, _ found: Header, to envelope: Envelope) -> Bool {
    guard found.app != nil || found.priority != nil, let app = envelope.header.app,
      let told = apps.row(of: envelope.bytes.span.extracting(app)), told != apps.syslogd
    else { return false }
    return row != told
  }

  /// Gathers the lines of an entry that is written over several.
  @inline(never) mutating func gather(
    _ line: borrowing Span<UInt8>, _ number: UInt64, to output: inout Output
  ) {
    let step = journal.take(line, number, of: fileName)
    if step == .going { return }
    release(journal, to: &output, isComplete: step != .broken)
    if step == .before { normalise(line.extracting(0..<line.textEnd), cut: 0, number: number, to: &output) }
  }

  /// Writes what was gathered: one event, or a line each when it is no entry.
  mutating func write(_ entry: JournalEntry, to output: inout Output, isComplete: Bool) {
    journal.removeAll()
    isReplaying = true
    defer { isReplaying = false }
    let bytes = entry.bytes.span
    if isComplete, entry.form == .object || entry.form == .debug {
      counts.joined &+= entry.lines - 1
      return normalise(entry.line.span, cut: 0, number: entry.number, to: &output)
    }
    let members = entry.members
    if isComplete, let text = members[.text] {
      var envelope = Envelope()
      envelope.begin(bytes, Header(text: 0..<0), within: Envelope())
      envelope.trail.append(wrappers.count)
      envelope.tell(members, of: bytes)
      if members[.time] == nil { envelope.set(time: entry.time) }
      envelope.hold(bytes.extracting(text))
      counts.joined &+= entry.lines - 1
      return read(within: envelope, entry.number, to: &output)
    }
    var (start, number) = (0, entry.number)
    while let end = bytes.position(of: UInt8(ascii: "\n"), from: start) {
      let line = bytes.extracting(start..<end)
      normalise(line.extracting(0..<line.textEnd), cut: 0, number: number, to: &output)
      (start, number) = (end + 1, number + 1)
    }
  }
}

extension Envelope {
  /// The line within, in case another says that it was repeated.
  fileprivate var kept: RecentLines.Kept {
    RecentLines.Kept(
      line: bytes.span.extracting(start..<bytes.count).array,
      host: header.host.map { bytes.span.extracting($0).array } ?? [])
  }

  /// What is known of the line within: what it says itself, else what its wrappers said; the most exact time wins.
  ///
  /// - Parameter keepsTag: whether a tag is believed in a line without a stamp.
  func header(around found: Header, keepsTag: Bool) -> Header {
    var header = found
    let isBare = found.time == nil && found.priority == nil
    if isBare, !keepsTag || self.header.app != nil {
      header = Header(text: start..<bytes.count)
    } else if self.header.app != nil, found.app == nil, let host = found.host {
      // A known program's text that begins with a stamp: what follows is no host.
      (header.host, header.text) = (nil, host.lowerBound..<bytes.count)
    }
    if let time = self.header.time, !isMoreExact(header.time, than: time) { header.time = time }
    header.host = header.host ?? self.header.host
    if header.app == nil { (header.app, header.pid) = (self.header.app, self.header.pid) }
    header.priority = header.priority ?? self.header.priority
    header.isMalformed = found.isMalformed && self.header.time == nil
    return header
  }

  /// Whether the line's own time is to be believed: of two that are as exact the inner one, if it has a year.
  private func isMoreExact(_ own: Instant?, than outer: Instant) -> Bool {
    guard let own, own.digits >= outer.digits else { return false }
    let hasYear = bytes[start] < UInt8(ascii: "A")
    return own.digits > outer.digits || hasYear || !isTimed
  }
}

extension Record {
  /// What wrappers say of the record's line besides its header.
  mutating func dress(_ envelope: Envelope) {
    if envelope.depth == 0 { return }
    if let container = envelope.container { self[.app] = .slice(container) }
    for note in envelope.notes { self[note.field] = .slice(note.text) }
    if let level = envelope.level { self[.level] = .word(levels[level]) }
    if let facility = envelope.facility { self[.facility] = .word(facilities[facility]) }
    if let stream = envelope.stream { self[.stream] = .word(stream == .output ? "stdout" : "stderr") }
  }
}
