import Lines
import MailRecord
import Timestamps

/// Reads our records into the facts that matchup's lines tell.
///
///     {"type":"delivery","time":...,"sender":"A@b","channel":"local",...}   is   d k ... <a@b> local....
///
/// Words are put together in `text`, where the ranges of a fact point: addresses in lower case as matchup has
/// them, the sender in `<>`, the channel before the recipient, `_` for blanks in the reason, `?` for what is
/// not known. What does not change it is inlined: a call would copy all of it first.
struct RecordFacts: ~Copyable {
  private(set) var reader = RecordReader()
  /// Whether facts have a stamp, which the listing alone shows.
  private let stamps: Bool
  private(set) var text = Output("logstats", descriptor: -1)

  init(stamps: Bool = false) { self.stamps = stamps }

  /// What a line turned out to be.
  enum Kind { case delivery, message, reject, event, stat, end, other, malformed }

  mutating func read(_ line: borrowing Span<UInt8>) -> Kind {
    text.undo(to: 0)
    guard reader.read(line) else { return .malformed }
    if reader.holds(.type, "delivery", in: line) { return .delivery }
    if reader.holds(.type, "message", in: line) { return .message }
    if reader.holds(.type, "event", in: line) { return .event }
    if reader.holds(.type, "reject", in: line) { return .reject }
    if reader.holds(.type, "stat", in: line) { return .stat }
    return reader.holds(.type, "end", in: line) ? .end : .other
  }

  /// The attempt that the record just read tells of; nil when it has not ended.
  mutating func delivery(_ line: borrowing Span<UInt8>) -> Delivery? {
    guard !reader.holds(.complete, "false", in: line), let end = reader.instant(.time, in: line) else {
      return nil
    }
    var delivery = Delivery()
    delivery.ending = ending(line)
    delivery.end = end.nanosecondsInRange
    let start = moment(.start, line)
    delivery.start = start ?? delivery.end - (span(.xdelay, line) ?? 0)
    delivery.birth = delivery.start
    if reader.has(.sender) {
      delivery.birth = moment(.born, line) ?? delivery.start
      delivery.size = amount(.size, line)
    }
    // What no event announced tells itself how long it took, often more exactly than its stamps.
    if start == nil, let delay = span(.delay, line) { delivery.birth = delivery.end - delay }
    if stamps { delivery.stamp = put(end) }
    delivery.sender = sender(line)
    delivery.recipient = recipient(line)
    delivery.qp = number(.qp, line)
    delivery.uid = number(.uid, line)
    delivery.reason = reason(line)
    if delivery.ending == .failure || delivery.ending == .deferral {
      delivery.cause = name(.cause, line)
      delivery.mta = name(.mta, line)
    }
    return delivery
  }

  /// The refusal that the record just read tells of; nil when it has no time.
  mutating func reject(_ line: borrowing Span<UInt8>) -> Reject? {
    guard let time = reader.instant(.time, in: line) else { return nil }
    return Reject(time: time.nanosecondsInRange, cause: name(.cause, line), mta: name(.mta, line))
  }

  /// The message that the record just read tells of; nil when the log did not show it leave the queue.
  mutating func message(_ line: borrowing Span<UInt8>) -> Message? {
    guard reader.holds(.complete, "true", in: line), let done = reader.instant(.done, in: line) else {
      return nil
    }
    var message = Message()
    message.done = done.nanosecondsInRange
    message.birth = moment(.born, line) ?? message.done
    message.size = amount(.size, line)
    message.successes = amount(.delivered, line)
    message.failures = amount(.failed, line)
    message.deferrals = amount(.delayed, line)
    if stamps { message.stamp = put(done) }
    message.sender = sender(line)
    message.qp = number(.qp, line)
    message.uid = number(.uid, line)
    return message
  }

  /// Puts the text of an event down.
  mutating func eventText(_ line: borrowing Span<UInt8>) -> Range<Int> {
    let start = text.mark
    put(.text, line)
    return start..<text.mark
  }

  /// Every action of RFC 3464 and ours, in qmail's words.
  @inline(__always) private func ending(_ line: borrowing Span<UInt8>) -> Ending {
    guard let action = reader.range(.action) else { return .other }
    let word = line.extracting(action)
    if word.equals("delivered") || word.equals("relayed") { return .success }
    if word.equals("delayed") || word.equals("greylisted") || word.equals("held") { return .deferral }
    if word.equals("failed") || word.equals("expired") || word.equals("rejected") { return .failure }
    return word.equals("expanded") || word.equals("discarded") ? .success : .other
  }

  @inline(__always) private func moment(_ field: Field, _ line: borrowing Span<UInt8>) -> Int64? {
    reader.instant(field, in: line)?.nanosecondsInRange
  }

  /// Seconds, in nanoseconds.
  private func span(_ field: Field, _ line: borrowing Span<UInt8>) -> Int64? {
    reader.range(field).flatMap { line.nanoseconds(ofSeconds: $0) }
  }

  @inline(__always) private func amount(_ field: Field, _ line: borrowing Span<UInt8>) -> Int64 {
    Int64(min(reader.integer(field, in: line) ?? 0, largestAmount))
  }

  /// Puts down seconds since 1970 with the digits that the record had.
  mutating func put(_ instant: Instant) -> Range<Int> {
    let start = text.mark
    text.append(epoch: instant)
    return start..<text.mark
  }

  private mutating func sender(_ line: borrowing Span<UInt8>) -> Range<Int> {
    let start = text.mark
    guard reader.has(.sender) else { return unknown() }
    text.append(UInt8(ascii: "<"))
    put(.sender, line)
    text.append(UInt8(ascii: ">"))
    text.lowercase(from: start)
    return start..<text.mark
  }

  private mutating func recipient(_ line: borrowing Span<UInt8>) -> Range<Int> {
    let start = text.mark
    if reader.has(.channel) {
      put(.channel, line)
      text.append(UInt8(ascii: "."))
    }
    let address = text.mark
    put(.recipient, line)
    text.lowercase(from: address)
    return start..<text.mark
  }

  private mutating func reason(_ line: borrowing Span<UInt8>) -> Range<Int> {
    let start = text.mark
    put(.diagnostic, line)
    text.replace(UInt8(ascii: " "), by: UInt8(ascii: "_"), from: start)
    return start..<text.mark
  }

  /// A number as it stands, `?` when there is none.
  private mutating func number(_ field: Field, _ line: borrowing Span<UInt8>) -> Range<Int> {
    guard reader.has(field) else { return unknown() }
    let start = text.mark
    put(field, line)
    return start..<text.mark
  }

  /// A name as it stands, nothing when there is none.
  private mutating func name(_ field: Field, _ line: borrowing Span<UInt8>) -> Range<Int> {
    let start = text.mark
    put(field, line)
    return start..<text.mark
  }

  private mutating func unknown() -> Range<Int> {
    text.append(UInt8(ascii: "?"))
    return text.mark - 1..<text.mark
  }

  /// Puts down the text of a field.
  private mutating func put(_ field: Field, _ line: borrowing Span<UInt8>) {
    guard let range = reader.range(field) else { return }
    if reader.isEscaped(field) {
      text.append(unescaped: line.extracting(range))
    } else {
      text.append(line.extracting(range))
    }
  }
}

extension Instant {
  /// Nanoseconds since 1970, held to what 64 bits can tell.
  var nanosecondsInRange: Int64 {
    let inRange = max(0, min(seconds, Int64(lastSecond)))
    return inRange * billion + Int64(nanoseconds)
  }
}

extension Output {
  /// Seconds since 1970, with as many digits behind the point as the moment has.
  mutating func append(epoch instant: Instant) {
    append(decimal: UInt64(max(0, instant.seconds)))
    if instant.digits == 0 { return }
    append(UInt8(ascii: "."))
    let unit: UInt32 = instant.digits == 9 ? 1 : instant.digits == 6 ? 1000 : 1_000_000
    append(decimal: UInt64(instant.nanoseconds / unit), digits: Int(instant.digits))
  }
}
