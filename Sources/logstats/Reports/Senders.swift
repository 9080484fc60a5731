import Lines

/// zsenders: what each sender sent, by uid and address.
final class Senders: TableReport {
  private var key: [UInt8] = []
  private let byUid: Bool

  static func senders() -> Senders { Senders(byUid: false) }
  static func suids() -> Senders { Senders(byUid: true) }

  private init(byUid: Bool) {
    self.byUid = byUid
    let names = ["mess", "bytes", "sbytes", "rbytes", "recips", "tries", "xdelay"]
    super.init(
      byUid ? "suids" : "senders", heading: byUid ? uidHeading : senderHeading,
      columns: names + [byUid ? "uid" : "sender"], width: 6, places: 6)
  }

  override func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>) {
    let row = row(line, attempt.uid, attempt.sender)
    table.add(time: attempt.xdelay, to: row)
  }

  override func add(_ completion: Completion, _ line: borrowing Span<UInt8>) {
    let row = row(line, completion.uid, completion.sender)
    table.add(1, to: 0, of: row)
    table.add(completion.bytes, to: 1, of: row)
    table.add(completion.bytes &* completion.successes, to: 2, of: row)
    table.add(completion.bytes &* completion.recipients, to: 3, of: row)
    table.add(completion.recipients, to: 4, of: row)
    table.add(completion.tries, to: 5, of: row)
  }

  /// Only senders of completed messages are printed.
  override func values(_ row: Int) -> [Int64]? {
    table.sum(0, of: row) == 0 ? nil : (0..<6).map { table.sum($0, of: row) }
  }

  private func row(_ line: borrowing Span<UInt8>, _ uid: Range<Int>, _ sender: Range<Int>) -> Int {
    if byUid { return table.row(line.extracting(uid)) }
    key.removeAll(keepingCapacity: true)
    for i in uid { key.append(line[i]) }
    key.append(UInt8(ascii: "/"))
    for i in sender { key.append(line[i]) }
    let name = key
    return table.row(name.span)
  }
}

private let senderHeading: StaticString = """
  Senders

  One line per sender. Information on each line:
  * mess is the number of messages sent by this sender.
  * bytes is the number of bytes sent by this sender.
  * sbytes is the number of bytes successfully received from this sender.
  * rbytes is the number of bytes from this sender, weighted by recipient.
  * recips is the number of recipients (success plus failure).
  * tries is the number of delivery attempts (success, failure, deferral).
  * xdelay is the total xdelay incurred by this sender.


  """

private let uidHeading: StaticString = """
  Sender uids

  One line per sender uid. Information on each line:
  * mess is the number of messages sent by this uid.
  * bytes is the number of bytes sent by this uid.
  * sbytes is the number of bytes successfully received from this uid.
  * rbytes is the number of bytes from this uid, weighted by recipient.
  * recips is the number of recipients (success plus failure).
  * tries is the number of delivery attempts (success, failure, deferral).
  * xdelay is the total xdelay incurred by this uid.


  """
