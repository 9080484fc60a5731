import Lines

/// A moment, as exact as its source had it.
///
///     2000-04-11T07:02:18.246231Z
///
/// Seconds since 1970-01-01T00:00:00Z (leap seconds not counted), nanoseconds, and how many digits of them
/// the source gave: 0, 3, 6 or 9 are written.
public struct Instant: Equatable, BitwiseCopyable, Sendable {
  public var seconds: Int64
  /// 0 ..< 1_000_000_000.
  public var nanoseconds: UInt32
  /// 0, 3, 6 or 9.
  public var digits: UInt8

  public init(seconds: Int64, nanoseconds: UInt32 = 0, digits: UInt8 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
    self.digits = digits
  }

  /// The whole as nanoseconds since 1970: from 1678 to 2262.
  @inlinable public var total: Int64 { seconds &* 1_000_000_000 &+ Int64(nanoseconds) }

  /// The first second that RFC 3339 can't write: 10000-01-01T00:00:00Z.
  public static let end: Int64 = 253_402_300_800
}

extension Instant: Comparable {
  public static func < (a: Instant, b: Instant) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }
}

/// Reads the fraction of a second: the digits from `start` on.
///
///     246231   is   246231000 ns, 6 digits, end 6
///
/// Any number of digits is taken; past the ninth they are dropped. nil when there is none.
public func fraction(_ line: borrowing Span<UInt8>, at start: Int)
  -> (nanoseconds: UInt32, digits: UInt8, end: Int)?
{
  var value: UInt32 = 0
  var places = 0
  var i = start
  while i < line.count, line[i] &- 48 < 10 {
    if places < 9 {
      value = value &* 10 &+ UInt32(line[i] &- 48)
      places &+= 1
    }
    i &+= 1
  }
  if i == start { return nil }
  let digits: UInt8 = places > 6 ? 9 : places > 3 ? 6 : 3
  while places < 9 {
    value &*= 10
    places &+= 1
  }
  return (value, digits, i)
}
