/// The patterns of one table as one nondeterministic automaton, built as Thompson did (CACM 11:6, 1968).
///
/// The nodes of an earlier rule come before those of a later one: the lowest node of a set knows best.
struct Automaton {
  enum Node {
    case byte(UInt8, then: Int32)
    /// Any byte of `sets[set]`.
    case set(_ set: Int32, then: Int32)
    /// Two ways to go on, without a byte.
    case split(Int32, Int32)
    /// The rule matches when the text ends here.
    case accept(rule: Int32)
    /// The rule matches whatever follows.
    case acceptAll(rule: Int32)
  }

  private(set) var nodes: [Node] = []
  private(set) var sets: [ByteSet] = []
  /// Where each rule begins.
  private(set) var starts: [Int32] = []

  /// The most nodes that one rule may need.
  private static let mostNodes = 20_000

  /// Adds the next rule.
  mutating func add(_ pattern: Pattern) throws(PatternError) {
    let bound = nodes.count + Self.mostNodes
    let rule = Int32(starts.count)
    let front = pattern.frontOfOpenEnd
    let end = append(front == nil ? .accept(rule: rule) : .acceptAll(rule: rule))
    starts.append(try compile(front ?? pattern, then: end, bound))
  }

  private mutating func append(_ node: Node) -> Int32 {
    nodes.append(node)
    return Int32(nodes.count - 1)
  }

  /// Compiles from the end to the front; returns the node where `pattern` begins.
  private mutating func compile(_ pattern: Pattern, then next: Int32, _ bound: Int) throws(PatternError)
    -> Int32
  {
    if nodes.count > bound { throw PatternError("it needs more than \(Self.mostNodes) states; count less") }
    switch pattern {
    case .literal(let bytes):
      return bytes.reversed().reduce(next) { append(.byte($1, then: $0)) }
    case .byte(let set):
      return append(.set(number(set), then: next))
    case .sequence(let parts):
      var start = next
      for part in parts.reversed() { start = try compile(part, then: start, bound) }
      return start
    case .choice(let ways):
      var start = try compile(ways[ways.count - 1], then: next, bound)
      for way in ways.dropLast().reversed() {
        start = append(.split(try compile(way, then: next, bound), start))
      }
      return start
    case .repeated(let body, let least, let most):
      return try repeated(body, least, most, then: next, bound)
    }
  }

  private mutating func repeated(
    _ body: Pattern, _ least: Int, _ most: Int?, then next: Int32, _ bound: Int
  ) throws(PatternError) -> Int32 {
    var start = next
    var needed = least
    if let most {
      for _ in least..<most { start = append(.split(try compile(body, then: start, bound), next)) }
    } else {
      let loop = append(.split(next, next))
      let first = try compile(body, then: loop, bound)
      nodes[Int(loop)] = .split(first, next)
      start = least == 0 ? loop : first
      needed = max(0, least - 1)
    }
    for _ in 0..<needed { start = try compile(body, then: start, bound) }
    return start
  }

  private mutating func number(_ set: ByteSet) -> Int32 {
    if let known = sets.firstIndex(of: set) { return Int32(known) }
    sets.append(set)
    return Int32(sets.count - 1)
  }
}

extension Pattern {
  /// What stands before `.*` at the end, or nil when the pattern does not end so.
  fileprivate var frontOfOpenEnd: Pattern? {
    if self == .anything { return .sequence([]) }
    guard case .sequence(let parts) = self, parts.last == .anything else { return nil }
    return .sequence(parts.dropLast())
  }
}
