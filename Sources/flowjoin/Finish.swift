import Lines
import MailRecord

/// The end of input.
extension Joiner {
  /// Writes what is unfinished, or keeps it in the state file, and the `end` record.
  mutating func finish(isEnded: Bool, to output: inout Output) {
    counters.open = openDeliveries.count + openMessages.count + openSessions.count
    if saver == nil {
      writeUnfinished(to: &output)
    } else {
      counters.open += heldMessages.count + restingMessages.count
    }
    let isCut = upstream.report("flowjoin")
    output.write(
      end: [
        "in": upstream.count, "out": counters.written, "passed": counters.passed,
        "consumed": counters.consumed, "deliveries": counters.deliveries, "messages": counters.messages,
        "rejects": counters.rejects, "sessions": counters.sessions, "unmatched": counters.unmatched,
        "interrupted": counters.interrupted, "open": counters.open, "malformed": upstream.malformed,
        "lines": lines,
      ], cut: isCut)
    output.flush()
    save(isEnded: isEnded, &output)
  }

  /// Messages that left the queue are complete even when a child or parent was waited for in vain, and so are those
  /// of which all recipients were answered.
  private mutating func writeUnfinished(to output: inout Output) {
    for slot in openDeliveries { writeOpen(slot, isState: false, to: &output) }
    counters.deliveries += openDeliveries.count
    for message in heldMessages + restingMessages { write(message, complete: true, to: &output) }
    for message in openMessages { write(message, complete: false, to: &output) }
    for slot in openSessions { writeOpenSession(slot, isState: false, to: &output) }
  }

  /// Deliveries under way, messages in the queue, connections: each in the order of their beginnings. Messages held
  /// and those answered: in the order of their ends, queue by queue.
  var openDeliveries: [Int] {
    deliveries.indices.filter { deliveries[$0].isOpen }.sorted { deliveries[$0].line < deliveries[$1].line }
  }
  var openMessages: [Int] {
    messages.values.indices.filter { messages[$0].slot >= 0 && !messages[$0].isResting }
      .sorted { messages[$0].line < messages[$1].line }
  }
  var openSessions: [Int] {
    sessions.indices.filter { sessions[$0].isOpen }.sorted { sessions[$0].line < sessions[$1].line }
  }
  var heldMessages: [Int] { messages(of: queues.map(\.held), heldLinks) }
  var restingMessages: [Int] { messages(of: queues.map(\.resting), restingLinks) }

  private func messages(of chains: [Chain], _ links: Links) -> [Int] {
    var found: [Int] = []
    let filled = chains.filter { $0.first >= 0 }
    for chain in filled.sorted(by: { messages[$0.first].line < messages[$1.first].line }) {
      var message = chain.first
      while message >= 0 {
        found.append(message)
        message = links.after(message)
      }
    }
    return found
  }
}
