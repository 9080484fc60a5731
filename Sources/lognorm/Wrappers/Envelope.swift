import Lines
import MailRecord
import Timestamps

/// A wrapper taken off: what it said of the line within, and that line, side by side in one place.
///
///     2026-11-21T00:17:11.5Z stderr F sshd[7]: Connection closed by 192.0.2.7 port 4000
///
/// Here the line within is `sshd[7]: ...`; the header has the time, and the stream is stderr.
struct Envelope: Equatable {
  /// What a container writes to.
  enum Stream: Equatable { case output, errors }

  /// A field that no header has.
  struct Note: Equatable {
    let field: Field
    let text: Range<Int>
  }

  /// What the wrapper said, then the line within.
  private(set) var bytes: [UInt8] = []
  /// Where the line within begins; all else of it stands before.
  private(set) var start = 0
  /// How many wrappers are off; 0 for a line as it came.
  private(set) var depth = 0
  /// Which ones.
  var trail = Trail()
  /// What all wrappers so far said; places are in `bytes`.
  private(set) var header = Header(text: 0..<0)
  /// Whether the wrapper itself told the time, with its year and zone.
  private(set) var isTimed = false
  private(set) var notes: [Note] = []
  private(set) var file: Range<Int>?
  /// The name of a container or service, which may be that of the program in it.
  private(set) var container: Range<Int>?
  var stream: Stream?
  /// 0...7, for transports that tell it without the facility.
  var level: Int?
  /// 0...23.
  var facility: Int?
  /// Whether the line within goes on in the next one of its stream.
  var isPart = false
  /// Whether the line within is what a known program said, whatever it looks like.
  var isSaid = false
  /// Where in the line around it another begins, when it holds several.
  var rest: Int?

  /// Begins anew with what is known of `line`: its header, and what `outer` said.
  mutating func begin(_ line: borrowing Span<UInt8>, _ known: Header, within outer: borrowing Envelope) {
    if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
    (depth, trail) = (outer.depth + 1, outer.trail)
    header = Header(text: 0..<0)
    (header.time, header.pid, header.priority) = (known.time, known.pid, known.priority)
    header.host = keep(line, known.host)
    header.app = keep(line, known.app)
    if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
    for note in outer.notes { set(note.field, note.text, of: line) }
    for (field, place) in known.structure.map({ line.structure($0) }) ?? [] { set(field, place, of: line) }
    file = keep(line, outer.file)
    container = keep(line, outer.container)
    (stream, level, facility) = (outer.stream, outer.level, outer.facility)
    (isTimed, isPart, isSaid, rest) = (false, false, false, nil)
  }

  private mutating func keep(
    _ line: borrowing Span<UInt8>, _ range: Range<Int>?, isJSON: Bool = false
  ) -> Range<Int>? {
    guard let range, !range.isEmpty else { return nil }
    let start = bytes.count
    if isJSON {
      bytes.append(unescaping: line.extracting(range))
    } else {
      bytes.append(line.extracting(range))
    }
    return start..<bytes.count
  }
}

/// What a wrapper says of its line. Whatever is told of it must be told before the line itself. The strings of JSON
/// have escapes, `postfix\/smtpd`.
extension Envelope {
  mutating func set(time: Instant?) {
    header.time = time ?? header.time
    isTimed = time != nil
  }

  mutating func set(pid: UInt64?) { header.pid = pid ?? header.pid }

  mutating func set(host: Range<Int>?, of line: borrowing Span<UInt8>, isJSON: Bool = false) {
    header.host = keep(line, host, isJSON: isJSON)
  }

  mutating func set(app: Range<Int>?, of line: borrowing Span<UInt8>, isJSON: Bool = false) {
    (header.app, header.pid) = (keep(line, app, isJSON: isJSON), nil)
  }

  mutating func set(_ field: Field, _ text: Range<Int>, of line: borrowing Span<UInt8>) {
    if let kept = keep(line, text) { notes.append(Note(field: field, text: kept)) }
  }

  mutating func set(file: Range<Int>, of line: borrowing Span<UInt8>, isJSON: Bool = false) {
    self.file = keep(line, file, isJSON: isJSON)
  }

  mutating func set(container: Range<Int>, of line: borrowing Span<UInt8>, isJSON: Bool = false) {
    self.container = keep(line, container, isJSON: isJSON)
  }

  /// The line within; whether it ended with a newline, which is taken off.
  @discardableResult mutating func hold(_ line: borrowing Span<UInt8>) -> Bool {
    start = bytes.count
    bytes.append(line)
    return takeNewline()
  }

  /// Holds a message that has a dialect of its own, from `start` on, without the tag before it; false when none stands
  /// there.
  mutating func holdUntagged(_ line: borrowing Span<UInt8>, from start: Int) -> Bool {
    guard header.app != nil else { return false }
    set(app: nil, of: line)
    hold(line.extracting(start..<line.count))
    return true
  }

  /// The same of the inside of a JSON string.
  ///
  /// - Parameter isBehindTag: whether the blank that syslog puts behind a tag is no part of it.
  @discardableResult mutating func hold(unescaping line: borrowing Span<UInt8>, isBehindTag: Bool = false)
    -> Bool
  {
    start = bytes.count
    bytes.append(unescaping: line)
    if isBehindTag, start < bytes.count, bytes[start] == UInt8(ascii: " ") { bytes.remove(at: start) }
    return takeNewline()
  }

  /// The same with all that is told of it before it, as syslog would: a date without its year is told by its order.
  mutating func hold(
    _ date: borrowing Span<UInt8>, unescaping text: borrowing Span<UInt8>, isBehindTag: Bool
  ) {
    let host = header.host.map { bytes.span.extracting($0).array }
    let app = header.app.map { bytes.span.extracting($0).array }
    start = bytes.count
    bytes.append(date)
    bytes.append(UInt8(ascii: " "))
    if let host { bytes += host + [UInt8(ascii: " ")] }
    if let app {
      bytes += app
      if let pid = header.pid { bytes += Array("[\(pid)]".utf8) }
      bytes += Array(isBehindTag ? ":".utf8 : ": ".utf8)
    }
    bytes.append(unescaping: text)
    _ = takeNewline()
  }

  private mutating func takeNewline() -> Bool {
    let isEnded = bytes.count > start && bytes[bytes.count - 1] == UInt8(ascii: "\n")
    if isEnded { bytes.removeLast() }
    if bytes.count > start, bytes[bytes.count - 1] == UInt8(ascii: "\r") { bytes.removeLast() }
    return isEnded
  }

  /// The same around another line.
  func holding(_ line: borrowing Span<UInt8>) -> Envelope {
    var other = self
    other.bytes.removeLast(bytes.count - start)
    other.bytes.append(line)
    return other
  }

  /// Goes on with the line within of `next`.
  mutating func extend(by next: borrowing Envelope) {
    bytes += next.bytes[next.start...]
    isPart = next.isPart
  }
}
