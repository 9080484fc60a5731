import Lines
import MailRecord

extension Record {
  /// Masks what a client's command says of its password, up to the command's end.
  ///
  ///     AUTH PLAIN *****      PASS *****      a1 LOGIN frank *****
  mutating func maskCredentials(_ line: borrowing Span<UInt8>, command: Range<Int>) {
    // A tag of IMAP's may stand before the verb.
    var verb = line.word(in: command, from: command.lowerBound)
    if !line.isCredentialVerb(verb) { verb = line.word(in: command, from: verb.upperBound) }
    guard line.isCredentialVerb(verb) else { return }
    var secret = line.word(in: command, from: verb.upperBound)
    if !line.holdsAnyCase("PASS", in: verb) { secret = line.word(in: command, from: secret.upperBound) }
    if !secret.isEmpty { mask(secret.lowerBound..<command.upperBound) }
  }

  /// The same of one line of a dialogue, where a response of SASL may stand alone.
  mutating func maskDialogue(_ line: borrowing Span<UInt8>, command: Range<Int>) {
    line.isSASLResponse(command) ? mask(command) : maskCredentials(line, command: command)
  }

  /// Masks what stands between `opening` and the last `closing` behind it; as Dovecot and vpopmail may be told to
  /// log wrong passwords.
  mutating func mask(
    _ line: borrowing Span<UInt8>, from opening: StaticString, to closing: StaticString, in text: Range<Int>
  ) {
    guard let start = line.position(of: opening, from: text.lowerBound),
      let end = line.lastPosition(of: closing, before: text.upperBound)
    else { return }
    let secret = start + opening.utf8CodeUnitCount
    if secret < end { mask(secret..<end) }
  }
}

extension Span where Element == UInt8 {
  /// The next word of `range` at or behind `start`, without the blanks before it; empty when there is none.
  fileprivate func word(in range: Range<Int>, from start: Int) -> Range<Int> {
    let first = Swift.min(end(from: start) { $0 == UInt8(ascii: " ") }, range.upperBound)
    return first..<Swift.min(end(from: first) { $0 != UInt8(ascii: " ") }, range.upperBound)
  }

  fileprivate func isCredentialVerb(_ word: Range<Int>) -> Bool {
    holdsAnyCase("AUTH", in: word) || holdsAnyCase("PASS", in: word) || holdsAnyCase("LOGIN", in: word)
      || holdsAnyCase("AUTHENTICATE", in: word)
  }

  /// Whether `word` is `verb` in letters of either case.
  func holdsAnyCase(_ verb: StaticString, in word: Range<Int>) -> Bool {
    word.count == verb.utf8CodeUnitCount && holdsAnyCase(verb, at: word.lowerBound)
  }

  /// Whether `word` reads like base64: a response of SASL.
  func isSASLResponse(_ word: Range<Int>) -> Bool {
    guard word.count >= 8, word.count % 4 == 0 else { return false }
    var (hasCapital, hasSmall, hasSign) = (false, false, false)
    for i in word {
      switch self[i] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasCapital = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"): hasSmall = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"): break
      case UInt8(ascii: "="): hasSign = true
      default: return false
      }
    }
    return hasSign || hasCapital && hasSmall
  }
}
