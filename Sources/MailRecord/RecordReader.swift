import Lines
import Timestamps

/// Finds the fields of one record, in place: where each value stands in the line, and nothing is copied.
///
///     {"type":"event","time":"2026-11-21T00:17:11.514847Z","app":"qmail","text":"new msg 5646896"}
///
/// Any JSON object is taken, with blanks and with fields in any order; unknown fields are passed over, nested
/// values are one value. Where a field stands twice the first counts. Strings stay escaped as they are.
///
/// What asks for a field is inlined: a call would copy the whole reader first.
public struct RecordReader: ~Copyable {
  private let keys = FieldKeys()
  @usableFromInline var places = Slots(repeating: Place(), count: Field.allCases.count)
  /// The record that is read, as a place names it.
  @usableFromInline var record = 0
  /// Its fields, in their order; the first `count` are those of this record.
  var found = Slots(repeating: Field.type, count: Field.allCases.count)
  var count = 0
  /// The names that came first the last times, and by field those behind it.
  private var expected = Slots(repeating: Name(), count: (Field.allCases.count + 1) * guesses)
  private static let guesses = 4

  /// A name with all that is before its value.
  struct Name: BitwiseCopyable {
    /// `,"queue_id":"`
    var opening = ShortText()
    var length: Int16 = 0
    var field: Field?
    var isString = false
  }

  /// Where a value stands, and in which record.
  @usableFromInline struct Place: BitwiseCopyable {
    @usableFromInline var start: Int32 = 0
    @usableFromInline var end: Int32 = 0
    /// The record's number, or the number behind it when the string holds a backslash.
    @usableFromInline var record = -1
  }

  /// The field that stands for a part of its string; see `narrow`.
  private var narrowed: Field?

  public init() {}

  /// Reads `line`; false when it is no JSON object.
  public mutating func read(_ line: borrowing Span<UInt8>) -> Bool { readCompact(line) || readAny(line) }

  /// The short way, for records as this project writes them, without blanks; false when it is not enough.
  ///
  /// Most records are like some before: the names that came next in those are looked for first.
  private mutating func readCompact(_ line: borrowing Span<UInt8>) -> Bool {
    begin()
    guard line.count > 0, line[0] == UInt8(ascii: "{") else { return false }
    var at = 0
    var first = 0
    repeat {
      var guess = first
      while !line.holds(expected[guess].opening, at: at) {
        guess &+= 1
        if guess == first &+ Self.guesses {
          guard expect(line, at, first) else { return false }
          guess = first
          break
        }
      }
      let name = expected[guess]
      let value = at &+ Int(name.length)
      guard value < line.count else { return false }
      if name.isString {
        let string = line.stringEnd(from: value)
        keep(name.field, value, string.end, string.escaped)
        at = string.end &+ 1
      } else {
        guard line[value] != UInt8(ascii: "\""), let end = line.bareEnd(from: value) else {
          expected[guess] = Name()
          return false
        }
        keep(name.field, value, end, false)
        at = end
      }
      if let field = name.field { first = (field.rawValue &+ 1) &* Self.guesses }
    } while at < line.count && line[at] == UInt8(ascii: ",")
    return at &+ 1 == line.count && line[at] == UInt8(ascii: "}")
  }

  /// Reads the name behind `at`, which is the guess at `first` from now on; false when no plain name is there.
  @inline(never) private mutating func expect(
    _ line: borrowing Span<UInt8>, _ at: Int, _ first: Int
  ) -> Bool {
    let start = at + 2
    guard start < line.count, line[start - 1] == UInt8(ascii: "\"") else { return false }
    let end = line.stringEnd(from: start)
    let value = end.end + 2
    guard !end.escaped, value < line.count, line[value - 1] == UInt8(ascii: ":"), value - at < 1 << 15 else {
      return false
    }
    let isString = line[value] == UInt8(ascii: "\"")
    let opening = at..<(isString ? value + 1 : value)
    for guess in (first + 1..<first + Self.guesses).reversed() { expected[guess] = expected[guess - 1] }
    expected[first] = Name(
      opening: ShortText(line, opening), length: Int16(opening.count),
      field: keys.field(line, start..<end.end), isString: isString)
    return true
  }

  /// The long way: blanks, nested values and what is no record.
  @inline(never) private mutating func readAny(_ line: borrowing Span<UInt8>) -> Bool {
    begin()
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
      keep(keys.field(line, keyStart..<key.end), value.start, value.end, value.escaped)
      at = line.skipBlanks(value.next)
      guard at < line.count else { return false }
      if line[at] == UInt8(ascii: "}") { return line.skipBlanks(at &+ 1) == line.count }
      guard line[at] == UInt8(ascii: ",") else { return false }
      at = line.skipBlanks(at &+ 1)
    }
  }

  /// Forgets what was read: places of other records are none of this one.
  @inline(__always) mutating func begin() {
    record &+= 2
    count = 0
    narrowed = nil
  }

  /// Keeps where the value of a field stands; the first counts.
  @inline(__always) mutating func keep(_ field: Field?, _ start: Int, _ end: Int, _ isEscaped: Bool) {
    guard let field, !has(field) else { return }
    places[field.rawValue] = Place(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
      record: record &+ (isEscaped ? 1 : 0))
    found[count] = field
    count &+= 1
  }

  @inlinable @inline(__always)
  public func has(_ field: Field) -> Bool { places[field.rawValue].record &>> 1 == record &>> 1 }

  /// Where the value of `field` stands: the inside of a string, still escaped, or the whole of another value.
  @inlinable @inline(__always)
  public func range(_ field: Field) -> Range<Int>? {
    let place = places[field.rawValue]
    guard place.record &>> 1 == record &>> 1 else { return nil }
    return Int(place.start)..<Int(place.end)
  }

  /// Lets `field` stand for a part of its string, until the next record: for one recipient of several.
  public mutating func narrow(_ field: Field, to part: Range<Int>) {
    places[field.rawValue].start = Int32(truncatingIfNeeded: part.lowerBound)
    places[field.rawValue].end = Int32(truncatingIfNeeded: part.upperBound)
    narrowed = field
  }

  /// Whether the value of `field`, which is there, is a string.
  @inline(__always) public func isString(_ field: Field, in line: borrowing Span<UInt8>) -> Bool {
    line[Int(places[field.rawValue].start) - 1] == UInt8(ascii: "\"") || field == narrowed
  }

  /// Whether the string holds a backslash.
  @inlinable @inline(__always)
  public func isEscaped(_ field: Field) -> Bool { places[field.rawValue].record == record &+ 1 }

  @inlinable @inline(__always)
  public func holds(_ field: Field, _ text: StaticString, in line: borrowing Span<UInt8>)
    -> Bool
  {
    guard let range = range(field) else { return false }
    return range.count == text.utf8CodeUnitCount && line.holds(text, at: range.lowerBound)
  }

  /// A string with its escapes undone; nil when the field is absent.
  public func string(_ field: Field, in line: borrowing Span<UInt8>) -> String? {
    guard let range = range(field) else { return nil }
    var plain: [UInt8] = []
    plain.append(unescaping: line.extracting(range))
    return plain.span.string
  }

  /// A whole number; nil when the field is absent or something else.
  @inlinable @inline(__always)
  public func integer(_ field: Field, in line: borrowing Span<UInt8>) -> UInt64? {
    guard let range = range(field) else { return nil }
    return line.decimal(range)
  }

  /// A time; nil when the field is absent or no RFC 3339 time with a zone.
  @inlinable @inline(__always)
  public func instant(_ field: Field, in line: borrowing Span<UInt8>) -> Instant? {
    guard let range = range(field), let stamp = RFC3339(line, at: range.lowerBound),
      stamp.end == range.upperBound
    else { return nil }
    return stamp.instant
  }
}
