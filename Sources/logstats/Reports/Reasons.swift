import Lines

/// zsuccesses, zfailures, zdeferrals: deliveries by the reason that was given for their end.
final class Reasons: TableReport {
  private let outcome: Attempt.Outcome

  static func successes() -> Reasons { Reasons("successes", .success, successHeading) }
  static func failures() -> Reasons { Reasons("failures", .failure, failureHeading) }
  static func deferrals() -> Reasons { Reasons("deferrals", .deferral, deferralHeading) }

  private init(_ name: String, _ outcome: Attempt.Outcome, _ heading: StaticString) {
    self.outcome = outcome
    super.init(name, heading: heading, columns: ["del", "xdelay", "reason"], width: 1, hasBlanks: true)
  }

  override func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>) {
    if attempt.outcome != outcome { return }
    let row = table.row(line.extracting(attempt.reason))
    table.add(1, to: 0, of: row)
    table.add(time: attempt.xdelay, to: row)
  }

  override func values(_ row: Int) -> [Int64]? { [table.sum(0, of: row)] }
}

private let successHeading: StaticString = """
  Reasons for success

  One line per reason for successful delivery. Information on each line:
  * del is the number of deliveries that ended for this reason.
  * xdelay is the total xdelay on those deliveries.


  """

private let failureHeading: StaticString = """
  Reasons for failure

  One line per reason for delivery failure. Information on each line:
  * del is the number of deliveries that ended for this reason.
  * xdelay is the total xdelay on those deliveries.


  """

private let deferralHeading: StaticString = """
  Reasons for deferral

  One line per reason for deferral. Information on each line:
  * del is the number of deliveries that ended for this reason.
  * xdelay is the total xdelay on those deliveries.


  """
