import Lines
import MailRecord
import Timestamps

/// One recipient of a message, and how the last attempt for it ended.
struct Recipient {
  /// The message's next recipient, -1 when there is none.
  fileprivate(set) var next = -1
  /// `,"recipient":"..."`, with `original_recipient` behind it when there is one.
  let name: BytePool.Block
  /// From `remote_mta` to `channel`, as it will be written.
  fileprivate(set) var outcome = BytePool.Block.empty
  /// Attempts that ended.
  fileprivate(set) var attempts = 0
  /// The last attempt ended for good.
  fileprivate var isAnswered = false
  /// When the first attempt began, and when the last one ended.
  let first: Instant
  fileprivate(set) var last: Instant
  /// Its place in `crowdTable`, -1 when it is one of the first.
  fileprivate var slot = -1
}

/// So many recipients are found by looking at each; those behind them have a table.
private let few = 16

extension Joiner {
  /// The recipient of `message` whose name, as `Recipient.name` has it, is on the scratch pad; a new one when
  /// there is none.
  mutating func recipient(of message: Int, first: Instant) -> Int {
    if let known = find(among: message) { return known }
    let new = recipients.take(Recipient(name: pool.store(scratch), first: first, last: first))
    if messages[message].recipients >= few {
      let slot = crowdTable.slot(of: scratch, in: message)
      crowdAt.put(Int32(new), at: slot)
      recipients[new].slot = slot
    }
    let last = messages[message].lastRecipient
    if last < 0 { messages[message].firstRecipient = new } else { recipients[last].next = new }
    messages[message].lastRecipient = new
    messages[message].recipients += 1
    messages[message].unanswered += 1
    return new
  }

  private mutating func find(among message: Int) -> Int? {
    var at = messages[message].firstRecipient
    var seen = 0
    while at >= 0, seen < few {
      if pool.bytes(recipients[at].name).equals(scratch.held) { return at }
      at = recipients[at].next
      seen += 1
    }
    return at < 0 ? nil : crowdTable.find(scratch, in: message).map { Int(crowdAt[$0]) }
  }

  /// An attempt ended, for good or not: `scratch` holds the outcome.
  mutating func note(_ recipient: Int, of message: Int, isAnswer: Bool, attempts: Int = 1, last: Instant) {
    if recipients[recipient].isAnswered != isAnswer { messages[message].unanswered += isAnswer ? -1 : 1 }
    recipients[recipient].isAnswered = isAnswer
    pool.free(recipients[recipient].outcome)
    recipients[recipient].outcome = pool.store(scratch)
    recipients[recipient].attempts += attempts
    recipients[recipient].last = last
  }

  /// Recipients of `message` for whom the last attempt was put off.
  func delayedRecipients(of message: Int) -> [Int] {
    var found: [Int] = []
    var at = messages[message].firstRecipient
    while at >= 0 {
      // Within a diagnostic each quote has a backslash before it.
      if pool.bytes(recipients[at].outcome).position(of: "\"action\":\"delayed\"") != nil { found.append(at) }
      at = recipients[at].next
    }
    return found
  }

  mutating func forgetRecipients(of message: Int) {
    var at = messages[message].firstRecipient
    while at >= 0 {
      let recipient = recipients[at]
      pool.free(recipient.name)
      pool.free(recipient.outcome)
      if recipient.slot >= 0 { crowdTable.remove(recipient.slot) }
      recipients.giveBack(at)
      at = recipient.next
    }
  }

  /// Appends name and outcome of a recipient, as they stand in a record.
  func append(_ recipient: Int, to output: inout Output) {
    output.append(pool.bytes(recipients[recipient].name))
    output.append(pool.bytes(recipients[recipient].outcome))
  }

  /// Writes `"to":[...]`: the recipients in the order in which they were first seen.
  mutating func writeRecipients(of message: Int, to output: inout Output) {
    var at = messages[message].firstRecipient
    if at < 0 { return }
    output.append(",\"to\":[")
    while at >= 0 {
      let recipient = recipients[at]
      output.append(UInt8(ascii: "{"))
      output.append(pool.bytes(recipient.name).extracting(1..<Int(recipient.name.count)))
      output.append(pool.bytes(recipient.outcome))
      output.append(",\"attempts\":")
      output.append(decimal: UInt64(recipient.attempts))
      writer.write(.first, recipient.first, to: &output)
      if recipient.attempts > 0 { writer.write(.last, recipient.last, to: &output) }
      output.append(UInt8(ascii: "}"))
      at = recipient.next
      if at >= 0 { output.append(UInt8(ascii: ",")) }
    }
    output.append(UInt8(ascii: "]"))
  }
}
