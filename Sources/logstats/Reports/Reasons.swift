import Lines

extension Report {
  static let successes = reasons("successes", .successes, for: "success", each: "successful delivery") {
    Table($1, reasonsIn: $0.successes)
  }
  static let failures = reasons("failures", .failures, for: "failure", each: "delivery failure") {
    Table($1, reasonsIn: $0.failures)
  }
  static let deferrals = reasons("deferrals", .deferrals, for: "deferral", each: "deferral") {
    Table($1, reasonsIn: $0.deferrals)
  }

  private static func reasons(
    _ name: StaticString, _ part: Parts, for ending: String, each: String,
    _ table: @escaping @Sendable (borrowing Statistics, Heads) -> Table
  ) -> Report {
    let heading = """
      Reasons for \(ending)

      One line per reason for \(each). Information on each line:
      * del is the number of deliveries that ended for this reason.
      * xdelay is the total xdelay on those deliveries.
      """
    let columns: [Column] = [.count("del"), .seconds("xdelay", places: 2)]
    let heads = Heads(columns: columns, word: .reason, sortColumn: 1)
    return Report(name: name, needs: part, heading: heading, body: .table(heads, table))
  }
}

extension Table {
  fileprivate init(_ heads: Heads, reasonsIn tally: borrowing Tally) {
    self.init(heads, of: tally) { reasons, row, figures in
      figures[0] = reasons[row, 0]
      figures[1] = reasons[row, 1]
      figures.show(leaning(reasons[row, 1], towards: reasons[row, 2]), in: 1)
      return true
    }
  }
}
