import Lines
import MailRecord

/// How an attempt ended, in RFC 3464's words and ours.
enum Outcome: CaseIterable {
  case delivered, relayed, expanded, discarded, delayed, failed, expired

  var word: StaticString {
    switch self {
    case .delivered: "delivered"
    case .relayed: "relayed"
    case .expanded: "expanded"
    case .discarded: "discarded"
    case .delayed: "delayed"
    case .failed: "failed"
    case .expired: "expired"
    }
  }

  static let successes = allCases.filter(\.isSuccess)

  var isSuccess: Bool {
    switch self {
    case .delayed, .failed, .expired: false
    default: true
    }
  }
}

extension Joiner {
  /// How the attempt of the event just read ended. Of a success the channel tells more than the event knows.
  mutating func outcome(_ kind: EventKind, _ line: borrowing Span<UInt8>, isLocal: Bool) -> Outcome {
    switch kind {
    case .delayed: return .delayed
    case .failed: return .failed
    case .expired: return .expired
    default: break
    }
    if isLocal { return localSuccess(line) }
    // A delivery that was announced as remote, or one whose event knows best.
    if reader.has(.delivery) { return .relayed }
    return Outcome.successes.first { reader.holds(.action, $0.word, in: line) } ?? .delivered
  }

  /// `did_A+B+C/` at the end of what qmail-local said: mailboxes, forwards and programs that took the message.
  private mutating func localSuccess(_ line: borrowing Span<UInt8>) -> Outcome {
    guard let report = reader.range(.diagnostic) else { return .delivered }
    let text = line.extracting(report)
    guard let did = text.holds("did_", at: 0) ? 0 : text.lastPosition(of: "did_"),
      let mailboxes = text.decimal(at: did + 4), text.holds("+", at: mailboxes.end),
      let forwards = text.decimal(at: mailboxes.end + 1), text.holds("+", at: forwards.end),
      let programs = text.decimal(at: forwards.end + 1), text.holds("/", at: programs.end)
    else { return .delivered }
    if mailboxes.value > 0 || programs.value > 0 { return .delivered }
    return forwards.value > 0 ? .expanded : .discarded
  }
}
