import Lines

/// A date and a time as some clock showed them; what the stamp leaves out is nil.
///
///     Wed Feb  6 18:50:19 2002      [10/Oct/2000:13:55:36 -0700]      *Mar  1 18:46:11.123 UTC
public struct Stamp: Equatable, Sendable {
  public var year: Int?
  /// 1...12.
  public var month = 0
  /// 1...31.
  public var day = 0
  /// 0 for Sunday.
  public var weekday: Int?
  /// Seconds since midnight.
  public var second = 0
  public var nanoseconds: UInt32 = 0
  /// Digits of the fraction: 0, 3, 6 or 9.
  public var digits: UInt8 = 0
  /// Seconds that its zone is ahead of UTC; nil for the local zone.
  public var offset: Int?
  /// Where it ends in the line.
  public var end: Int

  init(end: Int) { self.end = end }
}

extension Stamp {
  /// Takes a zone behind the time, and the blank before it; what else begins there is no part of the stamp.
  mutating func takeZone(_ line: borrowing Span<UInt8>) {
    if offset != nil { return }
    let start = line.holds(" ", at: end) ? end + 1 : end
    guard let zone = Zone(line, at: start), line.endsStamp(at: zone.end) else { return }
    (offset, end) = (zone.offset, zone.end)
  }
}

extension Span where Element == UInt8 {
  /// Whether no stamp goes on at `at`: the line ends there, or a blank, a colon, a comma or a bracket stands.
  func endsStamp(at: Int) -> Bool {
    guard at < count else { return true }
    switch self[at] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "]"):
      return true
    default: return false
    }
  }
}
