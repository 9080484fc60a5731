import Lines

extension Report {
  static let successes = Report(
    name: "successes", needs: .successes,
    heading: """
      Reasons for success

      One line per reason for successful delivery. Information on each line:
      * del is the number of deliveries that ended for this reason.
      * xdelay is the total xdelay on those deliveries.
      """,
    body: .table { statistics in
      var table = Table(reasonColumns, word: .reason, sortedBy: 1)
      table.add(reasons: statistics.successes)
      return table
    })
}
