import Lines
import Timestamps

/// What is known about one line: numbers, and where in the line the words stand. No copies.
///
///     record[.queue_id] = .slice(8..<15)
///     record[.qp] = .integer(26920)
///
/// A dialect fills it in any order; `RecordWriter.write` puts the fields into theirs, and empties it.
public struct Record: ~Copyable {
  @usableFromInline var fields = FieldSet()
  @usableFromInline var values = Slots<Value>(repeating: .integer(0), count: Field.allCases.count)
  @usableFromInline var instant = Instant(seconds: 0)
  var substitutions = Substitutions()

  /// Bytes that stand in every record of a source: its name, options.
  public var constants = Slots<UInt8>([])

  public init() {}

  public subscript(_ field: Field) -> Value? {
    // Not inlined, the getter would be handed a copy of the whole record.
    @inlinable @inline(__always) get { fields.contains(field) ? values[field.rawValue] : nil }
    @inlinable @inline(__always) set {
      guard let newValue else { return fields.remove(field) }
      fields.insert(field)
      values[field.rawValue] = newValue
    }
  }

  /// The field `time`, the only one that is an instant: it would make every value twice as large.
  public var time: Instant? {
    get { fields.contains(.time) ? instant : nil }
    @inlinable @inline(__always) set {
      self[.time] = newValue == nil ? nil : .time
      instant = newValue ?? instant
    }
  }
}

/// One value of a record: a word and what it means.
public enum Value: BitwiseCopyable, Sendable {
  /// Bytes of the line, from and up to.
  case bytes(Int32, Int32)
  case integer(UInt64)
  /// Bytes of the line that are a JSON number, from and up to.
  case number(Int32, Int32)
  /// Text that stands in the line in hexadecimal, from and up to; a NUL in it is written as a blank.
  case hexadecimal(Int32, Int32)
  /// The values of `a0=`, `a1=` and so on in the line, from and up to, with blanks between.
  case arguments(Int32, Int32)
  /// A word of ours.
  case literal(Literal)
  /// The record's `time`.
  case time
  /// Bytes of the tool's constants, from and up to: file names and options, which stand in every record.
  case constant(Int32, Int32)

  /// A number as it stands in the line, `0.05`; nil when JSON would not have it so.
  public static func number(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Value? {
    let whole = line.end(from: range.lowerBound) { $0 &- 48 < 10 }
    let isPadded = whole > range.lowerBound + 1 && line[range.lowerBound] == 48
    if whole == range.lowerBound || isPadded { return nil }
    var end = whole
    if whole + 1 < range.upperBound, line[whole] == UInt8(ascii: ".") {
      end = line.end(from: whole + 1) { $0 &- 48 < 10 }
      if end == whole + 1 { return nil }
    }
    guard end == range.upperBound else { return nil }
    return .number(Int32(truncatingIfNeeded: range.lowerBound), Int32(truncatingIfNeeded: end))
  }

  @inlinable @inline(__always) public static func slice(_ range: Range<Int>) -> Value {
    .bytes(Int32(truncatingIfNeeded: range.lowerBound), Int32(truncatingIfNeeded: range.upperBound))
  }

  @inlinable @inline(__always) public static func word(_ text: StaticString) -> Value {
    .literal(Literal(text))
  }
}

extension RecordWriter {
  /// Writes `record` of `line`, and empties it; false when some byte of it was no text and became U+FFFD.
  ///
  /// What was substituted stays, so that the line itself can be shown; `Record.forgetSubstitutions` ends that.
  public mutating func write(
    _ record: inout Record, of line: borrowing Span<UInt8>, to output: inout Output
  ) -> Bool {
    if record.hidesBytes { return writeSubstituted(&record, of: line, to: &output) }
    return write(&record, of: line, to: &output, notesPlaces: false)
  }

  /// The same of an event, telling what a classifier needs to know of it.
  ///
  /// - Parameters:
  ///   - mark: where the event begins in `output`.
  ///   - parts: where in the event what stands; nil when bytes were substituted.
  public mutating func write(
    _ record: inout Record, of line: borrowing Span<UInt8>, to output: inout Output, from mark: Int,
    parts: inout EventParts?
  ) -> Bool {
    if record.hidesBytes { return writeSubstituted(&record, of: line, to: &output) }
    let fields = record.fields
    let text = record.values[Field.text.rawValue]
    let kept = write(&record, of: line, to: &output, notesPlaces: true)
    var found = EventParts()
    found.app = string(.app, of: fields, from: mark)
    found.mta = string(.mta, of: fields, from: mark)
    found.level = string(.level, of: fields, from: mark)
    found.text = string(.text, of: fields, from: mark)
    // Whatever is escaped becomes longer.
    if case .bytes(let start, let end) = text, found.text.count == Int(end &- start) {
      found.isTextEscaped = false
    } else {
      found.isTextEscaped = true
    }
    parts = found
    return kept
  }

  /// Where the inside of a string stands that was just written.
  @inline(__always) private func string(_ field: Field, of fields: FieldSet, from mark: Int) -> Range<Int> {
    if !fields.contains(field) { return 0..<0 }
    let place = places[field.rawValue]
    return Int(place.start) &+ keys.width(field) &- mark..<Int(place.end) &- 1 &- mark
  }

  @inline(__always) private mutating func write(
    _ record: inout Record, of line: borrowing Span<UInt8>, to output: inout Output, notesPlaces: Bool
  ) -> Bool {
    var kept = true
    var fields = FieldWalk(record.fields)
    record.fields.removeAll()
    while let field = fields.next() {
      let start = output.mark
      if !write(field, record, of: line, to: &output) { kept = false }
      if notesPlaces {
        places[field] = Place(
          start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: output.mark))
      }
    }
    return kept
  }

  /// Writes one field that the record has; false when some byte of it was no text.
  @inline(__always) mutating func write(
    _ field: Int, _ record: borrowing Record, of line: borrowing Span<UInt8>, to output: inout Output
  ) -> Bool {
    switch record.values[field] {
    case .bytes(let start, let end):
      keys.writeQuoted(field, to: &output)
      return output.append(quoted: line.extracting(Int(start)..<Int(end)))
    case .integer(let number):
      keys.write(field, to: &output)
      output.append(decimal: number)
    case .number(let start, let end):
      keys.write(field, to: &output)
      output.append(line.extracting(Int(start)..<Int(end)))
    case .hexadecimal(let start, let end):
      keys.writeQuoted(field, to: &output)
      let text = line.extracting(Int(start)..<Int(end)).decodedHexadecimal
      let kept = output.append(escaped: text.span)
      output.append(UInt8(ascii: "\""))
      return kept
    case .arguments(let start, let end):
      keys.writeQuoted(field, to: &output)
      let kept = output.append(escaped: line.extracting(Int(start)..<Int(end)).joinedArguments.span)
      output.append(UInt8(ascii: "\""))
      return kept
    case .literal(let word):
      keys.writeQuoted(field, to: &output)
      output.append(quoted: word)
    case .time:
      keys.writeQuoted(field, to: &output)
      time.write(record.instant, to: &output)
      output.append(UInt8(ascii: "\""))
    case .constant(let start, let end):
      keys.writeQuoted(field, to: &output)
      output.append(quoted: record.constants.span.extracting(Int(start)..<Int(end)))
    }
    return true
  }
}
