import Lines
import Timestamps

/// Takes the colours off a line: journalctl, docker compose and programs on a terminal begin it with one, or what it
/// says.
///
///     \u{1B}[33mmail-1  | \u{1B}[0mNov 21 00:17:11 mx1 postfix/qmgr[7]: 4F193648574: removed
///     Nov 21 00:17:11 mx1 sshd[7]: \u{1B}[0;1;31merror: beginning MaxStartups throttling\u{1B}[0m
///
/// Those in the middle of a line go, too.
/// - Source: ECMA-48, 8.3.117, SELECT GRAPHIC RENDITION; 8.3.41, ERASE IN LINE.
func openColours(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard line.colourEnd(at: start) != nil else { return false }
  var plain: [UInt8] = []
  plain.reserveCapacity(line.count - start)
  var at = start
  while at < line.count {
    let escape = line.position(of: escape, from: at) ?? line.count
    plain.append(line.extracting(at..<escape))
    at = line.colourEnd(at: escape) ?? min(escape + 1, line.count)
  }
  envelope.hold(plain.span)
  return true
}

private let escape: UInt8 = 0x1B

extension Span where Element == UInt8 {
  /// Whether a colour may begin at `start`.
  @inline(__always) func mayBeColour(at start: Int) -> Bool { start < count && self[start] == 0x1B }

  /// Past `ESC [ 0;1;31 m` at `start`; nil when another sequence stands there, or none.
  fileprivate func colourEnd(at start: Int) -> Int? {
    guard mayBeColour(at: start), holds("[", at: start + 1) else { return nil }
    let end = end(from: start + 2) { $0 &- 48 < 10 || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") }
    return holds("m", at: end) || holds("K", at: end) ? end + 1 : nil
  }
}
