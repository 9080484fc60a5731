import Lines

extension Report {
  static let deferrals = Report(
    name: "deferrals", needs: .deferrals,
    heading: """
      Reasons for deferral

      One line per reason for deferral. Information on each line:
      * del is the number of deliveries that ended for this reason.
      * xdelay is the total xdelay on those deliveries.
      """,
    body: .table { statistics in
      var table = Table(reasonColumns, word: .reason, sortedBy: 1)
      table.add(reasons: statistics.deferrals)
      return table
    })
}
