import Lines

/// The stamp of the BSD syslog: month, day, time; no year, no zone.
///
///     Nov 20 23:50:50      Oct  1 00:00:00      Oct 01 00:00:00
///
/// The day is padded with a blank in RFC 3164, with a zero in some rsyslog templates.
/// - Source: RFC 3164, section 4.1.2.
public struct Syslog3164: Equatable, Sendable {
  /// 1...12.
  public var month: Int
  /// 1...31.
  public var day: Int
  /// Seconds since midnight, local time.
  public var second: Int
  public var end: Int

  public init?(_ line: borrowing Span<UInt8>, at start: Int = 0) {
    guard start + 15 <= line.count, let month = Self.month(line.word(at: start) & 0xFFFFFF),
      line[start + 3] == UInt8(ascii: " "), line[start + 6] == UInt8(ascii: " "),
      let time = ClockTime(line, at: start + 7)
    else { return nil }
    let (tens, ones) = (line[start + 4], line[start + 5] &- 48)
    // A blank and a zero both have 0 in their low four bits.
    guard tens == UInt8(ascii: " ") || tens &- 48 < 4, ones < 10 else { return nil }
    self.month = month
    day = Int(tens & 15) * 10 + Int(ones)
    guard (1...31).contains(day) else { return nil }
    second = time.second
    end = start + 15
  }

  /// Whether a month's name begins with the byte, in either case.
  public static func mayBegin(with byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "j"), UInt8(ascii: "f"), UInt8(ascii: "m"), UInt8(ascii: "a"), UInt8(ascii: "s"),
      UInt8(ascii: "o"), UInt8(ascii: "n"), UInt8(ascii: "d"):
      true
    default: false
    }
  }

  /// The month that three letters name, in any case.
  static func month(_ letters: UInt64) -> Int? {
    switch letters | 0x202020 {
    case 0x6E616A: 1
    case 0x626566: 2
    case 0x72616D: 3
    case 0x727061: 4
    case 0x79616D: 5
    case 0x6E756A: 6
    case 0x6C756A: 7
    case 0x677561: 8
    case 0x706573: 9
    case 0x74636F: 10
    case 0x766F6E: 11
    case 0x636564: 12
    default: nil
    }
  }
}
