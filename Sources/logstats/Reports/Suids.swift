import Lines

extension Report {
  static let suids = Report(
    name: "suids", needs: .senders,
    heading: """
      Sender uids

      One line per sender uid. Information on each line:
      * mess is the number of messages sent by this uid.
      * bytes is the number of bytes sent by this uid.
      * sbytes is the number of bytes successfully received from this uid.
      * rbytes is the number of bytes from this uid, weighted by recipient.
      * recips is the number of recipients (success plus failure).
      * tries is the number of delivery attempts (success, failure, deferral).
      * xdelay is the total xdelay incurred by this uid.
      """,
    body: .table { statistics in
      var table = Table(senderColumns, word: .uid, sortedBy: 6)
      table.add(senders: statistics.senders.summed { uid(of: $0) })
      return table
    })
}

/// The `1001` of `1001/<a@b>`.
private func uid(of sender: borrowing Span<UInt8>) -> Range<Int> {
  0..<(sender.position(of: UInt8(ascii: "/")) ?? sender.count)
}
