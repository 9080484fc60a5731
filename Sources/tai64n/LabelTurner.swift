import Lines
import Timestamps

/// Turns the label at the head of each line into a time that people or programs read; all else passes unchanged.
///
///     @4000000037c219bf2ef02e94 new msg    1999-08-24 04:04:05.787492500 new msg   -l, local time
///                                          935467445.787492500 new msg             -u, Unix seconds
///                                          1999-08-24T04:04:05.787492500Z new msg  -r, RFC 3339
///
/// Bytes go on as they come; of a line no more than its label is held. As in daemontools' tai64nlocal, `-l`
/// takes any number of hex digits for a label, and where the input ends within one it writes nothing.
/// A file begins with a line of its own, even if the one before it ended within one.
struct LabelTurner: LineFilter, ~Copyable {
  enum Form { case local, seconds, rfc3339 }

  private enum Place { case start, label, line }

  private let form: Form
  private var clock: LabelClock
  private var place = Place.start
  /// A label whose end is not known yet.
  private var held: [UInt8] = []
  /// Whether the last file ended within a line.
  private var isCut = false
  private var local = LocalText()
  private var writer = TimeWriter()

  /// Of a longer label the middle is forgotten: only the last 24 digits count.
  private static let longest = 1 << 16

  init(_ form: Form, clock: LabelClock) {
    self.form = form
    self.clock = clock
  }

  mutating func begin(_ source: Source) { isCut = place != .start }

  mutating func read(_ block: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    if isCut { beginAnew(&output) }
    var at = 0
    while at < block.count {
      switch place {
      case .start: at = begin(block, at, &output)
      case .label: at = goOn(block, at, &output)
      case .line:
        let newline = block.position(of: UInt8(ascii: "\n"), from: at)
        output.append(block.extracting(at..<(newline.map { $0 + 1 } ?? block.count)))
        at = newline.map { $0 + 1 } ?? block.count
        if newline != nil { place = .start }
      }
    }
  }

  /// A label that the input ends with.
  mutating func finish(to output: inout Output) {
    if place == .label, form != .local { output.append(held.span) }
  }

  /// Ends the line within which the last file ended.
  private mutating func beginAnew(_ output: inout Output) {
    finish(to: &output)
    if place == .line || form != .local { output.append(UInt8(ascii: "\n")) }
    place = .start
    isCut = false
  }

  /// At the head of a line; most labels lie whole in the block.
  @inline(__always)
  private mutating func begin(_ block: borrowing Span<UInt8>, _ at: Int, _ output: inout Output) -> Int {
    place = .line
    guard block[at] == UInt8(ascii: "@") else { return at }
    let end = at + TAI64N.length
    if end < block.count, form != .local || !isHexDigit(block[end]),
      let whole = block.hexadecimal(at + 1..<at + 17), let part = block.hexadecimal(at + 17..<end),
      write(whole, part, &output)
    {
      return end
    }
    held.removeAll(keepingCapacity: true)
    held.append(UInt8(ascii: "@"))
    place = .label
    return at + 1
  }

  /// Digit by digit, over the ends of blocks.
  private mutating func goOn(_ block: borrowing Span<UInt8>, _ start: Int, _ output: inout Output) -> Int {
    var at = start
    while at < block.count, isHexDigit(block[at]), form == .local || held.count < TAI64N.length {
      if held.count == Self.longest { held.removeSubrange(1..<held.count - 24) }
      held.append(block[at])
      at += 1
    }
    if at == block.count, form == .local || held.count < TAI64N.length { return at }
    place = .line
    let (whole, part) = shifted(held)
    if form != .local && held.count < TAI64N.length || !write(whole, part, &output) {
      output.append(held.span)
    }
    return at
  }

  /// The last 24 digits as tai64nlocal shifts them in: 16 of seconds, 8 of nanoseconds.
  private func shifted(_ digits: [UInt8]) -> (UInt64, UInt64) {
    var (whole, part): (UInt64, UInt64) = (0, 0)
    for byte in digits.dropFirst() {
      whole = whole << 4 &+ part >> 28
      part = (part & 0x0FFF_FFFF) << 4 + UInt64(byte < 58 ? byte - 48 : byte - 87)
    }
    return (whole, part)
  }

  /// Writes the time; false when there is none to write.
  @inline(__always)
  private mutating func write(_ whole: UInt64, _ part: UInt64, _ output: inout Output) -> Bool {
    // Wraps, as tai64nlocal does with labels that name no time.
    let unix = clock.unix(tai: Int64(bitPattern: whole &- 1 << 62))
    switch form {
    case .local: return local.write(unix, part, to: &output)
    case .seconds:
      guard unix >= 0, part < 1_000_000_000 else { return false }
      output.append(decimal: UInt64(unix))
      output.append(UInt8(ascii: "."))
      output.append(decimal: part, digits: 9)
    case .rfc3339:
      guard unix >= 0, unix < Instant.end, part < 1_000_000_000 else { return false }
      writer.write(Instant(seconds: unix, nanoseconds: UInt32(part), digits: 9), to: &output)
    }
    return true
  }

  @inline(__always) private func isHexDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 || byte &- 97 < 6 }
}
