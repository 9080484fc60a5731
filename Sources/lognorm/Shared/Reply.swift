import Lines
import MailRecord

/// Reads what is in an SMTP reply: its code, its enhanced status, and the queue id that it names.
///
///     250 2.0.0 Ok: queued as 93C14648248
///     550-5.1.1 The email account that you tried to reach does not exist
///
/// The remote host may have said anything, so codes are taken from the very beginning only.
enum Reply {
  /// - Parameters:
  ///   - range: the reply, from its first digit to its end.
  ///   - succeeded: whether it accepted a message: only then it can name an id.
  /// - Returns: whether a reply stands there.
  @discardableResult static func read(
    _ line: borrowing Span<UInt8>, _ range: Range<Int>, succeeded: Bool, _ record: inout Record
  ) -> Bool {
    let at = range.lowerBound
    guard let code = line.decimal(at: at), code.end == at + 3, (200...599).contains(code.value),
      code.end >= range.upperBound || line[code.end] == UInt8(ascii: " ")
        || line[code.end] == UInt8(ascii: "-")
    else { return false }
    record[.reply_code] = .integer(code.value)
    if let status = line.enhancedStatus(at: code.end + 1), line[status.lowerBound] == line[at],
      record[.enhanced_status] == nil
    {
      record[.enhanced_status] = .slice(status)
    }
    if succeeded, let id = queueID(line, range) { record[.next_queue_id] = .slice(id) }
    return true
  }

  /// The name that the next hop gave to the message it accepted.
  ///
  ///     Ok: queued as 93C1464    ok 1795218243 qp 16502    OK id=1reDc1-771950-By
  ///     2.0.0 6AKNZSbj000294 Message accepted for delivery    2.0.0 <a@b.example> ENjxB0TbAGusQAAAZonPag Saved
  ///
  /// The last `queued as` counts: a content filter passes on what the hop behind it said.
  static func queueID(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let (reply, end) = (line.extracting(range.lowerBound...), range.count)
    guard let id = queueID(reply, end) else { return nil }
    return range.lowerBound + id.lowerBound..<range.lowerBound + id.upperBound
  }

  private static func queueID(_ reply: borrowing Span<UInt8>, _ end: Int) -> Range<Int>? {
    if let queued = reply.lastPosition(of: "queued as ", before: end) { return word(reply, queued + 10, end) }
    if let qp = reply.lastPosition(of: " qp ", before: end),
      reply.holds("ok ", at: 0) || reply.holds("ok ", at: 4),
      let number = reply.decimal(at: qp + 4)
    {
      return qp + 4..<number.end
    }
    for key: StaticString in ["OK id=", "250 id="] {
      if let id = reply.position(of: key), id < end { return word(reply, id + key.utf8CodeUnitCount, end) }
    }
    for accepted: StaticString in [
      " Message accepted for delivery", " message accepted for delivery", " Saved",
    ] {
      guard let place = reply.lastPosition(of: accepted, before: end), place > 0 else { continue }
      let blank = reply.lastPosition(of: UInt8(ascii: " "), before: place)
      return word(reply, blank.map { $0 + 1 } ?? 0, place)
    }
    return nil
  }

  private static func word(_ line: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Range<Int>? {
    let end = line.end(from: start) { isIDByte($0) }
    return end > start && end <= limit ? start..<end : nil
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter >= 97 && letter <= 122 || byte >= 48 && byte <= 57 || byte == 45 || byte == 43 || byte == 47
      || byte == 46 || byte == 95
  }
}

extension Span where Element == UInt8 {
  /// `4.2.0` at `at`, whole (RFC 3463).
  func enhancedStatus(at: Int) -> Range<Int>? {
    guard at < count, self[at] == 50 || self[at] == 52 || self[at] == 53,
      let (_, subject) = decimal(at: at), subject == at + 1, holds(".", at: subject),
      let (_, detail) = decimal(at: subject + 1), detail - subject <= 4, holds(".", at: detail),
      let (_, end) = decimal(at: detail + 1), end - detail <= 4
    else { return nil }
    return at..<end
  }
}
