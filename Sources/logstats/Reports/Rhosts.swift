import Lines

extension Report {
  static let rhosts = Report(
    name: "rhosts", needs: .recipients,
    heading: """
      Recipient hosts

      One line per recipient host. Information on each line:
      * sbytes is the number of bytes successfully delivered to this host.
      * mess is the number of messages sent to this host (success plus failure).
      * tries is the number of delivery attempts (success, failure, deferral).
      * xdelay is the total xdelay incurred by this host.
      """,
    body: .table { statistics in
      var table = Table(recipientColumns, word: .host, sortedBy: 3)
      table.add(recipients: statistics.recipients.summed { host(of: $0) })
      return table
    })
}

/// What stands behind the last `@`, or all of it.
private func host(of recipient: borrowing Span<UInt8>) -> Range<Int> {
  (recipient.lastPosition(of: UInt8(ascii: "@")).map { $0 + 1 } ?? 0)..<recipient.count
}
