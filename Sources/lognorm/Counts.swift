import Lines

/// What became of the lines: lines + split + repeated = events + joined, events = read + unread + malformed.
struct Counts {
  var lines: Int = 0
  var events: Int = 0
  /// Parts that splogger, a container's runtime or journald's export had split off, joined to the line before.
  var joined: Int = 0
  /// Messages behind the first of a line that holds several.
  var split: Int = 0
  /// Events behind the first of a line that says how often it was repeated.
  var repeated: Int = 0
  /// Events that such a line stands for, too many to be written.
  var unrepeated: Int = 0
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
      "in": lines, "out": events, "joined": joined, "split": split, "repeated": repeated,
      "unrepeated": unrepeated, "read": read, "unread": unread, "malformed": malformed, "invalid": invalid,
      "cut": cut,
    ]
  }
}

extension Counts {
  static func += (sum: inout Counts, other: Counts) {
    sum.lines += other.lines
    sum.events += other.events
    sum.joined += other.joined
    sum.split += other.split
    sum.repeated += other.repeated
    sum.unrepeated = Int(clamping: UInt64(sum.unrepeated) + UInt64(other.unrepeated))
    sum.read += other.read
    sum.unread += other.unread
    sum.malformed += other.malformed
    sum.invalid += other.invalid
    sum.cut += other.cut
    sum.gaps += other.gaps
  }
}
