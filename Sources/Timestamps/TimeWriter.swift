import Lines

/// Writes moments in RFC 3339, UTC, and remembers the last second: neighbours in a log share it.
///
///     2026-11-21T00:17:11.514847Z
public struct TimeWriter: ~Copyable {
  /// `2026-11-21T00:17:11`, in a block of 32 bytes.
  private var text = Slots<UInt8>(repeating: 0, count: 32)
  private var second = Int64.min
  private var day = Int64.min

  /// - Parameter separator: what stands between day and time.
  public init(separator: UInt8 = UInt8(ascii: "T")) {
    for place in [4, 7] { text[place] = UInt8(ascii: "-") }
    text[10] = separator
    for place in [13, 16] { text[place] = UInt8(ascii: ":") }
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
  public mutating func write(second seconds: Int64, to output: inout Output) {
    if seconds != second { remember(seconds) }
    output.append(block: text, at: 0, count: 19)
  }

  private mutating func remember(_ seconds: Int64) {
    second = seconds
    let (days, rest) = (seconds.floorDivided(by: 86400), Int(seconds.floorRemainder(by: 86400)))
    if days != day {
      day = days
      let date = CivilDate(days: Int(days))
      put(date.year / 100, at: 0)
      put(date.year % 100, at: 2)
      put(date.month, at: 5)
      put(date.day, at: 8)
    }
    put(rest / 3600, at: 11)
    put(rest / 60 % 60, at: 14)
    put(rest % 60, at: 17)
  }

  private mutating func put(_ pair: Int, at place: Int) {
    text[place] = UInt8(48 + pair / 10)
    text[place + 1] = UInt8(48 + pair % 10)
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
