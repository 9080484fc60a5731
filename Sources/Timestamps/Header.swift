import Lines

/// What stands before the message text: stamp, host, program. All as places in the line.
public struct Header: Equatable {
  public var time: Instant? {
    get { isDated ? instant : nil }
    set {
      isDated = newValue != nil
      instant = newValue ?? instant
    }
  }
  /// The two halves of `time`: an optional of this size would be read in other pieces than it was written.
  private var instant = Instant(seconds: 0)
  private var isDated = false
  public var text: Range<Int>
  public var host: Range<Int>?
  public var app: Range<Int>?
  public var pid: UInt64?
  /// 0...191, as in RFC 5424; from 192 on the facility is unknown, and only the severity told.
  public var priority: Int?
  /// Whether the line has splogger's second stamp; it is the one in `time`.
  public var isSplogger = false
  /// Where that second stamp stands.
  public var stamp = 0..<0
  /// Whether splogger goes on here with a line that was too long for syslog.
  public var isContinuation = false
  /// Whether something other than a host or a tag stands behind the stamp: labels, an object.
  public var isWrapped = false
  /// Whether some stamp was begun but is not one.
  public var isMalformed = false

  public init(text: Range<Int>) { self.text = text }
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
    (header.text, header.stamp) = (moved(text), moved(stamp))
    (header.host, header.app) = (host.map(moved), app.map(moved))
    return header
  }

  /// `tag: ` or `tag[pid]: ` at `start`; nil when none stands there.
  @inline(__always) public static func tag(_ line: borrowing Span<UInt8>, at start: Int)
    -> (app: Range<Int>, pid: UInt64?, end: Int)?
  {
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
    return (start..<end, pid, at)
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
