import Lines

/// A piece of a text that varies or stays as a whole: a word, a number, or one byte that separates.
struct Token {
  enum Kind {
    case separator, word, int, number, hex, address

    /// The hole that takes both; separators only take themselves.
    func joined(_ other: Kind) -> Kind {
      if self == other { return self }
      switch (self, other) {
      case (.int, .hex), (.hex, .int): return .hex
      case (.int, .number), (.number, .int): return .number
      default: return .word
      }
    }

    var hole: StaticString {
      switch self {
      case .separator: "{:text}"
      case .word: "{:word}"
      case .int: "{:int}"
      case .number: "{:number}"
      case .hex: "{:hex}"
      case .address: "{:ip}"
      }
    }
  }

  let range: Range<Int>
  let kind: Kind

  private static let separators = ByteSet(0...32).union(ByteSet(",;:=()[]<>{}|\"'"))

  /// Cuts `text` into tokens, `most` at most: the rest of a longer text has none.
  static func all(of text: borrowing Span<UInt8>, most: Int) -> [Token] {
    var tokens: [Token] = []
    var at = 0
    while at < text.count, tokens.count < most {
      let token = next(text, at)
      tokens.append(token)
      at = token.range.upperBound
    }
    return tokens
  }

  private static func next(_ text: borrowing Span<UInt8>, _ start: Int) -> Token {
    if let end = text.addressEnd(from: start) { return Token(range: start..<end, kind: .address) }
    if separators.contains(text[start]) { return Token(range: start..<start + 1, kind: .separator) }
    var end = text.end(from: start) { !separators.contains($0) }
    // A full stop ends a sentence, not a word.
    if end > start + 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return Token(range: start..<end, kind: kind(text, start..<end))
  }

  private static func kind(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Kind {
    let word = text.extracting(range)
    let digits = word.end(from: 0) { ByteSet.digits.contains($0) }
    if digits == word.count { return .int }
    let hexDigits = word.end(from: 0) { ByteSet.hexDigits.contains($0) }
    let hasDigit = word.end(from: 0) { !ByteSet.digits.contains($0) } < word.count
    if hexDigits == word.count, hasDigit, word.count >= 4 { return .hex }
    let start = word[0] == UInt8(ascii: "-") || word[0] == UInt8(ascii: "+") ? 1 : 0
    let whole = word.end(from: start) { ByteSet.digits.contains($0) }
    if whole > start, whole == word.count { return .number }
    guard whole > start, whole + 1 < word.count, word[whole] == UInt8(ascii: ".") else { return .word }
    return word.end(from: whole + 1) { ByteSet.digits.contains($0) } == word.count ? .number : .word
  }
}

extension Span where Element == UInt8 {
  /// Where the IP address that begins at `start` ends, or nil.
  fileprivate func addressEnd(from start: Int) -> Int? {
    let isByteOfWord = { (byte: UInt8) in ByteSet.wordBytes.contains(byte) || byte == UInt8(ascii: "-") }
    var end = end(from: start) { ByteSet.digits.contains($0) || $0 == UInt8(ascii: ".") }
    if end > start, self[end - 1] == UInt8(ascii: ".") { end -= 1 }
    if isFourParts(start..<end), end == count || !isByteOfWord(self[end]) { return end }
    end = self.end(from: start) { ByteSet.hexDigits.contains($0) || $0 == UInt8(ascii: ":") }
    guard end - start <= 39, end == count || !isByteOfWord(self[end]) else { return nil }
    return isIPv6(start..<end) ? end : nil
  }

  private func isFourParts(_ range: Range<Int>) -> Bool {
    var parts = 1
    var digits = 0
    for i in range {
      if self[i] != UInt8(ascii: ".") {
        digits += 1
      } else {
        if digits == 0 { return false }
        parts += 1
        digits = 0
      }
      if digits > 3 { return false }
    }
    return parts == 4 && digits > 0
  }

  /// Whether groups of up to four hex digits stand there, eight of them or fewer with `::` between.
  private func isIPv6(_ range: Range<Int>) -> Bool {
    var colons = 0
    var digits = 0
    var isShort = false
    for i in range {
      if self[i] == UInt8(ascii: ":") {
        colons += 1
        if i > range.lowerBound, self[i - 1] == self[i] { isShort = true }
        digits = 0
      } else {
        digits += 1
        if digits > 4 { return false }
      }
    }
    return isShort ? colons >= 2 && colons <= 7 && range.count > 2 : colons == 7 && digits > 0
  }
}
