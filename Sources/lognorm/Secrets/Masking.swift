import Lines
import MailRecord

extension Record {
  /// Masks what secrets stand in a text that somebody else wrote or ran: its command apart from what is around it.
  ///
  /// - Parameter isRead: whether a dialect knows the text; else whatever looks like a secret is one.
  mutating func maskSecrets(_ line: borrowing Span<UInt8>, _ text: Range<Int>, isRead: Bool) {
    if !isRead, line.holds("PASS ", at: text.lowerBound) {
      return mask(text.lowerBound + 5..<max(text.lowerBound + 5, text.upperBound))
    }
    if isRead, line.holds("pam_", at: text.lowerBound) { return }
    let isAudit = isRead && self[.serial] != nil
    switch self[.command] {
    case .arguments(let start, let end):
      maskPlain(line, text.lowerBound..<Int(start), isRead)
      maskDecoded(line.extracting(Int(start)..<Int(end)).placedArguments, from: Int(start))
    case .bytes(let start, let end) where Int(start) >= text.lowerBound && Int(end) <= text.upperBound:
      maskCommand(line, text, Int(start)..<Int(end), isRead)
    // What audit writes of a command or of keys in hexadecimal is decoded below, and the rest is its own.
    case nil where isAudit && line.position(of: " data=", from: text.lowerBound) == nil: return
    case _ where isAudit: break
    default: maskPlain(line, text, isRead)
    }
    if !isRead || isAudit { maskHexadecimal(line, text) }
  }

  /// Looks at the command; at what is around it where no dialect knows the text, or settings stand before it.
  private mutating func maskCommand(
    _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ command: Range<Int>, _ isRead: Bool
  ) {
    maskPlain(line, command, isRead)
    if isRead, line.position(of: "ENV=", from: text.lowerBound) ?? text.upperBound >= command.lowerBound {
      return
    }
    maskPlain(line, text.lowerBound..<command.lowerBound, isRead)
    maskPlain(line, command.upperBound..<text.upperBound, isRead)
  }

  private mutating func maskPlain(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ isRead: Bool) {
    guard SecretFinder.mayHold(line, range) else { return }
    var finder = SecretFinder(isExact: false, isWary: !isRead)
    finder.search(line, range)
    for secret in finder.merged { mask(secret) }
  }

  /// What `key=` and hexadecimal digits say: `proctitle=6D7973716C002D70...`.
  private mutating func maskHexadecimal(_ line: borrowing Span<UInt8>, _ text: Range<Int>) {
    var at = text.lowerBound
    while let equals = line.position(of: UInt8(ascii: "="), from: at), equals < text.upperBound {
      let end = min(line.end(from: equals + 1) { $0 &- 48 < 10 || $0 &- 65 < 6 }, text.upperBound)
      let digits = equals + 1..<end
      if digits.count >= 16, digits.count % 2 == 0 {
        maskDecoded(Placed(hexadecimal: line, digits), from: 0)
      }
      at = end
    }
  }

  private mutating func maskDecoded(_ decoded: Placed, from start: Int) {
    let range = 0..<decoded.bytes.count
    for isExact in [true, false] {
      var finder = SecretFinder(isExact: isExact)
      finder.search(decoded.bytes.span, range)
      for secret in finder.merged {
        let last = decoded.places[secret.upperBound - 1]
        mask(start + decoded.places[secret.lowerBound].lowerBound..<start + last.upperBound)
      }
    }
  }
}
