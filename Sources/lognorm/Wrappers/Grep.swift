import Lines
import Timestamps

/// Opens a line that grep found, with the name of its file before it, and perhaps its number.
///
///     /var/log/mail.log:Nov 21 00:17:11 mx1 postfix/qmgr[7]: 4F193648574: removed
///     /var/log/mail.log-4071-Nov 21 00:17:12 ...
///
/// Only a stamp behind the name tells it from a program's tag.
func openGrep(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  var at = start
  // A name may hold `-` and `:` itself.
  while at - start < 4096, let mark = line.separator(from: at) {
    if mark > start, let first = line.found(behind: mark) {
      envelope.set(file: start..<mark, of: line)
      envelope.hold(line.extracting(first..<line.count))
      return true
    }
    at = mark + 1
  }
  return false
}

extension Span where Element == UInt8 {
  /// The next `:` or `-`, when no blank stands before it.
  fileprivate func separator(from start: Int) -> Int? {
    let at = end(from: start) { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "-") && $0 > UInt8(ascii: " ") }
    return at < count && self[at] > UInt8(ascii: " ") ? at : nil
  }

  /// Where the line begins whose file's name ends at `mark`; nil when no stamp stands there.
  fileprivate func found(behind mark: Int) -> Int? {
    if isStamp(at: mark + 1) { return mark + 1 }
    guard let number = decimal(at: mark + 1), number.end < count, self[number.end] == self[mark],
      isStamp(at: number.end + 1)
    else { return nil }
    return number.end + 1
  }
}
