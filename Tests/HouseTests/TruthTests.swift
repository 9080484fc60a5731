import Foundation
import Support
import Testing

/// What flowjoin says of a real qmail host, against what senders, mailboxes and remote sites saw.
@Suite(.needsShared) struct TruthTests {
  static let host = "ash.quarry.example"

  @Test func everyMailThroughQmailHasItsOutcome() throws {
    let corpus = try #require(Place.shared).appending(path: "corpus/servers")
    var judge = Judge(try Self.messages(corpus.appending(path: "qmail")))
    let truth = try Data(contentsOf: corpus.appending(path: "estate-a/truth.jsonl"))
    for line in truth.split(separator: 10) {
      let mail = try JSONDecoder().decode(TrueMail.self, from: Data(line))
      if mail.kind == "message" { judge.compare(mail) }
    }
    #expect(judge.compared > 1300)
    #expect(judge.wrong == [], "\(judge.wrong.count) of \(judge.compared)")
  }

  /// All messages of the host: it logged through multilog, for a while through splogger, then multilog again.
  private static func messages(_ logs: URL) throws -> [JoinedMessage] {
    var events: [(time: Substring, line: Data)] = []
    for name in ["qmail-send", "splogger.rfc5424.log"] {
      let outcome = try Program.tool("lognorm").run(["-H", "ash", logs.appending(path: name).path])
      for line in outcome.output.split(separator: 10) {
        guard let record = try JSONSerialization.jsonObject(with: line) as? [String: Any] else { continue }
        if let time = record["time"] as? String { events.append((time.dropLast(), Data(line) + [10])) }
      }
    }
    let sorted = events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    let input = sorted.reduce(into: Data()) { $0 += $1.element.line }
    let joined = try pipe([("logclass", []), ("flowjoin", [])], input: input)[1].output
    return try joined.split(separator: 10).filter { $0.starts(with: Data(#"{"type":"message""#.utf8)) }
      .map { try JSONDecoder().decode(JoinedMessage.self, from: Data($0)) }
  }
}

/// Finds the message of each mail, and keeps what it does not find as it should be.
struct Judge {
  private let messages: [JoinedMessage]
  private let births: [Double]
  private let children: [String: [Int]]
  private var isTaken: Set<String> = []
  private(set) var compared = 0
  private(set) var wrong: [String] = []

  init(_ messages: [JoinedMessage]) {
    self.messages = messages
    births = messages.map(\.birth)
    let born = messages.indices.filter { messages[$0].parent != nil }
    children = Dictionary(grouping: born) { messages[$0].parent ?? "" }
  }

  mutating func compare(_ mail: TrueMail) {
    if mail.entry_host == TruthTests.host { return compareEntered(mail) }
    for recipient in mail.recipients ?? [] {
      for final in recipient.final where final.hops.contains(TruthTests.host) {
        compared += 1
        guard let message = arrived(mail, final.addr) else {
          wrong.append("\(mail.id) \(final.addr): no message")
          continue
        }
        check(mail, message.entry(of: final.addr), final.addr, final.outcome, isLast(final))
      }
    }
  }

  /// A mail that entered the estate at the qmail host: the reply to the client names it.
  private mutating func compareEntered(_ mail: TrueMail) {
    for recipient in mail.recipients ?? [] {
      compared += 1
      let message = mail.queued.map(queued) ?? arrived(mail, recipient.rcpt)
      let entry = message?.entry(of: recipient.rcpt)
      if mail.entry_stage != "done" || recipient.outcome.hasSuffix("_at_entry") {
        let isQueued = mail.queued != nil && entry != nil
        if isQueued { wrong.append("\(mail.id) \(recipient.rcpt): refused, yet delivered") }
        continue
      }
      if entry?.action == "expanded" {
        compareExpanded(mail, message, recipient)
      } else {
        let isOurs = recipient.final.allSatisfy { $0.addr == recipient.rcpt && isLast($0) }
        check(mail, entry, recipient.rcpt, recipient.outcome, isOurs)
      }
    }
  }

  /// A forward: what became of it stands in the messages that it made.
  private mutating func compareExpanded(
    _ mail: TrueMail, _ message: JoinedMessage?, _ recipient: TrueMail.Recipient
  ) {
    let made = message.map { descendants(of: $0.id) } ?? []
    let hasFailure = made.contains { $0.to?.contains { $0.action == "failed" } == true }
    if recipient.outcome == "bounced" && !hasFailure {
      wrong.append("\(mail.id) \(recipient.rcpt): forwarded with success, but bounced")
    }
    let here = recipient.final.filter { $0.hops.first == TruthTests.host && !$0.addr.hasSuffix("@alias") }
    for final in here {
      let entry = made.lazy.compactMap { $0.entry(of: final.addr) }.first
      check(mail, entry, final.addr, final.outcome, isLast(final))
    }
  }

  /// Whether nothing but a site outside came after the qmail host, so that the outcome is the one it saw.
  private func isLast(_ final: TrueMail.Final) -> Bool {
    guard let at = final.hops.lastIndex(of: TruthTests.host) else { return false }
    return final.hops[(at + 1)...].allSatisfy { $0 == "sink" }
  }

  private mutating func check(
    _ mail: TrueMail, _ entry: JoinedMessage.Entry?, _ address: String, _ outcome: String?, _ isOurs: Bool
  ) {
    let outcome = outcome ?? "unobserved"
    guard let entry, let action = entry.action else {
      wrong.append("\(mail.id) \(address): no delivery, but \(outcome)")
      return
    }
    let good = ["delivered", "relayed", "expanded", "discarded"]
    let allowed: [String: [String]] = [
      "bounced": ["failed"], "expired": ["expired"], "delivered": good, "deferred_delivered": good,
    ]
    let isRight = isOurs ? allowed[outcome].map { $0.contains(action) } ?? true : good.contains(action)
    let wasTried = outcome != "deferred_delivered" || !isOurs || (entry.attempts ?? 0) > 1
    if !isRight || !wasTried {
      wrong.append("\(mail.id) \(address): \(action) after \(entry.attempts ?? 0) attempts, but \(outcome)")
    }
  }

  private func queued(_ reply: (qp: Int, second: Int)) -> JoinedMessage? {
    messages.indices.first { messages[$0].qp == reply.qp && abs(births[$0] - Double(reply.second)) < 3 }
      .map { messages[$0] }
  }

  /// The first message not yet taken that bears the sender and has `address`, queued within two minutes.
  private mutating func arrived(_ mail: TrueMail, _ address: String) -> JoinedMessage? {
    let start = mail.t_first ?? 0
    let sender = JoinedMessage.plain(mail.sender ?? "")
    let found = messages.indices.filter {
      births[$0] > start - 1 && births[$0] < start + 120 && !isTaken.contains(messages[$0].id + address)
        && JoinedMessage.plain(messages[$0].sender ?? "") == sender && messages[$0].entry(of: address) != nil
    }
    guard let nearest = found.min(by: { births[$0] < births[$1] }) else { return nil }
    isTaken.insert(messages[nearest].id + address)
    return messages[nearest]
  }

  private func descendants(of id: String) -> [JoinedMessage] {
    (children[id] ?? []).flatMap { [messages[$0]] + descendants(of: messages[$0].id) }
  }
}
