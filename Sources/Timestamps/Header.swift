import Lines

/// What stands before the message text: stamp, host, program. All as places in the line.
///
/// Every line's passes through several hands: it is small, and has no gaps between its parts.
public struct Header: Equatable {
  private struct Marks: OptionSet {
    let rawValue: UInt8
    static let dated = Marks(rawValue: 1)
    static let numbered = Marks(rawValue: 2)
    static let splogger = Marks(rawValue: 4)
    static let continuation = Marks(rawValue: 8)
    static let wrapped = Marks(rawValue: 16)
    static let malformed = Marks(rawValue: 32)
    static let structured = Marks(rawValue: 64)
  }

  private var seconds: Int64 = 0
  private var process: UInt64 = 0
  private var textPlace: Place
  private var hostPlace = Place(nil)
  private var appPlace = Place(nil)
  private var stampPlace = Place(nil)
  private var nanoseconds: UInt32 = 0
  private var number: Int16 = -1
  private var digits: UInt8 = 0
  private var marks: Marks = []

  public init(text: Range<Int>) { textPlace = Place(text) }

  public var time: Instant? {
    get {
      self[.dated] ? Instant(seconds: seconds, nanoseconds: nanoseconds, digits: digits) : nil
    }
    set {
      self[.dated] = newValue != nil
      (seconds, nanoseconds, digits) = newValue.map { ($0.seconds, $0.nanoseconds, $0.digits) } ?? (0, 0, 0)
    }
  }
  public var text: Range<Int> {
    get { textPlace.range ?? 0..<0 }
    set { textPlace = Place(newValue) }
  }
  public var host: Range<Int>? {
    get { hostPlace.range }
    set { hostPlace = Place(newValue) }
  }
  public var app: Range<Int>? {
    get { appPlace.range }
    set { appPlace = Place(newValue) }
  }
  public var pid: UInt64? {
    get { self[.numbered] ? process : nil }
    set {
      self[.numbered] = newValue != nil
      process = newValue ?? 0
    }
  }
  /// 0...191, as in RFC 5424; from 192 on the facility is unknown, and only the severity told.
  public var priority: Int? {
    get { number < 0 ? nil : Int(number) }
    set { number = Int16(newValue ?? -1) }
  }
  /// Where splogger's second stamp stands.
  public var stamp: Range<Int> {
    get { stampPlace.range ?? 0..<0 }
    set { stampPlace = Place(newValue) }
  }
  /// Where a stamp stands within the text, as last prints it: empty when there is none, nil when nobody has looked.
  public var inner: Range<Int>? {
    get { isSplogger || self[.structured] ? nil : stampPlace.range }
    set { stampPlace = Place(newValue) }
  }
  /// Where RFC 5424's id and data stand, `ID47 [origin ip="192.0.2.7"]`; nil where there are none, or splogger's stamp
  /// stands behind them.
  public var structure: Range<Int>? {
    get { self[.structured] && !self[.splogger] ? stampPlace.range : nil }
    set {
      self[.structured] = newValue != nil
      stampPlace = Place(newValue)
    }
  }
  /// Whether the line has splogger's second stamp; it is the one in `time`.
  public var isSplogger: Bool {
    get { self[.splogger] }
    set { self[.splogger] = newValue }
  }
  /// Whether splogger goes on here with a line that was too long for syslog.
  public var isContinuation: Bool {
    get { self[.continuation] }
    set { self[.continuation] = newValue }
  }
  /// Whether something other than a host or a tag stands behind the stamp: labels, an object.
  public var isWrapped: Bool {
    get { self[.wrapped] }
    set { self[.wrapped] = newValue }
  }
  /// Whether some stamp was begun but is not one.
  public var isMalformed: Bool {
    get { self[.malformed] }
    set { self[.malformed] = newValue }
  }

  private subscript(_ mark: Marks) -> Bool {
    get { marks.contains(mark) }
    set { if newValue { marks.insert(mark) } else { marks.remove(mark) } }
  }
}

/// What a program puts before its message, in three words.
public struct Tag {
  private let process: UInt64
  private let place: Place
  private let last: Int32
  private let isNumbered: Bool

  init(app: Range<Int>, pid: UInt64?, end: Int) {
    (process, isNumbered) = (pid ?? 0, pid != nil)
    (place, last) = (Place(app), Int32(truncatingIfNeeded: end))
  }

  public var app: Range<Int> { place.range ?? 0..<0 }
  public var pid: UInt64? { isNumbered ? process : nil }
  /// Where the message begins.
  public var end: Int { Int(last) }
}

/// A range of a line, or none.
private struct Place: Equatable {
  private let start: Int32
  private let end: Int32

  @inline(__always) init(_ range: Range<Int>?) {
    start = range.map { Int32(truncatingIfNeeded: $0.lowerBound) } ?? -1
    end = range.map { Int32(truncatingIfNeeded: $0.upperBound) } ?? -1
  }

  @inline(__always) var range: Range<Int>? { start < 0 ? nil : Int(start)..<Int(end) }
}

extension Header {
  /// What was taken for a tag, and for a host before it, is the beginning of the text.
  public mutating func takeBackTag() {
    guard let app else { return }
    var start = app.lowerBound
    if let host, host.upperBound + 1 == start { (start, self.host) = (host.lowerBound, nil) }
    (self.app, pid, text) = (nil, nil, start..<text.upperBound)
  }

  /// The same of a line that stands `distance` bytes further on.
  public func shifted(by distance: Int) -> Header {
    func moved(_ range: Range<Int>) -> Range<Int> {
      range.lowerBound + distance..<range.upperBound + distance
    }
    var header = self
    (header.text, header.stampPlace) = (moved(text), Place(stampPlace.range.map(moved)))
    (header.host, header.app) = (host.map(moved), app.map(moved))
    return header
  }

  /// `tag: ` or `tag[pid]: ` at `start`; nil when none stands there.
  @inline(__always) public static func tag(_ line: borrowing Span<UInt8>, at start: Int) -> Tag? {
    let end = line.end(from: start) { isTagByte($0) }
    guard end > start, end < line.count else { return nil }
    var at = end
    var pid: UInt64?
    if line[at] == UInt8(ascii: "[") {
      guard let close = line.position(of: UInt8(ascii: "]"), from: at), close - at < 24 else { return nil }
      pid = line.decimal(at + 1..<close)
      at = close + 1
    }
    guard at < line.count, line[at] == UInt8(ascii: ":") else { return nil }
    at += 1
    // `CEF:0|` is no tag, it begins a message, and so does `LEEF:1.0|`.
    if at < line.count, line[at] &- 48 < 10, line.holds("CEF:", at: start) || line.holds("LEEF:", at: start) {
      return nil
    }
    // simscan writes `simscan:[123]:text`.
    if pid == nil, at < line.count, line[at] == UInt8(ascii: "["), let number = line.decimal(at: at + 1),
      line.holds("]:", at: number.end)
    {
      (pid, at) = (number.value, number.end + 2)
    }
    // `audit(1795220231.515:4): ` has its colon within parentheses.
    if pid == nil, at < line.count, line[at] &- 48 < 10, line.isOpen(start..<end) { return nil }
    if at < line.count, line[at] == UInt8(ascii: " ") { at += 1 }
    return Tag(app: start..<end, pid: pid, end: at)
  }

  /// Letters, digits and `-_./()+` make a program's name in a tag, and Cisco's `%`.
  static func isTagByte(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter >= 97 && letter <= 122 || byte >= 45 && byte <= 57 || byte == 95 || byte == 40 || byte == 41
      || byte == 43 || byte == 37
  }

  /// A word up to a blank, and where the next begins; nil when the line ends before the blank.
  public static func word(_ line: borrowing Span<UInt8>, at start: Int) -> (word: Range<Int>, next: Int)? {
    guard let blank = line.position(of: UInt8(ascii: " "), from: start), blank > start else { return nil }
    return (start..<blank, blank + 1)
  }
}

extension Span where Element == UInt8 {
  /// Whether a parenthesis in `range` is not closed there.
  fileprivate func isOpen(_ range: Range<Int>) -> Bool {
    let word = extracting(range)
    guard let open = word.position(of: UInt8(ascii: "(")) else { return false }
    return word.position(of: UInt8(ascii: ")"), from: open) == nil
  }
}
