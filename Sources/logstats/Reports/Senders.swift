import Lines

extension Report {
  static let senders = sent("senders", title: "Senders", each: "sender", .sender)
  static let suids = sent("suids", title: "Sender uids", each: "sender uid", .uid) { sender in
    // The `1001` of `1001/<a@b>`.
    0..<(sender.position(of: UInt8(ascii: "/")) ?? sender.count)
  }

  /// What was sent, by sender or by a part of it.
  private static func sent(
    _ name: StaticString, title: String, each: String, _ word: Word, by part: KeyPart? = nil
  ) -> Report {
    let heading = """
      \(title)

      One line per \(each). Information on each line:
      * mess is the number of messages sent by this \(word.name).
      * bytes is the number of bytes sent by this \(word.name).
      * sbytes is the number of bytes successfully received from this \(word.name).
      * rbytes is the number of bytes from this \(word.name), weighted by recipient.
      * recips is the number of recipients (success plus failure).
      * tries is the number of delivery attempts (success, failure, deferral).
      * xdelay is the total xdelay incurred by this \(word.name).
      """
    let columns: [Column] = [
      .count("mess"), .count("bytes", field: "total_bytes"), .count("sbytes"), .count("rbytes"),
      .count("recips"), .count("tries"), .seconds("xdelay", places: 6),
    ]
    return Report(
      name: name, needs: .senders, heading: heading,
      body: .table(Heads(columns: columns, word: word, sortColumn: 6)) { statistics, heads in
        Table(heads, of: statistics.senders, by: part, figures)
      })
  }

  /// Only a sender that has a completed message makes a row.
  private static func figures(_ senders: borrowing Tally, _ row: Int, _ figures: inout Figures) -> Bool {
    if senders[row, 0] == 0 { return false }
    for column in 0..<4 { figures[column] = senders[row, column] }
    figures[4] = senders[row, 4] + senders[row, 5]
    figures[5] = figures[4] + senders[row, 6]
    figures[6] = senders[row, 7]
    return true
  }
}
