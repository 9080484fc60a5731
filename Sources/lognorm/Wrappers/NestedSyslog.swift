import Lines
import Timestamps

/// Opens a syslog line that another syslog took for a message, or that stands behind something else: a stamp and a
/// tag, perhaps a host between, or the `<PRI>` of the wire.
///
///     Nov 21 00:17:12 relay Nov 21 00:17:11 mx1 postfix/qmgr[7]: 4F193648574: removed
///     Nov 21 00:17:12 relay <22>Nov 21 00:17:11 mx1 postfix/qmgr[7]: 4F193648574: removed
///
/// A stamp without a tag is none: programs begin messages with the time themselves.
func openSyslog(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard start > 0, line.isSyslog(at: start) else { return false }
  envelope.hold(line.extracting(start..<line.count))
  return true
}

extension Span where Element == UInt8 {
  /// Whether the byte at `at` is one that a header of syslog begins with: few words do.
  func mayBeSyslog(at: Int) -> Bool {
    switch self[at] {
    case UInt8(ascii: "<"), UInt8(ascii: "@"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case let letter: Syslog3164.mayBegin(with: letter)
    }
  }

  /// Whether a whole header of syslog stands at `start`.
  func isSyslog(at start: Int) -> Bool {
    if holds("<", at: start) {
      guard let priority = decimal(at: start + 1), priority.value < 192, holds(">", at: priority.end)
      else { return false }
      return isStamp(at: priority.end + 1) || holds("1 ", at: priority.end + 1)
    }
    guard let end = stampEnd(at: start), holds(" ", at: end) else { return false }
    // Behind a relay's host another stamp may stand.
    return hasTag(at: end + 1) || Header.word(self, at: end + 1).map { isStamp(at: $0.next) } ?? false
  }

  /// Whether a program's tag stands at `start`, perhaps with a host before it.
  func hasTag(at start: Int) -> Bool {
    if Header.tag(self, at: start) != nil { return true }
    guard let host = Header.word(self, at: start) else { return false }
    return (Header.tag(self, at: host.next) ?? unitTag(at: host.next)) != nil
  }

  /// Whether a stamp of any clock that logs begin with stands at `start`, and a blank behind it.
  func isStamp(at start: Int) -> Bool {
    guard let end = stampEnd(at: start) else { return false }
    return end == count || self[end] == UInt8(ascii: " ")
  }

  private func stampEnd(at start: Int) -> Int? {
    guard start < count else { return nil }
    switch self[start] {
    case UInt8(ascii: "@"):
      return start + 25 <= count && TAI64N(extracting(start..<count)) != nil ? start + 25 : nil
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if let stamp = RFC3339(self, at: start) { return stamp.end }
      return Epoch(self, at: start).flatMap { $0.instant.digits > 0 ? $0.end : nil }
    default: return Syslog3164(self, at: start)?.end
    }
  }
}
