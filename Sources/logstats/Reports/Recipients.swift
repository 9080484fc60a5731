import Lines

/// zrecipients and zrhosts: what went to each recipient or recipient's host.
class Recipients: TableReport {
  private let byHost: Bool

  static func recipients() -> Recipients { Recipients(byHost: false) }
  static func rhosts() -> Recipients { Recipients(byHost: true) }

  private init(byHost: Bool) {
    self.byHost = byHost
    super.init(
      byHost ? "rhosts" : "recipients", heading: byHost ? hostHeading : recipientHeading,
      columns: ["sbytes", "mess", "tries", "xdelay", byHost ? "host" : "recipient"], width: 3)
  }

  /// For reports made of the same sums.
  init(_ name: String, heading: StaticString, columns: [String]) {
    byHost = false
    super.init(name, heading: heading, columns: columns, width: 3)
  }

  override func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>) {
    var start = attempt.recipient.lowerBound
    if byHost, let at = line.lastPosition(of: UInt8(ascii: "@"), before: attempt.recipient.upperBound),
      at >= start
    {
      start = at + 1
    }
    let row = table.row(line.extracting(start..<attempt.recipient.upperBound))
    if attempt.outcome == .success { table.add(attempt.bytes, to: 0, of: row) }
    if attempt.outcome != .deferral { table.add(1, to: 1, of: row) }
    table.add(1, to: 2, of: row)
    table.add(time: attempt.xdelay, to: row)
  }

  override func values(_ row: Int) -> [Int64]? { (0..<3).map { table.sum($0, of: row) } }
}

private let recipientHeading: StaticString = """
  Recipients

  One line per recipient. Information on each line:
  * sbytes is the number of bytes successfully delivered to this recipient.
  * mess is the number of messages sent to this recipient (success plus failure).
  * tries is the number of delivery attempts (success, failure, deferral).
  * xdelay is the total xdelay incurred by this recipient.


  """

private let hostHeading: StaticString = """
  Recipient hosts

  One line per recipient host. Information on each line:
  * sbytes is the number of bytes successfully delivered to this host.
  * mess is the number of messages sent to this host (success plus failure).
  * tries is the number of delivery attempts (success, failure, deferral).
  * xdelay is the total xdelay incurred by this host.


  """
