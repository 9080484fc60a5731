import Lines

/// What became of the lines: lines = events + joined, events = read + unread + malformed.
struct Counts {
  var lines: UInt64 = 0
  var events: UInt64 = 0
  /// Parts that splogger had split off, joined to the line before.
  var joined: UInt64 = 0
  /// Lines whose text some dialect read.
  var read: UInt64 = 0
  /// Lines that passed as text only.
  var unread: UInt64 = 0
  /// Lines with a stamp that is none.
  var malformed: UInt64 = 0
  /// Lines with bytes that are no text.
  var invalid: UInt64 = 0
  /// Lines that were too long to be kept whole.
  var cut: UInt64 = 0
}

extension Output {
  /// lognorm's last record.
  mutating func append(end counts: Counts) {
    append("{\"type\":\"end\",\"tool\":\"lognorm\"")
    let rows: [(StaticString, UInt64)] = [
      ("in", counts.lines), ("out", counts.events), ("joined", counts.joined), ("read", counts.read),
      ("unread", counts.unread), ("malformed", counts.malformed), ("invalid", counts.invalid),
      ("cut", counts.cut),
    ]
    for (name, count) in rows {
      append(",\"")
      append(name)
      append("\":")
      append(decimal: count)
    }
    append(UInt8(ascii: "}"))
    endLine()
  }
}
