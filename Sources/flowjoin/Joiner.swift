import Lines
import MailRecord
import Timestamps

/// Joins events to records of deliveries, messages, sessions and rejects, and passes on all else in its place.
struct Joiner: LineFilter, ~Copyable {
  var reader = RecordReader()
  private var clock = TimeReader()
  var writer = RecordWriter()
  var pool = BytePool()
  var counters = Counters()
  var upstream = Upstream()
  private let passesAll: Bool
  var saver: StateSaver?

  /// Scratch pads, never flushed; `older` reads what `stored` holds.
  var scratch = Output("flowjoin", descriptor: -1)
  var stored = Output("flowjoin", descriptor: -1)
  var older = RecordReader()

  var queueTable = ByteTable()
  var queues: [Queue] = []
  var lastQueue = 0

  /// Messages in a queue, by queue id: which of `messages`.
  var messageTable = ByteTable()
  var messageAt: [Int32] = []
  var messages = SlotList<Message>()
  var recipients = SlotList<Recipient>()
  /// Recipients behind a message's first few, by name: which of `recipients`.
  var crowdTable = ByteTable()
  var crowdAt: [Int32] = []

  var deliveryTable = ByteTable()
  var deliveries: [Delivery] = []
  var deliveryLinks = Links()

  /// Children told of and not yet seen, by qp.
  var childTable = ByteTable()
  var children: [Child] = []
  /// Messages whose parent may still come to light, by qp: which of `messages`.
  var orphanTable = ByteTable()
  var orphanAt: [Int32] = []
  var orphanLinks = Links()
  var heldLinks = Links()

  var sessionTable = ByteTable()
  var sessions: [Session] = []
  /// Clients by address: their open sessions.
  var clientTable = ByteTable()
  var clients: [Chain] = []
  var clientLinks = Links()

  /// Lines read so far, over all runs that a state file ties together; bytes likewise.
  var lines = 0
  var position = 0

  /// - Parameter passesAll: also passes on events that went into a record.
  init(passesAll: Bool = false) { self.passesAll = passesAll }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    if lines & 1023 == 0 { saveIfDue(&output) }
    lines &+= 1
    position &+= line.count &+ cut &+ 1
    guard cut == 0, let name = line.classAtEnd() else { return readForeign(line, cut, to: &output) }
    let kind = EventKind(line, name)
    if kind != .other, !line.isText() || !reader.read(line) { return readForeign(line, cut, to: &output) }
    upstream.saw(end: false)
    if kind == .other { return pass(line, to: &output) }
    // A field that stands twice counts where it stands first.
    let first = reader.range(.class) ?? name
    settle(first == name ? kind : EventKind(line, first), line, to: &output)
  }

  mutating func readUnended(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    read(line, cut: cut, to: &output)
    position &-= 1
  }

  /// A record that does not look like logclass's, or no record at all.
  private mutating func readForeign(_ line: borrowing Span<UInt8>, _ cut: Int, to output: inout Output) {
    guard cut == 0, line.isText(blanksMay: true), reader.read(line), fieldsAreText(line) else {
      upstream.sawMalformed()
      return pass(line, to: &output)
    }
    if reader.holds(.type, "end", in: line) {
      upstream.saw(end: true)
      output.append(line)
      return output.endLine()
    }
    upstream.saw(end: false)
    guard reader.holds(.type, "event", in: line), let name = reader.range(.class) else {
      return pass(line, to: &output)
    }
    settle(EventKind(line, name), line, to: &output)
  }

  /// Whether tabs and carriage returns stand between the fields only.
  private mutating func fieldsAreText(_ line: borrowing Span<UInt8>) -> Bool {
    if line.isText() { return true }
    for field in Field.allCases {
      if let range = reader.range(field), !line.extracting(range).isText() { return false }
    }
    return true
  }

  private mutating func settle(_ kind: EventKind, _ line: borrowing Span<UInt8>, to output: inout Output) {
    let isConsumed = join(kind, line, to: &output)
    if isConsumed && !passesAll { counters.consumed &+= 1 } else { pass(line, to: &output) }
  }

  private mutating func pass(_ line: borrowing Span<UInt8>, to output: inout Output) {
    output.append(line)
    output.endLine()
    counters.passed &+= 1
  }

  /// Joins the event just read; false when it goes into no record and is passed on.
  private mutating func join(
    _ kind: EventKind, _ line: borrowing Span<UInt8>, to output: inout Output
  ) -> Bool {
    if kind == .other { return false }
    if kind == .refused { return refuse(line, to: &output) }
    guard let range = reader.range(.time), let time = clock.read(line, range) else { return mismatch() }
    switch kind {
    case .open, .accepted: return openSession(line, time, to: &output)
    case .closed: return closeSession(line, time, to: &output)
    case .login: return logIn(line)
    default: break
    }
    let queue = queue(line)
    releaseOverdue(queue, time, to: &output)
    switch kind {
    case .new, .info: return describe(kind, line, queue, time, to: &output)
    case .end: return leave(line, queue, time, to: &output)
    case .start: return startDelivery(line, queue, time)
    case .bounce: return bounce(line, queue, time, to: &output)
    case .halt: return interrupt(queue, time, to: &output)
    default: return endDelivery(kind, line, queue, time, to: &output)
    }
  }

  /// Where the whole number of a field stands; nil when it is absent or something else.
  mutating func number(_ field: Field, _ line: borrowing Span<UInt8>) -> Range<Int>? {
    guard let range = reader.range(field), line.decimal(range) != nil, line.extracting(range).isNumber else {
      return nil
    }
    return range
  }

  /// Where the name of a field stands, a string or a whole number; nil when it is absent or something else.
  mutating func name(_ field: Field, _ line: borrowing Span<UInt8>) -> Range<Int>? {
    guard let range = reader.range(field),
      line[range.lowerBound - 1] == UInt8(ascii: "\"") || line.decimal(range) != nil
    else { return nil }
    return range
  }

  /// The event belongs to something whose beginning is not known.
  mutating func mismatch() -> Bool {
    counters.unmatched &+= 1
    return false
  }

  mutating func pause(_ output: inout Output) { saveIfDue(&output) }
}
