import Lines
import MailRecord

/// Passes on the deliveries and messages of one sender, recipient or qp, as they are.
///
/// `end` records pass too, so that what reads on still sees a whole input.
struct Selection: ~Copyable, LineFilter {
  private let options: StatsOptions
  private var facts = RecordFacts()
  private var arrivals = Arrivals()
  private var out = 0

  init(_ options: StatsOptions) { self.options = options }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    switch line.count == 0 ? 0 : line[0] {
    case UInt8(ascii: "d"):
      arrivals.saw(line: .delivery)
      if options.selects(line.delivery(for: .listing), in: line) { pass(line, to: &output) }
    case UInt8(ascii: "m"):
      arrivals.saw(line: .message)
      if options.selects(line.message(for: .listing), in: line) { pass(line, to: &output) }
    case UInt8(ascii: "{"): read(record: line, to: &output)
    default: arrivals.saw(line: .other)
    }
  }

  private mutating func read(record line: borrowing Span<UInt8>, to output: inout Output) {
    let kind = facts.read(line)
    switch kind {
    case .malformed: arrivals.sawMalformed()
    case .end:
      arrivals.saw(end: line)
      output.pass(line)
    case .delivery:
      arrivals.saw(kind)
      if let delivery = facts.delivery(line), options.selects(delivery, in: facts.text.held) {
        pass(line, to: &output)
      }
    case .message:
      arrivals.saw(kind)
      if let message = facts.message(line), options.selects(message, in: facts.text.held) {
        pass(line, to: &output)
      }
    default: arrivals.saw(kind)
    }
  }

  private mutating func pass(_ line: borrowing Span<UInt8>, to output: inout Output) {
    output.pass(line)
    out += 1
  }

  /// Matchup's lines stay alone; behind records an `end` record says what was counted.
  mutating func finish(to output: inout Output) {
    guard arrivals.hasRecords else { return }
    arrivals.finish()
    arrivals.report()
    output.write(
      end: ["in": arrivals.lines, "out": out, "malformed": arrivals.malformed], cut: arrivals.isCut)
  }
}

extension StatsOptions {
  fileprivate func selects(_ delivery: Delivery, in text: borrowing Span<UInt8>) -> Bool {
    isSender(text.extracting(delivery.sender)) && isQp(text.extracting(delivery.qp))
      && (recipient == nil || text.extracting(delivery.recipient).equals(recipient!.span))
  }

  fileprivate func selects(_ message: Message, in text: borrowing Span<UInt8>) -> Bool {
    recipient == nil && isSender(text.extracting(message.sender)) && isQp(text.extracting(message.qp))
  }

  /// `<a@b>` for `-S a@b`.
  private func isSender(_ text: borrowing Span<UInt8>) -> Bool {
    guard let sender else { return true }
    return text.count == sender.count + 2 && text.holds("<", at: 0) && text.ends(with: ">")
      && text.extracting(1..<text.count - 1).equals(sender.span)
  }

  /// Equal as numbers, or else as text.
  private func isQp(_ text: borrowing Span<UInt8>) -> Bool {
    guard let qp else { return true }
    if let wanted = qp.span.decimal(0..<qp.count) { return text.decimal(0..<text.count) == wanted }
    return text.equals(qp.span)
  }
}
