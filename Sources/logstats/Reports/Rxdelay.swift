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
    body: .table { statistics in
      var table = Table([.seconds("avg", places: 2), .count("tries")], word: .recipient, sortedBy: 0)
      table.add(averagesOf: statistics.recipients)
      return table
    })
}

extension Table {
  /// The average is that of the xdelay which zrecipients prints, as awk divides it: doubles, two digits.
  fileprivate mutating func add(averagesOf recipients: borrowing Tally) {
    for row in 0..<recipients.count {
      let tries = recipients[row, 1] + recipients[row, 2] + recipients[row, 3]
      if tries == 0 { continue }
      let xdelay = leaning(recipients[row, 4], towards: recipients[row, 5])
      let printed = Double(Int64(clamping: rounded(xdelay, to: 2))) / 100
      let average = Int128(hundredths(printed / Double(Int64(clamping: tries)))) * 10_000_000
      add([average, tries], word: recipients.bytes.extracting(recipients.key(row)))
    }
  }
}
