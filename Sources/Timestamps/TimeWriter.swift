import Lines

/// Writes moments in RFC 3339, UTC, and remembers some seconds: neighbours in a log share them.
///
///     2026-11-21T00:17:11.514847Z
public struct TimeWriter: ~Copyable {
  /// `2026-11-21T00:17:11` in three words, for each second that is remembered.
  ///
  /// A word is made whole: bytes that were just stored one by one can't be loaded at once without a wait.
  private var texts = Slots(repeating: SIMD4<UInt64>(), count: known)
  private var seconds = Slots(repeating: Int64.min, count: known)
  /// Each second has one block that it may be in.
  private static let known = 256
  /// The day of the last second that was put into a block, and its `2026-11-` and `21T`.
  private var day = Int64.min
  private var yearAndMonth: UInt64 = 0
  private var dayOfMonth: UInt64 = 0
  private let separator: UInt64

  /// - Parameter separator: what stands between day and time.
  public init(separator: UInt8 = UInt8(ascii: "T")) { self.separator = UInt64(separator) }

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
    output.append(words: texts[block], count: 19)
  }

  @inline(never) private mutating func remember(_ second: Int64, _ block: Int) {
    let days = second.floorDivided(by: 86400)
    if days != day { begin(days) }
    let rest = Int(second - days * 86400)
    let (hour, minute) = (rest / 3600, rest / 60 % 60)
    let colon = UInt64(UInt8(ascii: ":"))
    let hourAndMinute = pair(hour) &<< 24 | colon &<< 40 | pair(minute) &<< 48
    texts[block] = SIMD4(yearAndMonth, dayOfMonth | hourAndMinute, colon | pair(rest % 60) &<< 8, 0)
    seconds[block] = second
  }

  private mutating func begin(_ days: Int64) {
    let date = CivilDate(days: Int(days))
    let dash = UInt64(UInt8(ascii: "-"))
    day = days
    yearAndMonth =
      pair(date.year / 100) | pair(date.year % 100) &<< 16 | dash &<< 32 | pair(date.month) &<< 40 | dash
      &<< 56
    dayOfMonth = pair(date.day) | separator &<< 16
  }

  /// The two digits of a number, the first in the lower byte.
  private func pair(_ number: Int) -> UInt64 {
    let tens = UInt64(truncatingIfNeeded: number / 10)
    return 0x3030 &+ tens &+ (UInt64(truncatingIfNeeded: number) &- 10 &* tens) &<< 8
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
