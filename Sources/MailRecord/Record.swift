import Lines
import Timestamps

/// What is known about one line: numbers, and where in the line the words stand. No copies.
///
///     record[.queue_id] = .slice(8..<15)
///     record[.qp] = .integer(26920)
///
/// A dialect fills it in any order; `RecordWriter.write` puts the fields into theirs.
public struct Record: ~Copyable {
  @usableFromInline var fields = FieldSet()
  @usableFromInline var values = Slots<Value>(repeating: .integer(0), count: Field.allCases.count)

  /// Bytes that stand in every record of a source: its name, options.
  public var constants = Slots<UInt8>([])

  public init() {}

  public mutating func clear() { fields.removeAll() }

  public subscript(_ field: Field) -> Value? {
    get { fields.contains(field) ? values[Int(field.rawValue)] : nil }
    @inlinable @inline(__always) set {
      guard let newValue else { return fields.remove(field) }
      fields.insert(field)
      values[Int(field.rawValue)] = newValue
    }
  }

  /// The value of a field that is known to be there.
  @inline(__always) func value(_ field: Int) -> Value { values[field] }
}

/// One value of a record.
public enum Value: BitwiseCopyable, Sendable {
  /// Bytes of the line, from and up to.
  case bytes(Int32, Int32)
  case integer(UInt64)
  /// A word of ours.
  case word(StaticString)
  case time(Instant)
  /// Bytes of the tool's constants, from and up to: file names and options, which stand in every record.
  case constant(Int32, Int32)

  @inlinable @inline(__always) public static func slice(_ range: Range<Int>) -> Value {
    .bytes(Int32(truncatingIfNeeded: range.lowerBound), Int32(truncatingIfNeeded: range.upperBound))
  }
}

extension RecordWriter {
  /// Writes `record` of `line`; false when some byte of it was no text and became U+FFFD.
  ///
  /// The record is left open: `end` closes it.
  public mutating func write(
    _ type: StaticString, _ record: borrowing Record, of line: borrowing Span<UInt8>, to output: inout Output
  ) -> Bool {
    begin(type, to: &output)
    var kept = true
    var fields = record.fields
    while let field = fields.popFirst() {
      switch record.value(field) {
      case .bytes(let start, let end):
        keys.writeQuoted(field, to: &output)
        if !output.append(escaped: line.extracting(Int(start)..<Int(end))) { kept = false }
        output.append(UInt8(ascii: "\""))
      case .integer(let number):
        keys.write(field, to: &output)
        output.append(decimal: number)
      case .word(let word):
        keys.writeQuoted(field, to: &output)
        output.append(word)
        output.append(UInt8(ascii: "\""))
      case .time(let instant):
        keys.writeQuoted(field, to: &output)
        time.write(instant, to: &output)
        output.append(UInt8(ascii: "\""))
      case .constant(let start, let end):
        keys.writeQuoted(field, to: &output)
        output.append(escaped: record.constants.span.extracting(Int(start)..<Int(end)))
        output.append(UInt8(ascii: "\""))
      }
    }
    return kept
  }
}
