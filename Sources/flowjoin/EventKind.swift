import Lines

/// What an event means to flowjoin, by its class. Which program logged it does not matter.
///
///     mail.queue.info   is   .info
///     mail.alert.disk   is   .other: passed on
enum EventKind {
  case other
  /// A message: it enters the queue, is described, leaves the queue.
  case new, info, end
  /// An attempt: it begins, and how it ended.
  case start, delivered, delayed, failed, expired
  /// The time of a message in the queue is over: recipients not reached by then never will be.
  case lapsed
  /// A bounce message was made of a message.
  case bounce
  /// The queue manager ended or began: what was being delivered then never ends.
  case halt
  /// A connection.
  case open, accepted, closed
  /// An attempt that was turned away before a message was there.
  case refused
  /// A client said who it is.
  case login

  /// The kind of the class that stands in `line` at `name`.
  init(_ line: borrowing Span<UInt8>, _ name: Range<Int>) {
    let at = name.lowerBound
    self = .other
    if line.holds("mail.queue.", at: at) {
      self = Self.message(line.extracting(at + 11..<name.upperBound))
    } else if line.holds("mail.delivery.", at: at) {
      self = Self.delivery(line.extracting(at + 14..<name.upperBound))
    } else if line.holds("mail.connection.", at: at) {
      self = Self.connection(line.extracting(at + 16..<name.upperBound))
    } else if line.holds("mail.status.", at: at) {
      let word = line.extracting(at + 12..<name.upperBound)
      if word.equals("exiting") || word.equals("running") { self = .halt }
    } else if line.holds("mail.reject.", at: at) || line.extracting(name).equals("mail.greylist.delayed") {
      self = .refused
    } else if line.holds("mail.auth.", at: at) || line.holds("access.login.", at: at) {
      self = .login
    } else if line.extracting(name).equals("mail.bounce.queued") {
      self = .bounce
    }
  }

  private static func message(_ word: borrowing Span<UInt8>) -> EventKind {
    if word.equals("new") { return .new }
    if word.equals("info") || word.equals("active") { return .info }
    if word.equals("message_id") || word.equals("counted") { return .info }
    if word.equals("end") { return .end }
    return word.equals("expired") ? .lapsed : .other
  }

  private static func delivery(_ word: borrowing Span<UInt8>) -> EventKind {
    if word.equals("start") { return .start }
    if word.equals("delivered") || word.equals("relayed") { return .delivered }
    if word.equals("delayed") { return .delayed }
    if word.equals("failed") { return .failed }
    return word.equals("expired") ? .expired : .other
  }

  private static func connection(_ word: borrowing Span<UInt8>) -> EventKind {
    if word.equals("open") { return .open }
    if word.equals("accepted") { return .accepted }
    return word.equals("closed") ? .closed : .other
  }
}

extension Span where Element == UInt8 {
  /// Where the class stands in an event as logclass leaves it; nil for every other line, which takes the slow way.
  ///
  ///     {"type":"event",...,"class":"mail.queue.new","severity":"info"}
  ///
  /// Read from the end. Inside of a string each quote has a backslash before it, so no text can look like this.
  func classAtEnd() -> Range<Int>? {
    guard ends(with: "\"}"), holds("{\"type\":\"event\",", at: 0) else { return nil }
    let severity = wordStart(before: count - 2)
    guard holds("\",\"severity\":\"", at: severity - 14) else { return nil }
    let name = wordStart(before: severity - 14)
    guard holds(",\"class\":\"", at: name - 10) else { return nil }
    return name..<severity - 14
  }

  /// Where the run of bytes from `-` on, but for `:`, begins that ends before `end`.
  private func wordStart(before end: Int) -> Int {
    var i = end
    while i >= 8 {
      let others = otherBytes(word(at: i &- 8))
      if others != 0 { return i &- others.leadingZeroBitCount &>> 3 }
      i &-= 8
    }
    while i > 0, self[i &- 1] >= UInt8(ascii: "-"), self[i &- 1] != UInt8(ascii: ":") { i &-= 1 }
    return i
  }
}

/// The top bit of each of eight bytes that is below `-` or is `:`.
@inline(__always) private func otherBytes(_ text: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let low = text & (ones &* 0x7F)
  // Sums of seven bits each: none reaches the next byte.
  let fromDash = (low &+ ones &* 0x53) | text
  let noColon = ((low ^ (ones &* 0x3A)) &+ ones &* 0x7F) | text
  return ~(fromDash & noColon) & (ones &* 0x80)
}
