import Lines

/// Local time as tai64nlocal writes it; neighbours share their second.
///
///     1999-08-24 04:04:05.787492500
struct LocalText: ~Copyable {
  private var text = Slots<UInt8>(repeating: 0, count: 64)
  private var count = 0
  private var second = Int64.min

  /// Writes it; false for a second whose year no calendar here can hold.
  mutating func write(_ seconds: Int64, _ nanoseconds: UInt64, to output: inout Output) -> Bool {
    if seconds != second || count == 0 {
      guard let reading = LocalTime.reading(seconds) else { return false }
      remember(seconds, reading)
    }
    output.append(text.span.extracting(0..<count))
    output.append(decimal: nanoseconds, digits: 9)
    return true
  }

  private mutating func remember(_ seconds: Int64, _ reading: LocalTime.Reading) {
    second = seconds
    count = 0
    // A year before 0 comes out as C's unsigned long has it.
    for byte in String(UInt64(bitPattern: Int64(reading.year))).utf8 { put(byte) }
    pair("-", reading.month)
    pair("-", reading.day)
    pair(" ", reading.hour)
    pair(":", reading.minute)
    pair(":", reading.second)
    put(UInt8(ascii: "."))
  }

  private mutating func pair(_ mark: Unicode.Scalar, _ value: Int) {
    put(UInt8(ascii: mark))
    put(UInt8(48 + value / 10))
    put(UInt8(48 + value % 10))
  }

  private mutating func put(_ byte: UInt8) {
    text[count] = byte
    count += 1
  }
}
