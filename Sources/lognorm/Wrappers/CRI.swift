import Lines
import Timestamps

/// Opens a container's line as Kubernetes keeps it, behind its stamp: the stream, `F` when it is a full line and `P`
/// when the next one goes on with it, and what the program wrote.
///
///     2016-10-06T00:17:09.669794202Z stdout P log content 1
///     2016-10-06T00:17:09.669794203Z stdout F log content 2
///
/// - Source: the CRI logging format of Kubernetes (design-proposals/node/kubelet-cri-logging.md).
func openCRI(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  let isOutput = line.holds("stdout ", at: start)
  guard isOutput || line.holds("stderr ", at: start), start + 7 < line.count,
    envelope.isBehindStamp(line.extracting(start..<start + 6))
  else { return false }
  let tag = line[start + 7]
  guard tag == UInt8(ascii: "F") || tag == UInt8(ascii: "P") else { return false }
  // Further tags may follow, with colons between.
  let end = line.end(from: start + 7) { $0 != UInt8(ascii: " ") }
  guard end == start + 8 || line[start + 8] == UInt8(ascii: ":") else { return false }
  envelope.set(host: nil, of: line)
  envelope.set(app: nil, of: line)
  envelope.stream = isOutput ? .output : .errors
  envelope.isPart = tag == UInt8(ascii: "P")
  envelope.hold(line.extracting(min(end + 1, line.count)..<line.count))
  return true
}

extension Envelope {
  /// Whether `word` stands right behind the stamp: then it was taken for the host, or nothing was.
  fileprivate func isBehindStamp(_ word: borrowing Span<UInt8>) -> Bool {
    guard header.time != nil else { return false }
    return header.host.map { bytes.span.extracting($0).equals(word) } ?? (header.app == nil)
  }
}
