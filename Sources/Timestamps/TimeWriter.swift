import Lines

/// Writes moments in RFC 3339, UTC, and remembers some seconds: neighbours in a log share them.
///
///     2026-11-21T00:17:11.514847Z
public struct TimeWriter: ~Copyable {
  /// `2026-11-21T00:17:11`, in a block of 32 bytes for each second that is remembered.
  private var texts = Slots<UInt8>(repeating: 0, count: 32 * known)
  private var seconds = Slots(repeating: Int64.min, count: known)
  /// Each second has one block that it may be in.
  private static let known = 64
  /// The block that was put last, and the day of its second.
  private var latest = 0
  private var day = Int64.min

  /// - Parameter separator: what stands between day and time.
  public init(separator: UInt8 = UInt8(ascii: "T")) {
    for block in 0..<Self.known {
      for place in [4, 7] { texts[32 * block + place] = UInt8(ascii: "-") }
      texts[32 * block + 10] = separator
      for place in [13, 16] { texts[32 * block + place] = UInt8(ascii: ":") }
    }
  }

  public mutating func write(_ instant: Instant, to output: inout Output) {
    write(second: instant.seconds, to: &output)
    if instant.digits > 0 {
      output.append(UInt8(ascii: "."))
      output.append(nineDigits: UInt64(instant.nanoseconds))
      output.undo(to: output.mark - 9 + Int(instant.digits))
    }
    output.append(UInt8(ascii: "Z"))
  }

  /// Day and time alone, `2026-11-21T00:17:11`; for the years 0 to 9999.
  @inline(__always) public mutating func write(second: Int64, to output: inout Output) {
    let block = Int(truncatingIfNeeded: second) & (Self.known &- 1)
    if seconds[block] != second { remember(second, block) }
    output.append(block: texts, at: 32 &* block, count: 19)
  }

  @inline(never) private mutating func remember(_ second: Int64, _ block: Int) {
    seconds[block] = second
    let days = second.floorDivided(by: 86400)
    if days == day {
      for place in 0..<10 { texts[32 * block + place] = texts[32 * latest + place] }
    } else {
      let date = CivilDate(days: Int(days))
      put(date.year / 100, block, at: 0)
      put(date.year % 100, block, at: 2)
      put(date.month, block, at: 5)
      put(date.day, block, at: 8)
    }
    (day, latest) = (days, block)
    let rest = Int(second - days * 86400)
    put(rest / 3600, block, at: 11)
    put(rest / 60 % 60, block, at: 14)
    put(rest % 60, block, at: 17)
  }

  private mutating func put(_ pair: Int, _ block: Int, at place: Int) {
    texts[32 * block + place] = UInt8(48 + pair / 10)
    texts[32 * block + place + 1] = UInt8(48 + pair % 10)
  }
}

extension Int64 {
  /// Division that rounds down, so that days before 1970 come out right.
  public func floorDivided(by divisor: Int64) -> Int64 {
    let (q, r) = quotientAndRemainder(dividingBy: divisor)
    return r < 0 ? q - 1 : q
  }

  public func floorRemainder(by divisor: Int64) -> Int64 {
    let r = self % divisor
    return r < 0 ? r + divisor : r
  }
}
