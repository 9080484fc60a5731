import Lines
import Timestamps

/// Puts a label in front of each line, of the moment at which its first byte was read: daemontools' tai64n.
///
///     @4000000037c219bf2ef02e94 new msg 18995
///
/// Bytes go on as they come; a line that has not ended yet is not held. Lines that one read brought have the
/// same label.
struct Stamper: LineFilter, ~Copyable {
  private var clock: LabelClock
  private var isAtStart = true
  /// Whether the last file ended within a line.
  private var isCut = false
  /// `@`, 24 digits, a blank.
  private var label = Slots<UInt8>(repeating: UInt8(ascii: " "), count: 32)

  init(clock: LabelClock) {
    self.clock = clock
    label[0] = UInt8(ascii: "@")
  }

  mutating func begin(_ source: Source) { isCut = !isAtStart }

  mutating func read(_ block: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    if isCut {
      output.append(UInt8(ascii: "\n"))
      (isCut, isAtStart) = (false, true)
    }
    readClock()
    var at = 0
    while at < block.count {
      if isAtStart { output.append(block: label, at: 0, count: 26) }
      guard let newline = block.position(of: UInt8(ascii: "\n"), from: at) else {
        isAtStart = false
        return output.append(block.extracting(at..<block.count))
      }
      output.append(block.extracting(at..<newline + 1))
      output.flushBlock()
      isAtStart = true
      at = newline + 1
    }
  }

  private mutating func readClock() {
    let now = timeOfDay()
    put(UInt64(clock.tai(unix: now.seconds)) | 1 << 62, digits: 16, at: 1)
    // daemontools knows microseconds and takes the middle of each.
    put(UInt64(now.nanoseconds / 1000 * 1000 + 500), digits: 8, at: 17)
  }

  private mutating func put(_ value: UInt64, digits: Int, at place: Int) {
    for i in 0..<digits {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(4 * (digits - 1 - i)) & 15)
      label[place + i] = digit < 10 ? 48 + digit : 87 + digit
    }
  }
}
