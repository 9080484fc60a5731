import Lines
import Timestamps

/// The clock of labels; it says once when it is asked for leap seconds that nobody knew yet.
struct LabelClock {
  private let clock: TAI64N.Clock
  private var hasWarned = false

  init(_ clock: TAI64N.Clock) { self.clock = clock }

  /// The Unix second of a TAI second.
  @inline(__always) mutating func unix(tai: Int64) -> Int64 {
    if clock == .fixed10 { return tai &- 10 }
    let unix = LeapSeconds.unix(tai: tai)
    check(unix)
    return unix
  }

  /// The TAI second of a Unix second.
  mutating func tai(unix: Int64) -> Int64 {
    if clock == .fixed10 { return unix + 10 }
    check(unix)
    return unix + LeapSeconds.offset(unix: unix)
  }

  private mutating func check(_ unix: Int64) {
    if hasWarned || unix < LeapSeconds.end { return }
    hasWarned = true
    warning(
      "tai64n",
      "the table of leap seconds ends on \(LeapSeconds.expires); later times may be off by a second")
  }
}
