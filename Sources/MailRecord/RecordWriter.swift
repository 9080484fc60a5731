import Lines
import Timestamps

/// Writes one record, field by field, in the order of `Field`: the caller keeps to that order.
public struct RecordWriter: ~Copyable {
  let keys = FieldKeys()
  var time = TimeWriter()
  /// Of a record with substitutions: the names of fields that hid a secret.
  var masked = Output("record", descriptor: -1)
  /// A value that had to be decoded, as it may be shown.
  var shown = Output("record", descriptor: -1)
  /// Where in the output the fields of a record stand, name and all.
  var places = Slots(repeating: Place(), count: Field.allCases.count)

  struct Place: BitwiseCopyable {
    var start: Int32 = 0
    var end: Int32 = 0
  }

  public init() {}

  /// Begins a record: `{"type":"event"`.
  @inlinable @inline(__always) public func begin(_ type: StaticString, to output: inout Output) {
    output.append("{\"type\":\"")
    output.append(type)
    output.append(UInt8(ascii: "\""))
  }

  /// Ends it: `}` and a newline.
  @inlinable @inline(__always) public func end(_ output: inout Output) {
    output.append(UInt8(ascii: "}"))
    output.endLine()
  }

  /// A string from bytes of any kind; false when some were no text and became U+FFFD.
  @inline(__always) @discardableResult public func write(
    _ field: Field, _ bytes: borrowing Span<UInt8>, to output: inout Output
  ) -> Bool {
    keys.writeQuoted(field.rawValue, to: &output)
    let kept = output.append(escaped: bytes)
    output.append(UInt8(ascii: "\""))
    return kept
  }

  /// A string that is escaped already, as `RecordReader` found it.
  @inline(__always) public func write(
    _ field: Field, escaped bytes: borrowing Span<UInt8>, to output: inout Output
  ) {
    keys.writeQuoted(field.rawValue, to: &output)
    output.append(bytes)
    output.append(UInt8(ascii: "\""))
  }

  /// A value that is JSON already: a number or a nested value, as `RecordReader` found it.
  @inline(__always) public func write(
    _ field: Field, json bytes: borrowing Span<UInt8>, to output: inout Output
  ) {
    keys.write(field.rawValue, to: &output)
    output.append(bytes)
  }

  @inline(__always) public func write(_ field: Field, _ word: StaticString, to output: inout Output) {
    keys.writeQuoted(field.rawValue, to: &output)
    output.append(word)
    output.append(UInt8(ascii: "\""))
  }

  @inline(__always) public func write(_ field: Field, _ number: UInt64, to output: inout Output) {
    keys.write(field.rawValue, to: &output)
    output.append(decimal: number)
  }

  public func write(_ field: Field, _ truth: Bool, to output: inout Output) {
    keys.write(field.rawValue, to: &output)
    output.append(truth ? "true" : "false")
  }

  @inline(__always) public mutating func write(_ field: Field, _ instant: Instant, to output: inout Output) {
    keys.writeQuoted(field.rawValue, to: &output)
    time.write(instant, to: &output)
    output.append(UInt8(ascii: "\""))
  }

  /// Seconds from nanoseconds, with no more digits than they need: `0.0054`, `-2`, `0`.
  public func write(_ field: Field, seconds nanoseconds: Int64, to output: inout Output) {
    keys.write(field.rawValue, to: &output)
    output.append(seconds: nanoseconds)
  }

  /// Base64, for bytes that are no text.
  public func write(_ field: Field, base64 bytes: borrowing Span<UInt8>, to output: inout Output) {
    keys.writeQuoted(field.rawValue, to: &output)
    output.append(base64: bytes)
    output.append(UInt8(ascii: "\""))
  }
}

extension Output {
  /// Appends nanoseconds as decimal seconds, with no more digits than they need.
  public mutating func append(seconds nanoseconds: Int64) {
    if nanoseconds < 0 { append(UInt8(ascii: "-")) }
    let (whole, part) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    append(decimal: whole)
    if part == 0 { return }
    var (digits, rest) = (9, part)
    while rest % 10 == 0 {
      rest /= 10
      digits -= 1
    }
    append(UInt8(ascii: "."))
    append(decimal: rest, digits: digits)
  }
}
