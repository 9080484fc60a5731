import Lines

/// What became of the lines: lines = events + joined, events = read + unread + malformed.
struct Counts {
  var lines: Int = 0
  var events: Int = 0
  /// Parts that splogger had split off, joined to the line before.
  var joined: Int = 0
  /// Lines whose text some dialect read.
  var read: Int = 0
  /// Lines that passed as text only.
  var unread: Int = 0
  /// Lines with a stamp that is none.
  var malformed: Int = 0
  /// Lines with bytes that are no text.
  var invalid: Int = 0
  /// Lines that were too long to be kept whole.
  var cut: Int = 0
  /// Stamps of an hour that the zone leaves out.
  var gaps: Int = 0
}

extension Counts {
  mutating func count(_ reading: Reading) {
    switch reading {
    case .read: read &+= 1
    case .malformed: malformed &+= 1
    case .unknownMessage, .unknownProgram, .untagged: unread &+= 1
    }
  }

  /// Each count with its name, in the order of the end record.
  var rows: KeyValuePairs<StaticString, Int> {
    [
      "in": lines, "out": events, "joined": joined, "read": read, "unread": unread, "malformed": malformed,
      "invalid": invalid, "cut": cut,
    ]
  }
}

extension Counts {
  static func += (sum: inout Counts, other: Counts) {
    sum.lines += other.lines
    sum.events += other.events
    sum.joined += other.joined
    sum.read += other.read
    sum.unread += other.unread
    sum.malformed += other.malformed
    sum.invalid += other.invalid
    sum.cut += other.cut
    sum.gaps += other.gaps
  }
}
