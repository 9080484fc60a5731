import Lines
import MailRecord
import Timestamps

/// Opens a line with the name of its container before it, as docker compose, stern and kubetail write it.
///
///     mail-1  | Nov 21 00:17:11 mx1 postfix/qmgr[7]: 4F193648574: removed
///     mx-7d9f8b postfix | Nov 21 00:17:11 ...
///     mx-7d9f8b postfix Nov 21 00:17:11 mx1 postfix/qmgr[7]: 4F193648574: removed
///
/// Of two names the first is the pod's, which is its host name.
func openCompose(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard let first = line.containerName(at: start), first.upperBound < line.count,
    line[first.upperBound] <= 32 || line[first.upperBound] == UInt8(ascii: "|")
  else { return false }
  var (name, at) = (first, line.skipBlanks(first.upperBound))
  if let second = line.containerName(at: at), at > first.upperBound {
    (name, at) = (second, line.skipBlanks(second.upperBound))
  }
  guard at < line.count, line[at] == UInt8(ascii: "|") || line.mayBeSyslog(at: at) else { return false }
  let hasBar = line.holds("| ", at: at) || at == line.count - 1 && line.holds("|", at: at)
  let text = min(hasBar ? at + 2 : at, line.count)
  // A table has bars as well: a name with a number or a hyphen tells, or one in a column of names.
  let isPlain = name == first && at < name.upperBound + 2 && !line.isNumbered(first)
  let isColumn = name == first && line.skipBlanks(text) == text
  let isLikely = hasBar && !isPlain && (isColumn || line.isNumbered(first))
  guard isLikely || (hasBar || name != first) && line.isSyslog(at: text) else { return false }
  if name != first { envelope.set(host: first, of: line) }
  envelope.set(container: line.service(name), of: line)
  envelope.hold(line.extracting(text..<line.count))
  return true
}

/// Opens a line of `kubectl logs --prefix`.
///
///     [pod/mx-7d9f8b/postfix] Nov 21 00:17:11 ...
func openKubectl(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard line.holds("[pod/", at: start), let pod = line.containerName(at: start + 5),
    line.holds("/", at: pod.upperBound), let container = line.containerName(at: pod.upperBound + 1),
    line.holds("] ", at: container.upperBound)
  else { return false }
  envelope.set(host: pod, of: line)
  envelope.set(container: container, of: line)
  envelope.hold(line.extracting(container.upperBound + 2..<line.count))
  return true
}

extension Span where Element == UInt8 {
  /// Letters, digits, `_`, `.` and `-`, up to 128, at `start`; nil when there are none.
  fileprivate func containerName(at start: Int) -> Range<Int>? {
    let end = end(from: start) { byte in
      let letter = byte | 0x20
      return letter >= 97 && letter <= 122 || byte &- 48 < 10 || byte == 45 || byte == 46 || byte == 95
    }
    return end > start && end - start <= 128 ? start..<end : nil
  }

  /// Whether a name has a digit or a hyphen in it.
  fileprivate func isNumbered(_ name: Range<Int>) -> Bool {
    end(from: name.lowerBound) { $0 != 45 && $0 &- 48 >= 10 } < name.upperBound
  }

  /// A container's name without the number of its instance: `mail-1` is of the service `mail`.
  fileprivate func service(_ name: Range<Int>) -> Range<Int> {
    guard let mark = lastPosition(of: UInt8(ascii: "-"), before: name.upperBound), mark > name.lowerBound,
      decimal(mark + 1..<name.upperBound) != nil
    else { return name }
    return name.lowerBound..<mark
  }
}
