import Classes
import Lines

/// What sort of thing varies: the narrowest hole that takes it.
enum Value {
  /// Nothing was seen yet.
  case none
  case int, number, hex, address, word
  /// A word or nothing.
  case value
  /// Anything, blanks too.
  case any

  init(_ bytes: borrowing Span<UInt8>) {
    if bytes.count == 0 {
      self = .value
    } else if bytes.end(from: 0, while: { $0 > 32 }) < bytes.count {
      self = .any
    } else if bytes.isAddress {
      self = .address
    } else {
      self = Self.number(bytes) ?? .word
    }
  }

  /// The hole that takes both.
  func joined(_ other: Value) -> Value {
    if self == other { return self }
    switch (self, other) {
    case (.none, let some), (let some, .none): return some
    case (.any, _), (_, .any): return .any
    case (.value, _), (_, .value): return .value
    case (.int, .hex), (.hex, .int): return .hex
    case (.int, .number), (.number, .int): return .number
    default: return .word
    }
  }

  var hole: StaticString {
    switch self {
    case .none, .any: "{:text}"
    case .value: "{:value}"
    case .word: "{:word}"
    case .int: "{:int}"
    case .number: "{:number}"
    case .hex: "{:hex}"
    case .address: "{:ip}"
    }
  }

  private static func number(_ word: borrowing Span<UInt8>) -> Value? {
    let digits = word.end(from: 0) { ByteSet.digits.contains($0) }
    if digits == word.count { return .int }
    let hexDigits = word.end(from: 0) { ByteSet.hexDigits.contains($0) }
    if hexDigits == word.count, word.hasDigit, word.count >= 4 { return .hex }
    let start = word[0] == UInt8(ascii: "-") || word[0] == UInt8(ascii: "+") ? 1 : 0
    let whole = word.end(from: start) { ByteSet.digits.contains($0) }
    if whole > start, whole == word.count { return .number }
    guard whole > start, whole + 1 < word.count, word[whole] == UInt8(ascii: ".") else { return nil }
    return word.end(from: whole + 1) { ByteSet.digits.contains($0) } == word.count ? .number : nil
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes are an IPv4 or IPv6 address and nothing else.
  fileprivate var isAddress: Bool { isFourParts(0..<count) || isIPv6(0..<count) }

  private func isFourParts(_ range: Range<Int>) -> Bool {
    var parts = 1
    var digits = 0
    for i in range {
      if ByteSet.digits.contains(self[i]) {
        digits += 1
      } else if self[i] != UInt8(ascii: ".") {
        return false
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
        if digits > 4 || !ByteSet.hexDigits.contains(self[i]) { return false }
      }
    }
    return isShort ? colons >= 2 && colons <= 7 && range.count > 2 : colons == 7 && digits > 0
  }
}
