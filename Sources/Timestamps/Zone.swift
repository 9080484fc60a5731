import Lines

/// A zone as stamps write it: in figures, or by a name.
///
///     Z      +01:00      +0100      +01      CEST      GMT+0100
///
/// - Source: RFC 3339, section 5.6; RFC 822, section 5.1; the names of glibc's and BSD's zone files.
public struct Zone: Equatable, Sendable {
  /// Seconds ahead of UTC.
  public var offset: Int
  public var end: Int

  public init?(_ line: borrowing Span<UInt8>, at start: Int) {
    guard let zone = Self.figures(line, at: start) ?? Self.name(line, at: start) else { return nil }
    (offset, end) = zone
  }

  /// `Z`, `+hh:mm`, `+hhmm` or `+hh`.
  @inline(__always) static func figures(_ line: borrowing Span<UInt8>, at: Int) -> (offset: Int, end: Int)? {
    guard at < line.count else { return nil }
    let sign = line[at]
    if sign | 0x20 == UInt8(ascii: "z") { return (0, at + 1) }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), at + 3 <= line.count,
      let hours = line.pair(at: at + 1)
    else { return nil }
    if line.endsStamp(at: at + 3), hours < 24, !line.holds(":", at: at + 3) {
      return (sign == UInt8(ascii: "-") ? -hours * 3600 : hours * 3600, at + 3)
    }
    guard at + 5 <= line.count else { return nil }
    let colon = line[at + 3] == UInt8(ascii: ":") ? 1 : 0
    guard at + 5 + colon <= line.count, let minutes = line.pair(at: at + 3 + colon),
      hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return (sign == UInt8(ascii: "-") ? -seconds : seconds, at + 5 + colon)
  }

  private static func name(_ line: borrowing Span<UInt8>, at start: Int) -> (offset: Int, end: Int)? {
    let end = line.end(from: start) { $0 &- 65 < 26 }
    guard (3...4).contains(end - start) else { return nil }
    for zone in names where end - start == zone.name.utf8CodeUnitCount && line.holds(zone.name, at: start) {
      if zone.hours == 0, line.holds("+", at: end) || line.holds("-", at: end) {
        return figures(line, at: end)
      }
      return (zone.hours * 3600, end)
    }
    return nil
  }

  /// Names that mean one thing wherever mail is logged; CST, IST and the like are read as RFC 822 has them, or
  /// not at all.
  private static let names: [(name: StaticString, hours: Int)] = [
    ("UTC", 0), ("GMT", 0), ("WET", 0), ("WEST", 1), ("BST", 1), ("CET", 1), ("CEST", 2), ("MET", 1),
    ("MEST", 2), ("EET", 2), ("EEST", 3), ("MSK", 3), ("SAST", 2), ("EST", -5), ("EDT", -4), ("CST", -6),
    ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7), ("AKST", -9), ("AKDT", -8), ("HST", -10),
    ("JST", 9), ("KST", 9), ("HKT", 8), ("SGT", 8), ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13),
  ]
}
