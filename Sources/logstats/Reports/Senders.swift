import Lines

extension Report {
  static let senders = Report(
    name: "senders", needs: .senders,
    heading: """
      Senders

      One line per sender. Information on each line:
      * mess is the number of messages sent by this sender.
      * bytes is the number of bytes sent by this sender.
      * sbytes is the number of bytes successfully received from this sender.
      * rbytes is the number of bytes from this sender, weighted by recipient.
      * recips is the number of recipients (success plus failure).
      * tries is the number of delivery attempts (success, failure, deferral).
      * xdelay is the total xdelay incurred by this sender.
      """,
    body: .table { statistics in
      var table = Table(senderColumns, word: .sender, sortedBy: 6)
      table.add(senders: statistics.senders)
      return table
    })
}

let senderColumns: [Column] = [
  .count("mess"), .count("bytes"), .count("sbytes"), .count("rbytes"), .count("recips"), .count("tries"),
  .seconds("xdelay", places: 6),
]

extension Table {
  /// A row for each sender that has a completed message.
  mutating func add(senders: borrowing Tally) {
    for row in 0..<senders.count where senders[row, 0] > 0 {
      let answers = senders[row, 4] + senders[row, 5]
      add(
        [
          senders[row, 0], senders[row, 1], senders[row, 2], senders[row, 3], answers,
          answers + senders[row, 6],
          senders[row, 7],
        ], word: senders.bytes.extracting(senders.key(row)))
    }
  }
}
