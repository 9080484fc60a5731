import Lines

/// A reader of regular expressions, for what templates cannot say. They match the whole text.
///
///     (Accepted|Failed) \w+ for .* from [0-9a-f.:]{3,39} port \d{1,5}
///
/// Literals, `.` (any byte), `[a-z]`, `[^...]`, `(a|b)`, `*`, `+`, `?`, `{m}`, `{m,}`, `{m,n}`, `\d`, `\w`,
/// `\s`, `\t`, `\n`, and `\` before any other sign.
/// There is nothing that a finite automaton cannot do in one pass.
struct Expression {
  private let text: [UInt8]
  private var at = 0
  private var depth = 0

  /// Bounds that no sane rule meets.
  private static let deepest = 50
  private static let mostRepeats = 255

  init(_ text: [UInt8]) { self.text = text }

  mutating func read() throws(PatternError) -> Pattern {
    let pattern = try choice()
    if at < text.count { throw PatternError("a ) has no (; write \\) for one that means itself") }
    return pattern
  }

  private func next(_ byte: Unicode.Scalar) -> Bool { at < text.count && text[at] == UInt8(ascii: byte) }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard next(byte) else { return false }
    at += 1
    return true
  }

  private mutating func choice() throws(PatternError) -> Pattern {
    var ways = [try sequence()]
    while take("|") { ways.append(try sequence()) }
    return ways.count == 1 ? ways[0] : .choice(ways)
  }

  private mutating func sequence() throws(PatternError) -> Pattern {
    var parts: [Pattern] = []
    while at < text.count, !next("|"), !next(")") { parts.append(try repetition(of: try single())) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func single() throws(PatternError) -> Pattern {
    let byte = text[at]
    at += 1
    switch byte {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return .byte(try set())
    case UInt8(ascii: "."): return .byte(.all)
    case UInt8(ascii: "\\"): return .byte(try escape())
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"):
      let sign = Character(Unicode.Scalar(byte))
      throw PatternError("\(sign) has nothing to repeat; write \\\(sign) for one that means itself")
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      let sign = Character(Unicode.Scalar(byte))
      throw PatternError(
        "\(sign) is needless, the whole text is matched; write \\\(sign) for one that means itself")
    default: return .byte(ByteSet(byte))
    }
  }

  private mutating func group() throws(PatternError) -> Pattern {
    depth += 1
    if depth > Self.deepest {
      throw PatternError("more than \(Self.deepest) parentheses stand in each other")
    }
    let inside = try choice()
    guard take(")") else { throw PatternError("a ( has no ); write \\( for one that means itself") }
    depth -= 1
    return inside
  }

  /// What a backslash and the byte after it stand for.
  private mutating func escape() throws(PatternError) -> ByteSet {
    guard at < text.count else { throw PatternError("a backslash stands at the end; write \\\\ for one") }
    let byte = text[at]
    at += 1
    switch byte {
    case UInt8(ascii: "d"): return .digits
    case UInt8(ascii: "w"): return .wordBytes
    case UInt8(ascii: "s"): return .blanks
    case UInt8(ascii: "t"): return ByteSet(9)
    case UInt8(ascii: "n"): return ByteSet(10)
    case let other where ByteSet.wordBytes.contains(other):
      throw PatternError("\\\(Character(Unicode.Scalar(other))) is unknown; choose from \\d \\w \\s \\t \\n")
    default: return ByteSet(byte)
    }
  }
}

/// Sets in brackets and counts in braces.
extension Expression {
  private mutating func set() throws(PatternError) -> ByteSet {
    var set = ByteSet()
    let others = take("^")
    var isFirst = true
    while at < text.count, isFirst || !next("]") {
      isFirst = false
      let low = text[at]
      at += 1
      if low == UInt8(ascii: "\\") {
        set = set.union(try escape())
      } else if next("-"), at + 1 < text.count, text[at + 1] != UInt8(ascii: "]") {
        let high = text[at + 1]
        guard low <= high else { throw PatternError("a range in [] ends before it begins") }
        set = set.union(ByteSet(low...high))
        at += 2
      } else {
        set.insert(low)
      }
    }
    guard take("]") else { throw PatternError("a [ has no ]; write \\[ for one that means itself") }
    return others ? set.inverted : set
  }

  private mutating func repetition(of pattern: Pattern) throws(PatternError) -> Pattern {
    var pattern = pattern
    for _ in 0..<Self.deepest {
      if take("*") {
        pattern = .repeated(pattern, least: 0, most: nil)
      } else if take("+") {
        pattern = .repeated(pattern, least: 1, most: nil)
      } else if take("?") {
        pattern = .repeated(pattern, least: 0, most: 1)
      } else if take("{") {
        pattern = try counted(pattern)
      } else {
        return pattern
      }
    }
    throw PatternError("more than \(Self.deepest) counts follow one another")
  }

  /// `{m}`, `{m,}` or `{m,n}`, behind the brace.
  private mutating func counted(_ pattern: Pattern) throws(PatternError) -> Pattern {
    let wrong = PatternError(
      "a { is followed by no count from 0 to \(Self.mostRepeats); write {m}, {m,}, {m,n} or \\{")
    guard let least = count() else { throw wrong }
    var most: Int? = least
    if take(",") { most = next("}") ? nil : count() ?? -1 }
    guard take("}"), most ?? least >= least else { throw wrong }
    return .repeated(pattern, least: least, most: most)
  }

  private mutating func count() -> Int? {
    guard let number = text.span.decimal(at: at), number.value <= Self.mostRepeats else { return nil }
    at = number.end
    return Int(number.value)
  }
}
