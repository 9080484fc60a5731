import Lines
import MailRecord

/// Opens the first of the messages that were sent over one TCP connection with their lengths before them.
///
///     39 <34>1 - mx1 su - - - 'su root' failed  44 <22>1 - mx1 postfix/qmgr 7 - - 4F1: removed
///
/// A length that does not lead to the next message or to the end of the line is not believed: then all that is
/// left is one message.
/// - Source: RFC 6587, section 3.4.1.
func openFrames(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard let message = line.framedMessage(at: start) else { return false }
  let next = line.skipBlanks(message.upperBound)
  let isSound = next == line.count || line.framedMessage(at: next) != nil
  envelope.hold(line.extracting(isSound ? message : message.lowerBound..<line.count))
  envelope.rest = isSound && next < line.count ? next : nil
  return true
}

extension Span where Element == UInt8 {
  /// `LENGTH <PRI>...` at `start`: where the message stands, at most up to the end of the line.
  fileprivate func framedMessage(at start: Int) -> Range<Int>? {
    guard let length = decimal(at: start), length.value > 3, holds(" <", at: length.end),
      let priority = decimal(at: length.end + 2), priority.value < 192, holds(">", at: priority.end)
    else { return nil }
    let first = length.end + 1
    return first..<first + Int(clamping: Swift.min(length.value, UInt64(count - first)))
  }
}
