import Lines

/// Reads matchup's lines as awk would: fields between runs of blanks, numbers as far as they are digits.
///
///     d RESULT BIRTH START END BYTES <SENDER> CHAN.RECIPIENT QP UID REASON
///     m BIRTH END BYTES SUCCESSES FAILURES DEFERRALS <SENDER> QP UID
///
/// What is missing is 0 or empty.
/// - Source: matchup.c and the z-scripts of qmailanalog 0.70, which select lines by their first letter.
extension Span where Element == UInt8 {
  /// - Parameter parts: what will be counted: words that nobody asks for are not looked for.
  func delivery(for parts: Parts) -> Delivery {
    var delivery = Delivery()
    var at = word(from: word(from: 0).upperBound)
    delivery.ending = at.count == 1 ? ending(self[at.lowerBound]) : .other
    (delivery.birth, at) = moment(from: at.upperBound)
    (delivery.start, at) = moment(from: at.upperBound)
    (delivery.end, delivery.stamp) = moment(from: at.upperBound)
    (delivery.size, at) = amount(from: delivery.stamp.upperBound)
    let words = parts.words(of: delivery.ending)
    if words.isEmpty { return delivery }
    delivery.sender = word(from: at.upperBound)
    delivery.recipient = word(from: delivery.sender.upperBound)
    if words == .recipients { return delivery }
    delivery.qp = word(from: delivery.recipient.upperBound)
    delivery.uid = word(from: delivery.qp.upperBound)
    if words.isSubset(of: [.senders, .recipients]) { return delivery }
    delivery.reason = word(from: delivery.uid.upperBound)
    return delivery
  }

  /// - Parameter parts: what will be counted.
  func message(for parts: Parts) -> Message {
    var message = Message()
    var at = word(from: 0)
    (message.birth, at) = moment(from: at.upperBound)
    (message.done, message.stamp) = moment(from: at.upperBound)
    (message.size, at) = amount(from: message.stamp.upperBound)
    (message.successes, at) = amount(from: at.upperBound)
    (message.failures, at) = amount(from: at.upperBound)
    (message.deferrals, at) = amount(from: at.upperBound)
    if parts.isDisjoint(with: [.senders, .listing]) { return message }
    message.sender = word(from: at.upperBound)
    message.qp = word(from: message.sender.upperBound)
    message.uid = word(from: message.qp.upperBound)
    return message
  }

  private func ending(_ letter: UInt8) -> Ending {
    switch letter {
    case UInt8(ascii: "k"): .success
    case UInt8(ascii: "d"): .failure
    case UInt8(ascii: "z"): .deferral
    default: .other
    }
  }

  /// The word behind the blanks at `start`; empty at the end of the line.
  func word(from start: Int) -> Range<Int> {
    var begin = start
    while begin < count, isBlank(self[begin]) { begin &+= 1 }
    var end = begin
    while end &+ 8 <= count {
      let blanks = blanks(in: word(at: end))
      if blanks != 0 { return begin..<end &+ blanks.trailingZeroBitCount &>> 3 }
      end &+= 8
    }
    while end < count, !isBlank(self[end]) { end &+= 1 }
    return begin..<end
  }

  /// A size or a count.
  private func amount(from start: Int) -> (Int64, Range<Int>) {
    let word = word(from: start)
    return (Int64(Swift.min(decimal(at: word.lowerBound)?.value ?? 0, largestAmount)), word)
  }

  /// A moment in seconds since 1970 with any fraction, and where it stood.
  private func moment(from start: Int) -> (Int64, Range<Int>) {
    let word = word(from: start)
    return (nanoseconds(word), word)
  }
}

extension Parts {
  /// The parts that need words of a delivery that ended so.
  @inline(__always) fileprivate func words(of ending: Ending) -> Parts {
    switch ending {
    case .success: intersection([.senders, .recipients, .listing, .successes])
    case .failure: intersection([.senders, .recipients, .listing, .failures])
    case .deferral: intersection([.senders, .recipients, .listing, .deferrals])
    case .other: intersection([.senders, .recipients, .listing])
    }
  }
}

@inline(__always) private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

/// The top bit of each of eight bytes that is a blank; wrong only behind the first.
@inline(__always) private func blanks(in text: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let blank = text ^ (ones &* 0x20)
  let tab = text ^ (ones &* 0x09)
  return ((blank &- ones) & ~blank | (tab &- ones) & ~tab) & (ones &* 0x80)
}
