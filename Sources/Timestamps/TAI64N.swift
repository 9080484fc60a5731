import Lines

/// A moment as multilog and tai64n write it: `@` and 24 hex digits, TAI seconds + 2^62, then nanoseconds.
///
///     @4000000037c219bf2ef02e94   is   935467445.787492500 s after 1970-01-01 00:00:00 UTC
///
/// djb's programs take TAI to be Unix time + 10 s for ever (`.fixed10`); s6 counts the leap seconds (`.leap`),
/// so that its labels are 27 s later today.
/// - Source: https://cr.yp.to/libtai/tai64.html; daemontools' tai64nlocal.c; s6's tain_now.
public struct TAI64N: Equatable, Sendable {
  /// Seconds of the label, 2^62 taken off: TAI seconds since 1970-01-01 00:00:00 TAI.
  public var seconds: Int64
  /// 0 ..< 1_000_000_000.
  public var nanoseconds: UInt32

  /// Bytes of a label with its `@`.
  public static let length = 25

  /// Which of the two clocks wrote the label.
  public enum Clock: Sendable { case fixed10, leap }

  /// Reads the label at `start`; nil unless `@` and 24 lower-case hex digits stand there and no 25th.
  @inlinable public init?(_ line: borrowing Span<UInt8>, at start: Int = 0) {
    guard start &+ Self.length <= line.count, line[start] == UInt8(ascii: "@"),
      let whole = line.hexadecimal(start &+ 1..<start &+ 17),
      let part = line.hexadecimal(start &+ 17..<start &+ 25),
      part < 1_000_000_000, whole >> 62 == 1
    else { return nil }
    seconds = Int64(whole & (1 << 62 - 1))
    nanoseconds = UInt32(part)
  }

  /// The moment it names, or nil when that is past the year 9999.
  @inlinable public func instant(_ clock: Clock = .fixed10) -> Instant? {
    let unix = clock == .fixed10 ? seconds - 10 : LeapSeconds.unix(tai: seconds)
    return unix < Instant.end ? Instant(seconds: unix, nanoseconds: nanoseconds, digits: 9) : nil
  }
}
