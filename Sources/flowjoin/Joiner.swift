import Lines
import MailRecord
import Timestamps

/// Joins events to records of deliveries, messages, sessions and rejects, and passes on all else in its place.
struct Joiner: ~Copyable {
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
  var restingLinks = Links()

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

  /// Joins or passes on what the scanner sends; `bytes` are its lines with their newlines.
  mutating func take(
    _ run: Run, _ bytes: borrowing Span<UInt8>, _ places: borrowing FieldPlaces, to output: inout Output
  ) {
    lines &+= run.lines
    position &+= bytes.count &+ run.cut &- (run.isEnded ? 0 : 1)
    switch run.verdict {
    case .malformed:
      upstream.sawMalformed()
      pass(bytes, 1, to: &output)
    case .end:
      upstream.saw(end: true)
      output.append(lines: bytes)
    case .passing:
      upstream.saw(records: run.lines)
      pass(bytes, run.lines, to: &output)
    case .joining(let kind):
      upstream.saw(records: 1)
      places.recall(run.fields, &reader)
      let isConsumed = join(kind, bytes.extracting(0..<bytes.count &- 1), to: &output)
      if isConsumed && !passesAll { counters.consumed &+= 1 } else { pass(bytes, 1, to: &output) }
    }
  }

  private mutating func pass(_ bytes: borrowing Span<UInt8>, _ lines: Int, to output: inout Output) {
    output.append(lines: bytes)
    counters.passed &+= lines
  }

  /// Joins the event just read; false when it goes into no record and is passed on.
  private mutating func join(
    _ kind: EventKind, _ line: borrowing Span<UInt8>, to output: inout Output
  ) -> Bool {
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
    case .lapsed: return lapse(line, queue, time, to: &output)
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
    guard let range = reader.range(field), reader.isString(field, in: line) || line.decimal(range) != nil
    else { return nil }
    return range
  }

  /// The event belongs to something whose beginning is not known.
  mutating func mismatch() -> Bool {
    counters.unmatched &+= 1
    return false
  }
}
