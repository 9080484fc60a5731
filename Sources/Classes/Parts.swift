/// What rules ask for, one part after the other, each part a number: what is the same has the same number.
///
///     msg {:int}   is   m s g blank 257
struct Parts {
  /// Those of all rules, one rule behind the other.
  private(set) var numbers: [Int32] = []
  /// By number, from 256 on; a lower number is a byte.
  private var others: [Pattern] = [.anything]
  private var known = [Pattern.anything: anything]

  /// Any bytes, also none.
  static let anything: Int32 = 256

  subscript(number: Int32) -> Pattern { others[Int(number) - 256] }

  /// Whether nothing more is asked for.
  func isEnd(_ rest: Range<Int>) -> Bool {
    rest.isEmpty || rest.count == 1 && numbers[rest.lowerBound] == Self.anything
  }

  /// Adds a rule's; a choice at its end makes as many of it, so that what texts are searched for is shared as well.
  mutating func add(_ pattern: Pattern) -> [Range<Int>] {
    let start = numbers.count
    append(pattern)
    let isOpen = numbers.count > start && numbers.last == Self.anything
    let end = numbers.count - (isOpen ? 1 : 0)
    guard end > start, numbers[end - 1] >= 256, case .choice(let ways) = self[numbers[end - 1]] else {
      return [start..<numbers.count]
    }
    return ways.map { way in
      let first = numbers.count
      numbers += numbers[start..<end - 1]
      append(way)
      if isOpen { numbers.append(Self.anything) }
      return first..<numbers.count
    }
  }

  private mutating func append(_ pattern: Pattern) {
    switch pattern {
    case .literal(let bytes): for byte in bytes { numbers.append(Int32(byte)) }
    case .sequence(let parts): for part in parts { append(part) }
    default: numbers.append(number(pattern))
    }
  }

  private mutating func number(_ pattern: Pattern) -> Int32 {
    if case .byte(let set) = pattern, let only = set.only { return Int32(only) }
    let new = Int32(256 + others.count)
    let number = known[pattern, default: new]
    if number == new {
      known[pattern] = new
      others.append(pattern)
    }
    return number
  }
}
