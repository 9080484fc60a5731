import Lines

/// What came in, and whether a stage before was cut off.
///
/// Lines = deliveries + messages + rejects + partials + events + others + malformed; `end` records are counted apart.
struct Arrivals {
  private(set) var deliveries = 0
  private(set) var messages = 0
  private(set) var rejects = 0
  private(set) var partials = 0
  private(set) var events = 0
  /// Records and lines that no report speaks of.
  private(set) var others = 0
  /// Lines that begin like a record and are none.
  private(set) var malformed = 0
  private var firstMalformed = 0
  private var ends = 0
  /// Some line was a record.
  private(set) var hasRecords = false
  /// Records came since the last `end`.
  private var isOpen = false
  /// The last `end` was missing, or some `end` told of a cut.
  private(set) var isCut = false

  var lines: Int { deliveries + messages + rejects + partials + events + others + malformed }

  /// A record came.
  mutating func saw(_ kind: RecordFacts.Kind) {
    isOpen = true
    hasRecords = true
    saw(line: kind)
  }

  /// A line of matchup's came, which tells nothing of stages and ends.
  mutating func saw(line kind: RecordFacts.Kind) {
    switch kind {
    case .delivery: deliveries += 1
    case .message: messages += 1
    case .reject: rejects += 1
    case .stat: partials += 1
    case .event: events += 1
    default: others += 1
    }
  }

  mutating func sawMalformed() {
    malformed += 1
    if firstMalformed == 0 { firstMalformed = lines + ends }
  }

  mutating func saw(end line: borrowing Span<UInt8>) {
    ends += 1
    isOpen = false
    hasRecords = true
    if line.position(of: "\"upstream\":\"cut\"") != nil { isCut = true }
  }

  /// Adds what came behind.
  mutating func merge(_ other: Arrivals) {
    if firstMalformed == 0, other.firstMalformed > 0 { firstMalformed = lines + ends + other.firstMalformed }
    if other.hasRecords { isOpen = other.isOpen }
    hasRecords = hasRecords || other.hasRecords
    isCut = isCut || other.isCut
    deliveries += other.deliveries
    messages += other.messages
    rejects += other.rejects
    partials += other.partials
    events += other.events
    others += other.others
    malformed += other.malformed
    ends += other.ends
  }

  /// The input is over. Nothing at all is no whole input either: the stage before may never have started.
  mutating func finish() { if isOpen || lines + ends == 0 { isCut = true } }

  /// Warns on standard error of what was wrong.
  func report() {
    if malformed > 0 {
      let were = malformed == 1 ? "was not a record" : "were not records"
      warning(
        "logstats", "\(malformed) of \(lines + ends) lines \(were); the first is line \(firstMalformed)")
    }
    if lines + ends == 0 {
      warning(
        "logstats", "input is empty: no record and no line of matchup's came; see what the stage before said")
    } else if isCut {
      warning(
        "logstats", "input ends without an \"end\" record: the stage before was cut off; see what it said")
    }
  }
}
