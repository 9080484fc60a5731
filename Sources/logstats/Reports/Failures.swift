import Lines

extension Report {
  static let failures = Report(
    name: "failures", needs: .failures,
    heading: """
      Reasons for failure

      One line per reason for delivery failure. Information on each line:
      * del is the number of deliveries that ended for this reason.
      * xdelay is the total xdelay on those deliveries.
      """,
    body: .table { statistics in
      var table = Table(reasonColumns, word: .reason, sortedBy: 1)
      table.add(reasons: statistics.failures)
      return table
    })
}

let reasonColumns: [Column] = [.count("del"), .seconds("xdelay", places: 2)]

extension Table {
  mutating func add(reasons: borrowing Tally) {
    for row in 0..<reasons.count {
      add(
        [reasons[row, 0], reasons[row, 1]], shown: leaning(reasons[row, 1], towards: reasons[row, 2]),
        word: reasons.bytes.extracting(reasons.key(row)))
    }
  }
}
