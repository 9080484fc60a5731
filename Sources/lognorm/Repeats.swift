import Lines
import Timestamps

/// A line that stands for others, which a syslog daemon left out because they were the same.
///
///     Nov 21 00:17:11 mx1 last message repeated 3 times                        the line before it on that host
///     Nov 21 00:17:11 mx1 sshd[7]: message repeated 3 times: [ Connection closed by 192.0.2.7 port 4000]
///     Nov 21 00:17:11 mx1 sshd[7]: Last message 'Connection closed by' repeated 3 times, suppressed by ...
///
/// - Source: sysklogd and rsyslog (the first two), syslog-ng's logwriter.c, which keeps 20 bytes of the text.
struct Repeats {
  let count: UInt64
  /// The text that was repeated, or the head of it; nil when it is the line before's.
  var text: Range<Int>?
  /// Whether `text` may be cut.
  var isHead = false
  /// Whose line before; nil where lines have no host.
  let host: Range<Int>?

  /// So many events stand for one line at most; the last one tells in `repeat` how often it really was.
  static let most: UInt64 = 10_000

  /// Whether a text that begins so is worth a look; few do.
  @inline(__always) static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "m"), UInt8(ascii: "a"): true
    default: false
    }
  }

  init?(_ line: borrowing Span<UInt8>, _ header: Header) {
    let start = header.text.lowerBound
    if line.holds("message repeated ", at: start) {
      guard let number = line.decimal(at: start + 17), number.value > 0 else { return nil }
      count = number.value
      if let opening = line.bracket(behind: number.end) { text = opening..<line.count - 1 }
      let isLast = header.host.map { $0.upperBound + 1 == start && line.isLast($0) } ?? false
      host = isLast ? nil : header.host
      if text == nil, !line.isTimes(number.end) { return nil }
    } else if line.holds("Last message '", at: start) {
      guard let close = line.lastPosition(of: "' repeated "), close >= start + 14,
        let number = line.decimal(at: close + 11), number.value > 0, line.holds(" times, sup", at: number.end)
      else { return nil }
      (count, text, host) = (number.value, start + 14..<close, header.host)
      isHead = close - start - 14 >= 20
    } else {
      guard let end = line.wordsEnd(at: start), let number = line.decimal(at: end), number.value > 0,
        line.isTimes(number.end)
      else { return nil }
      let isDashed = header.host.map { line.extracting($0).equals("---") } ?? false
      (count, host) = (number.value, isDashed ? nil : header.host)
    }
  }
}

extension Span where Element == UInt8 {
  /// Past the words of a repetition at `start`, where the number begins.
  fileprivate func wordsEnd(at start: Int) -> Int? {
    if holds("last message repeated ", at: start) || holds("Last message repeated ", at: start) {
      return start + 22
    }
    if holds("last message buffered ", at: start) || holds("above message repeats ", at: start) {
      return start + 22
    }
    return holds("Last output repeated ", at: start) ? start + 21 : nil
  }

  /// Whether ` times` ends the line.
  fileprivate func isTimes(_ start: Int) -> Bool {
    let rest = extracting(start..<count)
    return rest.equals(" times") || rest.equals(" time") || rest.equals(" times ---")
  }

  /// Past ` times: [ `, when a `]` ends the line.
  fileprivate func bracket(behind start: Int) -> Int? {
    guard holds(" times: [", at: start), count > start + 9, ends(with: "]") else { return nil }
    return holds(" ", at: start + 9) ? start + 10 : start + 9
  }

  /// Whether what was taken for a host is a word of the message.
  fileprivate func isLast(_ range: Range<Int>) -> Bool {
    let word = extracting(range)
    return word.equals("last") || word.equals("Last")
  }
}
