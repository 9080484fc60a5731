import Lines
import Timestamps

/// Finds the fields of one record, in place: where each value stands in the line, and nothing is copied.
///
///     {"type":"event","time":"2026-11-21T00:17:11.514847Z","app":"qmail","text":"new msg 5646896"}
///
/// Any JSON object is taken, with blanks and with fields in any order; unknown fields are passed over, nested
/// values are one value. Where a field stands twice the first counts. Strings stay escaped as they are.
public struct RecordReader: ~Copyable {
  private let keys = FieldKeys()
  @usableFromInline var fields = FieldSet()
  @usableFromInline var starts = Slots<Int32>(repeating: 0, count: 128)
  @usableFromInline var ends = Slots<Int32>(repeating: 0, count: 128)
  @usableFromInline var escaped = FieldSet()

  public init() {}

  /// Reads `line`; false when it is no JSON object.
  public mutating func read(_ line: borrowing Span<UInt8>) -> Bool {
    fields.removeAll()
    escaped.removeAll()
    var at = line.skipBlanks(0)
    guard at < line.count, line[at] == UInt8(ascii: "{") else { return false }
    at = line.skipBlanks(at &+ 1)
    if at < line.count, line[at] == UInt8(ascii: "}") { return line.skipBlanks(at &+ 1) == line.count }
    while true {
      guard at < line.count, line[at] == UInt8(ascii: "\"") else { return false }
      let keyStart = at &+ 1
      let key = line.stringEnd(from: keyStart)
      guard key.end < line.count else { return false }
      at = line.skipBlanks(key.end &+ 1)
      guard at < line.count, line[at] == UInt8(ascii: ":") else { return false }
      at = line.skipBlanks(at &+ 1)
      guard let value = line.value(at: at) else { return false }
      if let field = keys.field(line, keyStart..<key.end), !fields.contains(field) {
        fields.insert(field)
        if value.escaped { escaped.insert(field) }
        starts[Int(field.rawValue)] = Int32(truncatingIfNeeded: value.start)
        ends[Int(field.rawValue)] = Int32(truncatingIfNeeded: value.end)
      }
      at = line.skipBlanks(value.next)
      guard at < line.count else { return false }
      if line[at] == UInt8(ascii: "}") { return line.skipBlanks(at &+ 1) == line.count }
      guard line[at] == UInt8(ascii: ",") else { return false }
      at = line.skipBlanks(at &+ 1)
    }
  }

  @inlinable @inline(__always) public func has(_ field: Field) -> Bool { fields.contains(field) }

  /// Where the value of `field` stands: the inside of a string, still escaped, or the whole of another value.
  @inlinable @inline(__always) public func range(_ field: Field) -> Range<Int>? {
    guard fields.contains(field) else { return nil }
    let i = Int(field.rawValue)
    return Int(starts[i])..<Int(ends[i])
  }

  /// Whether the string holds a backslash.
  @inlinable @inline(__always) public func isEscaped(_ field: Field) -> Bool { escaped.contains(field) }

  @inlinable @inline(__always) public func holds(_ field: Field, _ text: StaticString, in line: borrowing Span<UInt8>)
    -> Bool
  {
    guard let range = range(field) else { return false }
    return range.count == text.utf8CodeUnitCount && line.holds(text, at: range.lowerBound)
  }

  /// A whole number; nil when the field is absent or something else.
  @inlinable @inline(__always) public func integer(_ field: Field, in line: borrowing Span<UInt8>) -> UInt64? {
    guard let range = range(field) else { return nil }
    return line.decimal(range)
  }

  /// A time; nil when the field is absent or no RFC 3339 time with a zone.
  @inlinable @inline(__always) public func instant(_ field: Field, in line: borrowing Span<UInt8>) -> Instant? {
    guard let range = range(field), let stamp = RFC3339(line, at: range.lowerBound),
      stamp.end == range.upperBound
    else { return nil }
    return stamp.instant
  }
}

extension Span where Element == UInt8 {
  /// The element of a JSON array at or behind `start`, with its quotes or brackets, or nil behind the last.
  ///
  ///     ["a",{"b":2}]   from 1: 1..<4; from 4: 5..<12; from 12: nil
  ///
  /// - Parameter start: behind the opening bracket, or behind the element before.
  public func element(from start: Int) -> Range<Int>? {
    var at = skipBlanks(start)
    if at < count, self[at] == UInt8(ascii: ",") { at = skipBlanks(at &+ 1) }
    guard at < count, self[at] != UInt8(ascii: "]"), let value = value(at: at) else { return nil }
    return at..<value.next
  }

  /// Past blanks, as JSON has them.
  @inline(__always) func skipBlanks(_ start: Int) -> Int {
    var i = start
    while i < count, self[i] <= 0x20, self[i] == 0x20 || self[i] == 9 || self[i] == 13 { i &+= 1 }
    return i
  }

  /// One JSON value: where it starts and ends (strings without their quotes), and what comes after.
  @inline(__always) func value(at start: Int) -> (start: Int, end: Int, next: Int, escaped: Bool)? {
    guard start < count else { return nil }
    switch self[start] {
    case UInt8(ascii: "\""):
      let string = stringEnd(from: start &+ 1)
      return string.end < count ? (start &+ 1, string.end, string.end &+ 1, string.escaped) : nil
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard let end = nestedEnd(start) else { return nil }
      return (start, end, end, false)
    default:
      let end = end(from: start) { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") && $0 > 0x20 }
      return end > start ? (start, end, end, false) : nil
    }
  }

  /// Past the bracket that closes the one at `start`; nil when it is not there.
  private func nestedEnd(_ start: Int) -> Int? {
    var depth = 0
    var i = start
    while i < count {
      switch self[i] {
      case UInt8(ascii: "\""): i = stringEnd(from: i + 1).end
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return i + 1 }
      default: break
      }
      i += 1
    }
    return nil
  }
}
