import Lines
import Timestamps

/// Local time as tai64nlocal writes it.
///
///     1999-08-24 04:04:05.787492500
struct LocalText: ~Copyable {
  private var wall = WallClock()
  private var text = TimeWriter(separator: UInt8(ascii: " "))

  /// Writes it; false for a second whose year no calendar here can hold.
  @inline(__always)
  mutating func write(_ seconds: Int64, _ nanoseconds: UInt64, to output: inout Output) -> Bool {
    if let shown = wall.wall(seconds) {
      text.write(second: shown, to: &output)
    } else if !writeReading(seconds, to: &output) {
      return false
    }
    output.append(UInt8(ascii: "."))
    output.append(decimal: nanoseconds, digits: 9)
    return true
  }

  /// Years of any length, and the quarters of an hour in which clocks are changed.
  @inline(never) private func writeReading(_ seconds: Int64, to output: inout Output) -> Bool {
    guard let time = LocalTime.reading(seconds) else { return false }
    // C's int wraps, and comes out as unsigned long: both are seen with years past 2^31 and before 0.
    output.append(decimal: UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: time.year))))
    let parts: [(mark: StaticString, value: Int)] = [
      ("-", time.month), ("-", time.day), (" ", time.hour), (":", time.minute), (":", time.second),
    ]
    for (mark, value) in parts {
      output.append(mark)
      output.append(decimal: UInt64(value), digits: 2)
    }
    return true
  }
}
