import Lines

/// Finds in one pass what a classifier needs of a record: its type, four fields of an event, and its end.
///
///     {"type":"event","app":"qmail","mta":"qmail","text":"new msg 5646896","queue_id":"5646896"}
///
/// Records as this project writes them, without blanks and nested values, go a short way; all others go
/// through `RecordReader`, which alone says what is no record.
public struct EventScanner: ~Copyable {
  public enum Kind { case event, end, other, malformed }

  /// Where the four stand; a value that is no string counts as absent.
  public private(set) var parts = EventParts()
  /// Where class and severity belong: behind the last other field.
  public private(set) var end = 0
  /// Where the closing brace stands. What is between is a class and a severity from before.
  public private(set) var close = 0
  /// Whether it has a class or a severity somewhere else.
  public private(set) var hasClass = false
  private var reader = RecordReader()

  public init() {}

  @inline(__always) public mutating func read(_ line: borrowing Span<UInt8>) -> Kind {
    line.holds("{\"type\":\"event\"", at: 0) && readCompact(line) ? .event : readAny(line)
  }

  /// Reads an event that is being written, `{"type":"event"` and fields without a class, no further than its text.
  @inline(__always) public mutating func read(head event: borrowing Span<UInt8>) {
    _ = readCompact(event, isHead: true)
  }

  /// Takes over what is known of an event.
  @inline(__always) public mutating func take(_ parts: EventParts) { self.parts = parts }

  /// The short way; false when it is not enough.
  ///
  /// - Parameter isHead: whether the text is enough.
  @inline(__always) private mutating func readCompact(
    _ line: borrowing Span<UInt8>, isHead: Bool = false
  ) -> Bool {
    clear()
    var at = 15
    while at < line.count, line[at] == UInt8(ascii: ",") {
      let key = at &+ 2
      guard key < line.count, line[key &- 1] == UInt8(ascii: "\"") else { return false }
      let name = line.stringEnd(from: key)
      guard !name.escaped, name.end &+ 2 < line.count, line[name.end &+ 1] == UInt8(ascii: ":") else {
        return false
      }
      let value = name.end &+ 2
      let word = line.word(at: key)
      if Self.isClass(word, name.end &- key) { return readClass(line, at, value) }
      switch line[value] {
      case UInt8(ascii: "\""):
        let string = line.stringEnd(from: value &+ 1)
        guard string.end < line.count else { return false }
        keep(word, name.end &- key, value &+ 1..<string.end, string.escaped)
        at = string.end &+ 1
        if isHead, parts.text.lowerBound > 0 { return true }
      case UInt8(ascii: "{"), UInt8(ascii: "["): return false
      default:
        at = line.end(from: value) { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") && $0 > 0x20 }
        if at == value { return false }
      }
    }
    (end, close) = (at, at)
    return at &+ 1 == line.count && line[at] == UInt8(ascii: "}")
  }

  /// A class and a severity at the end of the record, as they are written there; `value` is the class's.
  private mutating func readClass(_ line: borrowing Span<UInt8>, _ start: Int, _ value: Int) -> Bool {
    guard line[value] == UInt8(ascii: "\"") else { return false }
    let name = line.stringEnd(from: value &+ 1).end
    guard line.holds(",\"severity\":\"", at: name &+ 1) else { return false }
    close = line.stringEnd(from: name &+ 14).end &+ 1
    end = start
    return close &+ 1 == line.count && line[close] == UInt8(ascii: "}")
  }

  /// Keeps a string value if it is one of the four; the first counts.
  @inline(__always) private mutating func keep(
    _ name: UInt64, _ length: Int, _ value: Range<Int>, _ isEscaped: Bool
  ) {
    switch length {
    case 3:
      let three = name & 0xFF_FFFF
      if three == Self.appName, parts.app.lowerBound == 0 { parts.app = value }
      if three == Self.mtaName, parts.mta.lowerBound == 0 { parts.mta = value }
    case 4:
      if name & 0xFFFF_FFFF == Self.textName, parts.text.lowerBound == 0 {
        (parts.text, parts.isTextEscaped) = (value, isEscaped)
      }
    case 5:
      if name & 0xFF_FFFF_FFFF == Self.levelName, parts.level.lowerBound == 0 { parts.level = value }
    default: break
    }
  }

  @inline(__always) private static func isClass(_ name: UInt64, _ length: Int) -> Bool {
    length == 5 && name & 0xFF_FFFF_FFFF == className || length == 8 && name == severityName
  }

  private mutating func clear() {
    parts = EventParts()
    hasClass = false
  }

  /// The long way: blanks, nested values, fields in any order, other types, and what is no record.
  @inline(never) private mutating func readAny(_ line: borrowing Span<UInt8>) -> Kind {
    clear()
    guard reader.read(line) else { return .malformed }
    if reader.holds(.type, "end", in: line) { return .end }
    guard reader.holds(.type, "event", in: line) else { return .other }
    parts.app = string(.app, line)
    parts.mta = string(.mta, line)
    parts.level = string(.level, line)
    parts.text = string(.text, line)
    parts.isTextEscaped = reader.isEscaped(.text)
    hasClass = reader.has(.class) || reader.has(.severity)
    close = line.lastPosition(of: UInt8(ascii: "}")) ?? 0
    end = close
    return .event
  }

  private func string(_ field: Field, _ line: borrowing Span<UInt8>) -> Range<Int> {
    guard let range = reader.range(field), line[range.lowerBound - 1] == UInt8(ascii: "\"") else {
      return 0..<0
    }
    return range
  }
}

/// Field names as the words that the scanner loads.
extension EventScanner {
  private static let appName: UInt64 = 0x70_7061
  private static let mtaName: UInt64 = 0x61_746D
  private static let textName: UInt64 = 0x7478_6574
  private static let levelName: UInt64 = 0x6C_6576_656C
  private static let className: UInt64 = 0x73_7361_6C63
  private static let severityName: UInt64 = 0x7974_6972_6576_6573
}
