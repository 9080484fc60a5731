import Lines

extension Report {
  static let rxdelay = Report(
    name: "rxdelay", needs: .recipients,
    heading: """
      Recipients in the best order for mailing lists

      One line per recipient, sorted by avg. Information on each line:
      * avg is the _average_ xdelay for the recipient.
      * tries is the number of deliveries that avg is based on.
      """,
    body: .table(
      Heads(columns: [.seconds("avg", places: 2), .count("tries")], word: .recipient, sortColumn: 0)
    ) { Table($1, of: $0.recipients, averages) })

  /// The average is that of the xdelay which zrecipients prints, as awk divides it: doubles, two digits.
  private static func averages(_ recipients: borrowing Tally, _ row: Int, _ figures: inout Figures) -> Bool {
    let tries = recipients[row, 1] + recipients[row, 2] + recipients[row, 3]
    if tries == 0 { return false }
    let xdelay = leaning(recipients[row, 4], towards: recipients[row, 5])
    let printed = Double(Int64(clamping: rounded(xdelay, to: 2))) / 100
    figures[0] = Int128(hundredths(printed / Double(Int64(clamping: tries)))) * 10_000_000
    figures[1] = tries
    return true
  }
}
