import Lines

/// What statistics are made of, as qmailanalog's matchup prints it: places in a line, and its numbers.
///
///     d k BIRTH START END BYTES <SENDER> CHANNEL.RECIPIENT QP UID REASON
struct Attempt {
  enum Outcome: UInt8 { case success, failure, deferral }

  var outcome: Outcome
  /// Nanoseconds since 1970.
  var birth: Int64
  var start: Int64
  var end: Int64
  var bytes: Int64
  var sender: Range<Int>
  var recipient: Range<Int>
  var qp: Range<Int>
  var uid: Range<Int>
  var reason: Range<Int>

  var xdelay: Int64 { end - start }
  var ddelay: Int64 { end - birth }
}

/// A message that left its queue.
///
///     m BIRTH DONE BYTES SUCCESSES FAILURES DEFERRALS <SENDER> QP UID
struct Completion {
  /// Nanoseconds since 1970.
  var birth: Int64
  var done: Int64
  var bytes: Int64
  var successes: Int64
  var failures: Int64
  var deferrals: Int64
  var sender: Range<Int>
  var qp: Range<Int>
  var uid: Range<Int>

  var qtime: Int64 { done - birth }
  var recipients: Int64 { successes + failures }
  var tries: Int64 { recipients + deferrals }
}

extension Attempt {
  /// Reads a `d` line; nil when it is none.
  init?(_ line: borrowing Span<UInt8>) {
    var words = Words()
    _ = words.next(line)
    let result = words.next(line)
    guard result.count == 1 else { return nil }
    switch line[result.lowerBound] {
    case UInt8(ascii: "k"): outcome = .success
    case UInt8(ascii: "d"): outcome = .failure
    case UInt8(ascii: "z"): outcome = .deferral
    default: return nil
    }
    guard let birth = line.nanoseconds(words.next(line)), let start = line.nanoseconds(words.next(line)),
      let end = line.nanoseconds(words.next(line))
    else { return nil }
    (self.birth, self.start, self.end) = (birth, start, end)
    bytes = Int64(clamping: line.decimal(words.next(line)) ?? 0)
    sender = words.next(line)
    recipient = words.next(line)
    qp = words.next(line)
    uid = words.next(line)
    reason = words.next(line)
  }
}

extension Completion {
  /// Reads an `m` line; nil when it is none.
  init?(_ line: borrowing Span<UInt8>) {
    var words = Words()
    _ = words.next(line)
    guard let birth = line.nanoseconds(words.next(line)), let done = line.nanoseconds(words.next(line)) else {
      return nil
    }
    (self.birth, self.done) = (birth, done)
    bytes = Int64(clamping: line.decimal(words.next(line)) ?? 0)
    successes = Int64(clamping: line.decimal(words.next(line)) ?? 0)
    failures = Int64(clamping: line.decimal(words.next(line)) ?? 0)
    deferrals = Int64(clamping: line.decimal(words.next(line)) ?? 0)
    sender = words.next(line)
    qp = words.next(line)
    uid = words.next(line)
  }
}

/// The words of a line, parted by blanks and tabs.
struct Words {
  private var at = 0

  /// The next one; empty when there is none.
  @inline(__always) mutating func next(_ line: borrowing Span<UInt8>) -> Range<Int> {
    while at < line.count, line[at] == 32 || line[at] == 9 { at &+= 1 }
    let start = at
    while at < line.count, line[at] != 32, line[at] != 9 { at &+= 1 }
    return start..<at
  }
}

extension Span where Element == UInt8 {
  /// `1763337601.000646` in nanoseconds; nil when it is no number or past the year 2262.
  @inline(__always) func nanoseconds(_ range: Range<Int>) -> Int64? {
    guard let whole = decimal(at: range.lowerBound), whole.value < 9_223_372_036 else { return nil }
    var total = Int64(whole.value)
    var places = 0
    if whole.end < range.upperBound {
      guard self[whole.end] == UInt8(ascii: ".") else { return nil }
      for i in whole.end + 1..<range.upperBound {
        guard self[i] &- 48 < 10 else { return nil }
        if places == 9 { continue }
        total = total &* 10 &+ Int64(self[i] &- 48)
        places &+= 1
      }
    }
    while places < 9 {
      total &*= 10
      places &+= 1
    }
    return total
  }
}
