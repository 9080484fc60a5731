import Lines
import MailRecord

/// xsender, xrecipient, xqp: the `d` and `m` lines, or the records, of one sender, recipient or qp.
struct Selection: LineFilter, ~Copyable {
  enum Field { case sender, recipient, qp }

  private let field: Field
  private let wanted: [UInt8]
  private var reader = RecordReader()
  private var turned = MatchupLine()

  init(_ field: Field, _ wanted: String) {
    self.field = field
    self.wanted = Array((field == .sender ? "<\(wanted)>" : wanted).utf8)
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    guard line.count > 0, selects(line) else { return }
    output.append(line)
    output.endLine()
  }

  private mutating func selects(_ line: borrowing Span<UInt8>) -> Bool {
    switch line[0] {
    case UInt8(ascii: "d"): return Attempt(line).map { holds($0, line) } ?? false
    case UInt8(ascii: "m"): return Completion(line).map { holds($0, line) } ?? false
    case UInt8(ascii: "{"):
      guard reader.read(line) else { return false }
      let isDelivery = reader.holds(.type, "delivery", in: line) && turned.set(delivery: reader, line)
      guard isDelivery || reader.holds(.type, "message", in: line) && turned.set(message: reader, line) else {
        return false
      }
      let bytes = turned.bytes
      if isDelivery { return Attempt(bytes.span).map { holds($0, bytes.span) } ?? false }
      return Completion(bytes.span).map { holds($0, bytes.span) } ?? false
    default: return false
    }
  }

  private func holds(_ attempt: Attempt, _ line: borrowing Span<UInt8>) -> Bool {
    switch field {
    case .sender: line.extracting(attempt.sender).equals(wanted.span)
    case .recipient: line.extracting(attempt.recipient).equals(wanted.span)
    case .qp: line.extracting(attempt.qp).equals(wanted.span)
    }
  }

  private func holds(_ completion: Completion, _ line: borrowing Span<UInt8>) -> Bool {
    switch field {
    case .sender: line.extracting(completion.sender).equals(wanted.span)
    case .recipient: false
    case .qp: line.extracting(completion.qp).equals(wanted.span)
    }
  }
}
