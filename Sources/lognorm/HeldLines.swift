import Lines
import MailRecord
import Timestamps

/// Lines that are held until what goes on with them has come: each is written under the file that it began in.
extension Normaliser {
  /// A part of a line that its program had to split.
  @inline(never) mutating func part(
    _ line: borrowing Span<UInt8>, _ header: Header, _ piece: SplitLines.Part, _ number: UInt64,
    to output: inout Output
  ) {
    switch parts.take(line, piece, number, of: fileName) {
    case .joined: counts.joined &+= 1
    case .whole(let whole):
      counts.joined &+= 1
      release(whole, to: &output)
    case .held: break
    case .alone: writeApart(line, header, row(line, header), number, to: &output)
    case .after(let whole):
      release(whole, to: &output)
      normalise(line, cut: 0, number: number, to: &output)
    }
  }

  private mutating func release(_ held: SplitLines.Held, to output: inout Output) {
    let current = fileName
    if held.file != current { name(held.file) }
    let line = held.bytes.span
    let header = headers.read(line, held.number)
    writeApart(line, header, row(line, header), held.number, to: &output)
    if held.file != current { name(current) }
  }

  mutating func release(_ held: PartialLines.Held, to output: inout Output) {
    let current = fileName
    if held.file != current { name(held.file) }
    read(within: held.envelope, held.number, to: &output)
    if held.file != current { name(current) }
  }

  mutating func release(_ entry: JournalEntry, to output: inout Output, isComplete: Bool = true) {
    let current = fileName
    if entry.file != current { name(entry.file) }
    write(entry, to: &output, isComplete: isComplete)
    if entry.file != current { name(current) }
  }

  /// What is still held at the end of input.
  mutating func finish(to output: inout Output) {
    while let held = parts.popFirst() { release(held, to: &output) }
    while let held = partial.popFirst() { release(held, to: &output) }
    if journal.isOpen { release(journal, to: &output) }
  }

  /// From here on lines are of that file; without a name, of standard input.
  mutating func name(_ file: String) {
    fileName = file
    record.constants = Slots(options.host + Array(file.utf8))
    self.file = file.isEmpty ? nil : .constant(Int32(options.host.count), Int32(record.constants.count))
  }
}
