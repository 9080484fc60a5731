/// The way back from JSON text to bytes.
extension Array where Element == UInt8 {
  /// Appends a copy of `bytes`.
  public mutating func append(_ bytes: borrowing Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }

  /// Appends what the inside of a JSON string stands for.
  ///
  ///     a\"b\u00e4\ud83d\ude00   becomes   a"bä😀
  ///
  /// Half of a surrogate pair becomes U+FFFD; a backslash that begins no escape stands for itself.
  public mutating func append(unescaping text: borrowing Span<UInt8>) {
    reserveCapacity(count + text.count)
    var at = 0
    while let backslash = text.position(of: UInt8(ascii: "\\"), from: at) {
      append(text.extracting(at..<backslash))
      at = backslash + 1
      if at < text.count, text[at] == UInt8(ascii: "u"), let unit = text.codeUnit(at: at + 1) {
        at += 5
        appendScalar(unit, text, &at)
      } else if at < text.count, let meant = unescaped(text[at]) {
        append(meant)
        at += 1
      } else {
        append(UInt8(ascii: "\\"))
      }
    }
    append(text.extracting(at..<text.count))
  }

  private func unescaped(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    default: nil
    }
  }

  /// Appends the character of the code unit before `at`, and of the one after it when the two are a pair.
  private mutating func appendScalar(_ unit: UInt32, _ text: borrowing Span<UInt8>, _ at: inout Int) {
    var value = unit
    if unit & 0xFC00 == 0xD800, text.holds("\\u", at: at), let low = text.codeUnit(at: at + 2),
      low & 0xFC00 == 0xDC00
    {
      value = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
      at += 6
    }
    append(contentsOf: UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}")!)
  }
}

extension Span where Element == UInt8 {
  /// The number that four hex digits at `start` make, or nil.
  fileprivate func codeUnit(at start: Int) -> UInt32? {
    guard start + 4 <= count else { return nil }
    var value: UInt32 = 0
    for i in start..<start + 4 {
      guard let digit = Character(Unicode.Scalar(self[i])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
