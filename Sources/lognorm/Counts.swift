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

extension Counts: CustomStringConvertible {
  /// Each count with its name, in the order of the end record.
  private var rows: [(name: String, count: UInt64)] {
    [
      ("in", lines), ("out", events), ("joined", joined), ("read", read), ("unread", unread),
      ("malformed", malformed), ("invalid", invalid), ("cut", cut),
    ]
  }

  var description: String { rows.map { "\($0.count) \($0.name)" }.joined(separator: ", ") }

  /// lognorm's last record.
  func writeEnd(to output: inout Output) {
    output.append("{\"type\":\"end\",\"tool\":\"lognorm\"")
    for row in rows {
      output.append(string: ",\"\(row.name)\":")
      output.append(decimal: row.count)
    }
    output.append(UInt8(ascii: "}"))
    output.endLine()
  }
}
