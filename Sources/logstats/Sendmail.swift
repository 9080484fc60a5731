import Lines
import MailRecord

/// zsendmail: deliveries and messages in sendmail's style, in the order of the log.
///
///     1763337601.208395 qp 1208: to=local.kay@a.example, uid=82, ddelay=0.207749, xdelay=0.206868, stat=Sent (did_1+0+0/)
///     1763337601.208645 qp 1208: from=<paul@b.example>, uid=82, size=62258, nrcpts=1, deferrals=0, qtime=0.207999
struct SendmailFilter: LineFilter, ~Copyable {
  private var reader = RecordReader()
  private var turned = MatchupLine()
  private(set) var upstream = Upstream()
  private(set) var hasRecords = false

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    if line.count > 0, line[0] == UInt8(ascii: "{") { return record(line, &output) }
    if line.count > 0, line[0] == UInt8(ascii: "d"), let attempt = Attempt(line) {
      return write(attempt, line, &output)
    }
    if line.count > 0, line[0] == UInt8(ascii: "m"), let completion = Completion(line) {
      return write(completion, line, &output)
    }
    output.append(line)
    output.endLine()
  }

  private mutating func record(_ line: borrowing Span<UInt8>, _ output: inout Output) {
    hasRecords = true
    guard reader.read(line) else { return upstream.sawMalformed() }
    upstream.saw(end: reader.holds(.type, "end", in: line))
    if reader.holds(.type, "delivery", in: line), turned.set(delivery: reader, line) {
      let bytes = turned.bytes
      if let attempt = Attempt(bytes.span) { write(attempt, bytes.span, &output) }
    } else if reader.holds(.type, "message", in: line), turned.set(message: reader, line) {
      let bytes = turned.bytes
      if let completion = Completion(bytes.span) { write(completion, bytes.span, &output) }
    } else if reader.holds(.type, "event", in: line) {
      pass(line, &output)
    }
  }

  /// An event that is no delivery, as matchup passes on lines that it does not understand.
  private func pass(_ line: borrowing Span<UInt8>, _ output: inout Output) {
    guard let text = reader.range(.text) else { return }
    var words = Words()
    let first = words.next(line.extracting(text))
    let word = line.extracting(text.lowerBound + first.lowerBound..<text.lowerBound + first.upperBound)
    let own: [StaticString] = [
      "status:", "number", "local", "remote", "running", "exiting", "new", "info", "starting", "delivery",
      "end",
      "extra",
    ]
    let isQmail = reader.holds(.app, "qmail-send", in: line) || reader.holds(.app, "qmail", in: line)
    if isQmail && own.contains(where: { word.equals($0) }) { return }
    if !isQmail || !(word.equals("warning:") || word.equals("alert:")) { output.append("? ") }
    if let time = reader.instant(.time, in: line) {
      var stamp = MatchupLine()
      stamp.append(stamp: time)
      let bytes = stamp.bytes
      output.append(bytes.span)
      output.append(UInt8(ascii: " "))
    }
    if !isQmail, let app = reader.range(.app) {
      output.append(line.extracting(app))
      output.append(": ")
    }
    output.append(line.extracting(text))
    output.endLine()
  }

  private func write(_ attempt: Attempt, _ line: borrowing Span<UInt8>, _ output: inout Output) {
    var words = Words()
    for _ in 0..<4 { _ = words.next(line) }
    output.append(line.extracting(words.next(line)))
    output.append(" qp ")
    output.append(line.extracting(attempt.qp))
    output.append(": to=")
    output.append(line.extracting(attempt.recipient))
    output.append(", uid=")
    output.append(line.extracting(attempt.uid))
    output.append(string: ", ddelay=\(micro(attempt.ddelay)), xdelay=\(micro(attempt.xdelay)), stat=")
    switch attempt.outcome {
    case .success: output.append("Sent (")
    case .failure: output.append("Failed (")
    case .deferral: output.append("Deferred (")
    }
    output.append(line.extracting(attempt.reason))
    output.append(")")
    output.endLine()
  }

  private func write(_ completion: Completion, _ line: borrowing Span<UInt8>, _ output: inout Output) {
    var words = Words()
    for _ in 0..<2 { _ = words.next(line) }
    output.append(line.extracting(words.next(line)))
    output.append(" qp ")
    output.append(line.extracting(completion.qp))
    output.append(": from=")
    output.append(line.extracting(completion.sender))
    output.append(", uid=")
    output.append(line.extracting(completion.uid))
    output.append(
      string: ", size=\(completion.bytes), nrcpts=\(completion.recipients), deferrals=\(completion.deferrals)"
        + ", qtime=\(micro(completion.qtime))")
    output.endLine()
  }

  private func micro(_ nanoseconds: Int64) -> String { fixed(Int128(nanoseconds), 1_000_000_000, 6) }
}
