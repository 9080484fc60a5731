import Lines

extension Report {
  static let recipients = received("recipients", title: "Recipients", each: "recipient", .recipient)
  static let rhosts = received("rhosts", title: "Recipient hosts", each: "recipient host", .host) {
    recipient in
    // What stands behind the last `@`, or all of it.
    (recipient.lastPosition(of: UInt8(ascii: "@")).map { $0 + 1 } ?? 0)..<recipient.count
  }

  /// What was delivered, by recipient or by a part of it.
  private static func received(
    _ name: StaticString, title: String, each: String, _ word: Word, by part: KeyPart? = nil
  ) -> Report {
    let heading = """
      \(title)

      One line per \(each). Information on each line:
      * sbytes is the number of bytes successfully delivered to this \(word.name).
      * mess is the number of messages sent to this \(word.name) (success plus failure).
      * tries is the number of delivery attempts (success, failure, deferral).
      * xdelay is the total xdelay incurred by this \(word.name).
      """
    let columns: [Column] = [
      .count("sbytes"), .count("mess"), .count("tries"), .seconds("xdelay", places: 2),
    ]
    return Report(
      name: name, needs: .recipients, heading: heading,
      body: .table(Heads(columns: columns, word: word, sortColumn: 3)) { statistics, heads in
        Table(heads, of: statistics.recipients, by: part, figures)
      })
  }

  private static func figures(_ recipients: borrowing Tally, _ row: Int, _ figures: inout Figures) -> Bool {
    figures[0] = recipients[row, 0]
    figures[1] = recipients[row, 1] + recipients[row, 2]
    figures[2] = figures[1] + recipients[row, 3]
    figures[3] = recipients[row, 4]
    figures.show(leaning(recipients[row, 4], towards: recipients[row, 5]), in: 3)
    return true
  }
}
