import Lines

extension Report {
  static let recipients = Report(
    name: "recipients", needs: .recipients,
    heading: """
      Recipients

      One line per recipient. Information on each line:
      * sbytes is the number of bytes successfully delivered to this recipient.
      * mess is the number of messages sent to this recipient (success plus failure).
      * tries is the number of delivery attempts (success, failure, deferral).
      * xdelay is the total xdelay incurred by this recipient.
      """,
    body: .table { statistics in
      var table = Table(recipientColumns, word: .recipient, sortedBy: 3)
      table.add(recipients: statistics.recipients)
      return table
    })
}

let recipientColumns: [Column] = [
  .count("sbytes"), .count("mess"), .count("tries"), .seconds("xdelay", places: 2),
]

extension Table {
  mutating func add(recipients: borrowing Tally) {
    for row in 0..<recipients.count {
      let answers = recipients[row, 1] + recipients[row, 2]
      add(
        [recipients[row, 0], answers, answers + recipients[row, 3], recipients[row, 4]],
        shown: leaning(recipients[row, 4], towards: recipients[row, 5]),
        word: recipients.bytes.extracting(recipients.key(row)))
    }
  }
}
