/// Reads a regular expression, anchored at both ends, for what a template can't say.
///
///     re:(Accepted|Failed) [a-z/-]+ for .* from [0-9a-f.:]+ port \d+
///
/// Literals, `.`, `[]` with ranges and `^`, `*`, `+`, `?`, `|`, `()`, `\d`, `\w`, `\s` and `\` before any other
/// byte for itself. No back references: an expression is an automaton like a template, and as fast.
struct ExpressionReader {
  private let bytes: [UInt8]
  private var at = 0

  static func read(_ text: String) throws(RuleError) -> Pattern {
    var reader = ExpressionReader(bytes: Array(text.utf8))
    let pattern = try reader.alternatives()
    if reader.at < reader.bytes.count { throw RuleError(what: "a ) too many in the expression") }
    return pattern
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func alternatives() throws(RuleError) -> Pattern {
    var all = [try sequence()]
    while take("|") { all.append(try sequence()) }
    return all.count == 1 ? all[0] : .either(all)
  }

  private mutating func sequence() throws(RuleError) -> Pattern {
    var parts: [Pattern] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "|"), bytes[at] != UInt8(ascii: ")") {
      var part = try atom()
      while true {
        if take("*") {
          part = .star(part)
        } else if take("+") {
          part = .plus(part)
        } else if take("?") {
          part = .optional(part)
        } else {
          break
        }
      }
      parts.append(part)
    }
    return .sequence(parts)
  }

  private mutating func atom() throws(RuleError) -> Pattern {
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "."): return .set(.any)
    case UInt8(ascii: "["): return .set(try bracket())
    case UInt8(ascii: "\\"): return .set(try escape())
    case UInt8(ascii: "("):
      let inner = try alternatives()
      if !take(")") { throw RuleError(what: "a ( is not closed in the expression") }
      return inner
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw RuleError(what: "nothing stands before a * + or ? of the expression")
    default: return .set(ByteSet(byte...byte))
    }
  }

  private mutating func bracket() throws(RuleError) -> ByteSet {
    let isInverted = take("^")
    var set = ByteSet()
    var isFirst = true
    while isFirst || !take("]") {
      isFirst = false
      guard at < bytes.count else { throw RuleError(what: "a [ is not closed in the expression") }
      let low = bytes[at]
      at += 1
      if low == UInt8(ascii: "\\") {
        set = set.union(try escape())
      } else if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"), bytes[at + 1] != UInt8(ascii: "]") {
        let high = bytes[at + 1]
        guard low <= high else { throw RuleError(what: "a range of [] goes backwards") }
        set = set.union(ByteSet(low...high))
        at += 2
      } else {
        set.insert(low)
      }
    }
    return isInverted ? set.inverted : set
  }

  private mutating func escape() throws(RuleError) -> ByteSet {
    guard at < bytes.count else { throw RuleError(what: "the expression ends with a \\") }
    let byte = bytes[at]
    at += 1
    let digits = ByteSet(48...57)
    switch byte {
    case UInt8(ascii: "d"): return digits
    case UInt8(ascii: "w"):
      return digits.union(ByteSet(65...90)).union(ByteSet(97...122)).union(ByteSet(95...95))
    case UInt8(ascii: "s"): return ByteSet(Array(" \t".utf8))
    default: return ByteSet(byte...byte)
    }
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: byte) else { return false }
    at += 1
    return true
  }
}
