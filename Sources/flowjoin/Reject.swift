import Lines
import MailRecord

/// Attempts that were turned away before a message was there.
extension Joiner {
  /// Writes a `reject` record: all that the event knows but its text and its severity.
  mutating func refuse(_ line: borrowing Span<UInt8>, to output: inout Output) -> Bool {
    counters.rejects &+= 1
    writer.begin("reject", to: &output)
    let isDelay = line.holds("mail.greylist.", at: reader.range(.class)?.lowerBound ?? 0)
    for field in Field.all {
      switch field {
      case .type, .line, .file, .facility, .level, .text, .bytes, .cut, .severity: break
      case .action where !reader.has(.action):
        writer.write(.action, isDelay ? "greylisted" : "rejected", to: &output)
      default: writer.copy(field, reader, line, to: &output)
      }
    }
    writer.end(&output)
    describeSession(line)
    return true
  }
}
