import Lines
import MailRecord

/// What a line is by itself, whatever came before it.
enum Verdict: Equatable {
  /// No record at all.
  case malformed
  /// The last record of a stage before.
  case end
  /// A record that only passes.
  case passing
  /// An event that may go into a record.
  case joining(EventKind)

  init(_ kind: EventKind) { self = kind == .other ? .passing : .joining(kind) }
}

/// Reads ahead in a thread of its own: says of each line what it is, finds its fields, and sends lines in batches.
struct Scanner: LineFilter, ~Copyable {
  private var reader = RecordReader()
  private let relay: Relay<Batch>
  /// Not yet sent. They are not filled in the batch itself: each access to what an object holds is checked.
  private var lines = ScannedLines()

  init(_ relay: Relay<Batch>) { self.relay = relay }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    add(line, cut, isEnded: true)
  }

  mutating func readUnended(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    add(line, cut, isEnded: false)
  }

  mutating func pause(_ output: inout Output) { send() }

  /// Sends what it has.
  mutating func send() {
    let batch = relay.take()
    swap(&batch.lines, &lines)
    relay.send(batch)
  }

  private mutating func add(_ line: borrowing Span<UInt8>, _ cut: Int, isEnded: Bool) {
    let verdict = cut == 0 ? verdict(line) : .malformed
    lines.add(line, Run(verdict, cut: cut, isEnded: isEnded), reader)
    if lines.isFull { send() }
  }

  private mutating func verdict(_ line: borrowing Span<UInt8>) -> Verdict {
    guard let name = line.classAtEnd() else { return foreignVerdict(line) }
    let kind = EventKind(line, name)
    if kind == .other { return .passing }
    guard line.isText(), reader.read(line) else { return foreignVerdict(line) }
    // A field that stands twice counts where it stands first.
    let first = reader.range(.class) ?? name
    return Verdict(first == name ? kind : EventKind(line, first))
  }

  /// Of a line that does not look like logclass's record.
  private mutating func foreignVerdict(_ line: borrowing Span<UInt8>) -> Verdict {
    guard line.isText(blanksMay: true), reader.read(line), fieldsAreText(line) else { return .malformed }
    if reader.holds(.type, "end", in: line) { return .end }
    guard reader.holds(.type, "event", in: line), let name = reader.range(.class) else {
      return .passing
    }
    return Verdict(EventKind(line, name))
  }

  /// Whether tabs and carriage returns stand between the fields only.
  private mutating func fieldsAreText(_ line: borrowing Span<UInt8>) -> Bool {
    if line.isText() { return true }
    for field in Field.all {
      if let range = reader.range(field), !line.extracting(range).isText() { return false }
    }
    return true
  }
}

extension Joiner {
  /// Joins all input: a scanner reads it ahead; all is written and saved before this thread sleeps.
  mutating func join(_ input: inout Input, to output: inout Output) {
    let relay = Relay(4) { Batch() }
    relay.run {
      var scanner = Scanner(relay)
      var none = Output("flowjoin", descriptor: -1)
      input.eachLine(&scanner, to: &none)
      scanner.send()
    } idle: {
      saveIfDue(&output)
      output.flush()
    } using: { batch in
      saveIfDue(&output)
      batch.lines.empty(into: &self, to: &output)
    }
  }
}
