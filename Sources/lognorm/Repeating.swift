import Lines
import MailRecord
import Timestamps

/// Lines that stand for several events.
extension Normaliser {
  /// Writes the events of a line that says how often another was repeated; false when it is no such line.
  @inline(__always) mutating func repeats(
    _ line: borrowing Span<UInt8>, _ header: Header, in envelope: Envelope? = nil, _ number: UInt64,
    to output: inout Output
  ) -> Bool {
    let start = header.text.lowerBound
    guard start < line.count, Repeats.mayBegin(line[start]) else { return false }
    return expand(line, header, in: envelope ?? Envelope(), number, to: &output)
  }

  @inline(never) private mutating func expand(
    _ line: borrowing Span<UInt8>, _ header: Header, in envelope: Envelope, _ number: UInt64,
    to output: inout Output
  ) -> Bool {
    guard let repeats = Repeats(line, header), mayTell(repeats, line, header, envelope) else { return false }
    if repeats.text == nil || repeats.isHead, let (before, known) = before(repeats, line, header, envelope) {
      let whole = envelope.holding(before.span)
      var found = known.shifted(by: whole.start)
      if envelope.depth > 0 { found = whole.header(around: found, keepsTag: true) }
      found.time = header.time ?? found.time
      write(whole.bytes.span, found, repeats.count, in: whole, number, to: &output)
      return true
    }
    guard let text = repeats.text else { return false }
    var header = header
    header.text = text
    write(line, header, repeats.count, in: envelope, number, to: &output)
    return true
  }

  /// Whether it is for the program to say that lines before it were repeated: only a syslog daemon has that right, and
  /// the container in which one runs.
  private mutating func mayTell(
    _ repeats: Repeats, _ line: borrowing Span<UInt8>, _ header: Header, _ envelope: Envelope
  ) -> Bool {
    guard repeats.text == nil, let app = header.app, app != envelope.container else { return true }
    return apps.row(of: line.extracting(app)) == apps.syslogd
  }

  /// The line that was repeated, as it stood in its wrapper.
  private func before(
    _ repeats: Repeats, _ line: borrowing Span<UInt8>, _ header: Header, _ envelope: Envelope
  ) -> ([UInt8], Header)? {
    let host =
      repeats.host.map { line.extracting($0).array }
      ?? envelope.header.host.map { envelope.bytes.span.extracting($0).array }
    for kept in recent.lines where !kept.line.isEmpty {
      var reader = headers
      let bytes = kept.line.span
      let known = reader.read(bytes)
      let isStamped = known.time != nil || known.priority != nil
      let own = known.host.map { bytes.extracting($0).array } ?? (kept.host.isEmpty ? nil : kept.host)
      guard isStamped, own == host else { continue }
      if let head = repeats.text, !bytes.extracting(known.text).starts(with: line.extracting(head)) {
        continue
      }
      return (kept.line, known)
    }
    return nil
  }

  /// Writes the event of a line `count` times, with their numbers.
  private mutating func write(
    _ line: borrowing Span<UInt8>, _ header: Header, _ count: UInt64, in envelope: Envelope,
    _ number: UInt64, to output: inout Output
  ) {
    let most = min(count, Repeats.most)
    let row = row(line, header)
    for i in 1...most {
      record.dress(envelope)
      record[.repeat] = .integer(i == most ? count : i)
      writeApart(line, header, row, number, to: &output)
    }
    counts.repeated += Int(most) - 1
    counts.unrepeated = Int(clamping: UInt64(counts.unrepeated) + min(count - most, UInt64(Int.max)))
  }
}

extension Span where Element == UInt8 {
  fileprivate func starts(with head: borrowing Span<UInt8>) -> Bool {
    head.count <= count && extracting(0..<head.count).equals(head)
  }
}
