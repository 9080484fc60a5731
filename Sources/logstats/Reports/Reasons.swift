import Lines

extension Report {
  static let successes = reasons("successes", .successes, for: "success", each: "successful delivery") {
    Table(reasonsIn: $0.successes)
  }
  static let failures = reasons("failures", .failures, for: "failure", each: "delivery failure") {
    Table(reasonsIn: $0.failures)
  }
  static let deferrals = reasons("deferrals", .deferrals, for: "deferral", each: "deferral") {
    Table(reasonsIn: $0.deferrals)
  }

  private static func reasons(
    _ name: StaticString, _ part: Parts, for ending: String, each: String,
    _ table: @escaping @Sendable (borrowing Statistics) -> Table
  ) -> Report {
    let heading = """
      Reasons for \(ending)

      One line per reason for \(each). Information on each line:
      * del is the number of deliveries that ended for this reason.
      * xdelay is the total xdelay on those deliveries.
      """
    return Report(name: name, needs: part, heading: heading, body: .table(table))
  }
}

extension Table {
  fileprivate init(reasonsIn tally: borrowing Tally) {
    let columns: [Column] = [.count("del"), .seconds("xdelay", places: 2)]
    self.init(columns, word: .reason, sortedBy: 1, of: tally) { reasons, row in
      var figures = Figures()
      figures[0] = reasons[row, 0]
      figures[1] = reasons[row, 1]
      figures.shown = leaning(reasons[row, 1], towards: reasons[row, 2])
      return figures
    }
  }
}
