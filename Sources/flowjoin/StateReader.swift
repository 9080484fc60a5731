import Lines
import MailRecord
import Timestamps

/// The first line of a state file; see `StateSaver`.
struct StateHead {
  var position = 0
  var begun = 0
  var written = 0
  var lines = 0
  var records = 0
  var isEnded = false
  var device: UInt64 = 0
  var inode: UInt64 = 0

  init() {}

  init?(_ line: borrowing Span<UInt8>) {
    func number(_ key: StaticString) -> UInt64? {
      guard let at = line.position(of: key) else { return nil }
      return line.decimal(at: at + key.utf8CodeUnitCount)?.value
    }
    func count(_ key: StaticString) -> Int? { number(key).flatMap { $0 < mostCounted ? Int($0) : nil } }
    guard line.holds("{\"type\":\"state\",\"tool\":\"flowjoin\",", at: 0),
      let position = count("\"position\":"), let begun = count("\"begun\":"),
      let written = count("\"written\":"), let lines = count("\"lines\":"),
      let records = count("\"records\":")
    else { return nil }
    (self.position, self.begun, self.written) = (position, begun, written)
    (self.lines, self.records) = (lines, records)
    isEnded = line.position(of: "\"ended\":true") != nil
    device = number("\"device\":") ?? 0
    inode = number("\"inode\":") ?? 0
  }
}

/// Fills a joiner with the records of a state file.
struct StateReader: LineFilter, ~Copyable {
  private var joiner: Joiner
  private(set) var head = StateHead()
  private var lines = 0
  private var isWrong = false
  /// Messages whose parent may still come to light, with their qp.
  private var orphans: [(message: Int, qp: [UInt8])] = []

  init(_ joiner: consuming Joiner) { self.joiner = joiner }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    lines += 1
    if lines == 1 {
      if let head = StateHead(line) { self.head = head } else { isWrong = true }
    } else if !joiner.reader.read(line) || !restore(line) {
      isWrong = true
    }
  }

  /// The joiner; a state file that is not whole is fatal, for messages would be lost.
  consuming func finish(_ name: String, isWhole: Bool) -> Joiner {
    if isWrong || !isWhole || lines != head.records + 1 {
      fatal("flowjoin", "unable to use state \(name): it is damaged or none of mine; restore it or remove it")
    }
    var joiner = joiner
    for (message, qp) in orphans.sorted(by: {
      joiner.messages[$0.message].line < joiner.messages[$1.message].line
    }) {
      joiner.orphan(message, qp: qp.span)
    }
    joiner.position = head.position
    joiner.lines = head.lines
    return joiner
  }

  private mutating func restore(_ line: borrowing Span<UInt8>) -> Bool {
    guard joiner.reader.has(.line), let number = joiner.reader.count(.line, in: line) else { return false }
    if joiner.reader.holds(.type, "message", in: line) { return restoreMessage(line, number) }
    guard let start = joiner.reader.instant(.start, in: line) else { return false }
    if joiner.reader.holds(.type, "delivery", in: line) {
      guard let name = joiner.number(.delivery, line), joiner.name(.queue_id, line) != nil else {
        return false
      }
      _ = joiner.open(line.extracting(name), line, joiner.queue(line), start, at: number)
      return true
    }
    guard joiner.reader.holds(.type, "session", in: line), let pid = joiner.number(.pid, line) else {
      return false
    }
    _ = joiner.begin(line.extracting(pid), line, joiner.hostQueue(line), start, at: number)
    return true
  }

  private mutating func restoreMessage(_ line: borrowing Span<UInt8>, _ number: Int) -> Bool {
    guard let name = joiner.name(.queue_id, line), let born = joiner.reader.instant(.born, in: line),
      let done = joiner.reader.instant(.done, in: line)
    else { return false }
    let queue = joiner.queue(line)
    let message = joiner.begin(line.extracting(name), queue, born: born, line: number)
    joiner.messages[message].parts = joiner.gather(.message, line)
    joiner.messages[message].done = done
    if !joiner.restoreCounts(message, line) { return false }
    joiner.restoreTies(message, line)
    if joiner.reader.has(.orphan), let qp = joiner.reader.range(.qp) {
      orphans.append((message, line.extracting(qp).array))
    }
    let isHeld = joiner.reader.holds(.complete, "true", in: line)
    if !joiner.restoreRecipients(message, line) { return false }
    if isHeld { joiner.hold(message) } else { joiner.restIfAnswered(message) }
    return true
  }
}

extension Joiner {
  fileprivate mutating func restoreCounts(_ message: Int, _ line: borrowing Span<UInt8>) -> Bool {
    guard let delivered = reader.count(.delivered, in: line), let failed = reader.count(.failed, in: line),
      let delayed = reader.count(.delayed, in: line)
    else { return false }
    messages[message].delivered = delivered
    messages[message].failed = failed
    messages[message].delayed = delayed
    messages[message].bounceQP = reader.integer(.bounce_qp, in: line)
    if let recipients = reader.integer(.recipients, in: line) {
      messages[message].expected = Int(clamping: recipients)
    }
    return true
  }

  fileprivate mutating func restoreTies(_ message: Int, _ line: borrowing Span<UInt8>) {
    if let parent = reader.range(.parent) {
      messages[message].parent = pool.store(line.extracting(parent.lowerBound - 1..<parent.upperBound + 1))
    }
    if let all = reader.range(.children) {
      messages[message].children = pool.store(line.extracting(all.lowerBound + 1..<all.upperBound - 1))
    }
    guard let waiting = reader.range(.waiting) else { return }
    var children: [Range<Int>] = []
    while let child = line.element(from: children.last?.upperBound ?? waiting.lowerBound + 1) {
      children.append(child)
    }
    // The latest child stands first.
    for range in children.reversed() {
      let child = line.extracting(range)
      if older.read(child), let qp = older.range(.qp), let since = older.instant(.time, in: child) {
        expect(message, child: child.extracting(qp), since: since)
      }
    }
  }

  fileprivate mutating func restoreRecipients(_ message: Int, _ line: borrowing Span<UInt8>) -> Bool {
    guard let all = reader.range(.to) else { return true }
    var at = all.lowerBound + 1
    while let element = line.element(from: at) {
      let entry = line.extracting(element)
      at = element.upperBound
      guard older.read(entry), let first = older.instant(.first, in: entry),
        let attempts = older.count(.attempts, in: entry)
      else { return false }
      scratch.clear()
      for field in [Field.recipient, .original_recipient] { writer.copy(field, older, entry, to: &scratch) }
      if scratch.mark == 0 { return false }
      let recipient = recipient(of: message, first: first)
      scratch.clear()
      for field in [Field.remote_mta, .action, .enhanced_status, .diagnostic, .next_queue_id, .channel] {
        writer.copy(field, older, entry, to: &scratch)
      }
      note(
        recipient, of: message, isAnswer: attempts > 0 && !older.holds(.action, "delayed", in: entry),
        attempts: attempts, last: older.instant(.last, in: entry) ?? first)
    }
    return true
  }
}

/// No log has more lines, bytes or attempts: a state file that says so is damaged.
private let mostCounted: UInt64 = 1 << 56

extension RecordReader {
  /// A count, 0 when the field is absent; nil when it is none.
  fileprivate func count(_ field: Field, in line: borrowing Span<UInt8>) -> Int? {
    if !has(field) { return 0 }
    guard let value = integer(field, in: line), value < mostCounted else { return nil }
    return Int(value)
  }
}
