/// What a rule matches, whether it was written as a template or as an expression.
indirect enum Pattern: Sendable {
  case set(ByteSet)
  case sequence([Pattern])
  case either([Pattern])
  /// As often as it likes, also not at all.
  case star(Pattern)
  case optional(Pattern)

  static func literal(_ text: some Sequence<UInt8>) -> Pattern {
    .sequence(text.map { .set(ByteSet($0...$0)) })
  }

  static func plus(_ pattern: Pattern) -> Pattern { .sequence([pattern, .star(pattern)]) }
}

/// What a hole of a template takes.
///
///     {queue_id:int}   {recipient:rest}   {:ip}   {channel}, a word
enum Hole: String, CaseIterable {
  case int, number, hex, word, ip, text, rest

  var pattern: Pattern {
    let digits = Pattern.plus(.set(ByteSet(48...57)))
    switch self {
    case .int: return digits
    case .number:
      let fraction = Pattern.sequence([.literal(".".utf8), digits])
      return .sequence([.optional(.set(ByteSet(Array("+-".utf8)))), digits, .optional(fraction)])
    case .hex: return .plus(.set(ByteSet(48...57).union(ByteSet(65...70)).union(ByteSet(97...102))))
    case .word: return .plus(.set(ByteSet(Array(" \t".utf8)).inverted))
    case .ip:
      let letters = ByteSet(48...58).union(ByteSet(65...70)).union(ByteSet(97...102))
      return .plus(.set(letters.union(ByteSet(Array(".%".utf8)))))
    case .text, .rest: return .star(.set(.any))
    }
  }
}

/// Why a rule can't be used.
struct RuleError: Error {
  let what: String
}

/// Reads a template: literal text with holes in braces; `{{` is a brace.
///
///     starting delivery {delivery:int}: msg {queue_id:int} to {channel} {recipient:rest}
func readTemplate(_ text: String) throws(RuleError) -> Pattern {
  let bytes = Array(text.utf8)
  var parts: [Pattern] = []
  var i = 0
  while i < bytes.count {
    guard bytes[i] == UInt8(ascii: "{") else {
      parts.append(.set(ByteSet(bytes[i]...bytes[i])))
      i += 1
      continue
    }
    if i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "{") {
      parts.append(.literal("{".utf8))
      i += 2
      continue
    }
    guard let close = bytes[i...].firstIndex(of: UInt8(ascii: "}")) else {
      throw RuleError(what: "a brace is not closed; write {{ for a brace itself")
    }
    parts.append(try hole(String(decoding: bytes[i + 1..<close], as: UTF8.self)).pattern)
    i = close + 1
  }
  return .sequence(parts)
}

/// `name:type`, `:type` or `name`.
private func hole(_ text: String) throws(RuleError) -> Hole {
  let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
  let name = parts[0]
  guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
    throw RuleError(what: "hole {\(text)} has a name of other than letters, digits and _")
  }
  guard parts.count == 2 else { return .word }
  guard let hole = Hole(rawValue: String(parts[1])) else {
    let known = Hole.allCases.map(\.rawValue).joined(separator: " ")
    throw RuleError(what: "hole {\(text)} has no known type; choose from \(known)")
  }
  return hole
}
