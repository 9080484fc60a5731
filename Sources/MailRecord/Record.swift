import Lines
import Timestamps

/// What is known about one line: numbers, and where in the line the words stand. No copies.
///
///     record[.queue_id] = .slice(8..<15)
///     record[.qp] = .integer(26920)
///
/// A dialect fills it in any order; `RecordWriter.write` puts the fields into theirs.
public struct Record: ~Copyable {
  public private(set) var fields = FieldSet()
  private var values = Slots<Value>(repeating: .integer(0), count: 128)

  public init() {}

  public mutating func clear() { fields.removeAll() }

  public subscript(_ field: Field) -> Value? {
    get { fields.contains(field) ? values[Int(field.rawValue)] : nil }
    @inline(__always) set {
      guard let newValue else { return fields.remove(field) }
      fields.insert(field)
      values[Int(field.rawValue)] = newValue
    }
  }

  /// The value of a field that is known to be there.
  @inline(__always) func value(_ field: Field) -> Value { values[Int(field.rawValue)] }
}

/// One value of a record.
public enum Value: BitwiseCopyable, Sendable {
  /// Bytes of the line, from and up to.
  case bytes(Int32, Int32)
  case integer(UInt64)
  /// A word of ours.
  case word(StaticString)
  case time(Instant)
  /// One of the strings that the tool was given, see `Constants`.
  case constant(UInt8)

  @inline(__always) public static func slice(_ range: Range<Int>) -> Value {
    .bytes(Int32(truncatingIfNeeded: range.lowerBound), Int32(truncatingIfNeeded: range.upperBound))
  }
}

/// Strings from options and file names that stand in every record.
public typealias Constants = [[UInt8]]

extension RecordWriter {
  /// Writes `record` of `line`; false when some byte of it was no text and became U+FFFD.
  ///
  /// The record is left open: `end` closes it.
  public mutating func write(
    _ type: StaticString, _ record: borrowing Record, of line: borrowing Span<UInt8>, _ constants: Constants,
    to output: inout Output
  ) -> Bool {
    begin(type, to: &output)
    var kept = true
    var fields = record.fields
    while let field = fields.popFirst() {
      switch record.value(field) {
      case .bytes(let start, let end):
        if !write(field, line.extracting(Int(start)..<Int(end)), to: &output) { kept = false }
      case .integer(let number): write(field, number, to: &output)
      case .word(let word): write(field, word, to: &output)
      case .time(let instant): write(field, instant, to: &output)
      case .constant(let i):
        let text = constants[Int(i)]
        write(field, text.span, to: &output)
      }
    }
    return kept
  }
}
