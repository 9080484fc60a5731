/// The patterns of one table as one nondeterministic automaton, built as Thompson did (CACM 11:6, 1968).
///
/// What patterns have in common at their beginning they share, so that a text is in few nodes at once.
package struct Automaton {
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
  /// By node: the first of the rules that it may lead to.
  private(set) var firstRules: [Int32] = []
  private(set) var sets: [ByteSet] = []
  private(set) var start: Int32?

  /// The most nodes that one rule may need.
  private static let mostNodes = 20_000

  /// So many parts are shared at the most: each is a call within a call.
  private static let deepest = 500

  /// - Parameter patterns: those of the rules, by number.
  package init(_ patterns: [Pattern]) throws(PatternError) {
    var parts = Parts()
    let ways = patterns.enumerated().flatMap { (rule, pattern) in
      parts.add(pattern).map { Way(rule: Int32(rule), rest: $0) }
    }
    start = try compile(ways, parts, depth: 0)
  }

  /// What a rule still asks for: so many of all parts.
  private struct Way {
    let rule: Int32
    var rest: Range<Int>
  }

  /// Compiles the rules that a text may be of; returns the node where they begin.
  private mutating func compile(
    _ ways: [Way], _ parts: borrowing Parts, depth: Int
  ) throws(PatternError) -> Int32? {
    var start: Int32?
    var groups: [(part: Int32, ways: [Way])] = []
    for way in ways {
      if ways.count == 1 || parts.isEnd(way.rest) || depth == Self.deepest {
        start = fork(try compile(way, parts), start)
        continue
      }
      let part = parts.numbers[way.rest.lowerBound]
      let behind = Way(rule: way.rule, rest: way.rest.dropFirst())
      if let known = groups.firstIndex(where: { $0.part == part }) {
        groups[known].ways.append(behind)
      } else {
        groups.append((part, [behind]))
      }
    }
    for (part, ways) in groups {
      let rest = try compile(ways, parts, depth: depth + 1)!
      start = fork(try compile(part, parts, then: rest, nodes.count + Self.mostNodes), start)
    }
    return start
  }

  /// Compiles one rule to its end.
  private mutating func compile(_ way: Way, _ parts: borrowing Parts) throws(PatternError) -> Int32 {
    let bound = nodes.count + Self.mostNodes
    var rest = parts.numbers[way.rest]
    let isOpen = rest.last == Parts.anything
    if isOpen { rest.removeLast() }
    var start = append(isOpen ? .acceptAll(rule: way.rule) : .accept(rule: way.rule), way.rule)
    for part in rest.reversed() { start = try compile(part, parts, then: start, bound) }
    return start
  }

  private mutating func compile(
    _ part: Int32, _ parts: borrowing Parts, then next: Int32, _ bound: Int
  ) throws(PatternError) -> Int32 {
    guard let byte = UInt8(exactly: part) else { return try compile(parts[part], then: next, bound) }
    return append(.byte(byte, then: next), firstRules[Int(next)])
  }

  private mutating func fork(_ one: Int32, _ other: Int32?) -> Int32 {
    guard let other else { return one }
    return append(.split(one, other), min(firstRules[Int(one)], firstRules[Int(other)]))
  }

  private mutating func append(_ node: Node, _ firstRule: Int32) -> Int32 {
    nodes.append(node)
    firstRules.append(firstRule)
    return Int32(nodes.count - 1)
  }

  /// Compiles from the end to the front; returns the node where `pattern` begins.
  private mutating func compile(_ pattern: Pattern, then next: Int32, _ bound: Int) throws(PatternError)
    -> Int32
  {
    if nodes.count > bound { throw PatternError("it needs more than \(Self.mostNodes) states; count less") }
    let rule = firstRules[Int(next)]
    switch pattern {
    case .literal(let bytes):
      return bytes.reversed().reduce(next) { append(.byte($1, then: $0), rule) }
    case .byte(let set):
      return append(set.only.map { .byte($0, then: next) } ?? .set(number(set), then: next), rule)
    case .sequence(let parts):
      var start = next
      for part in parts.reversed() { start = try compile(part, then: start, bound) }
      return start
    case .choice(let ways):
      var start = try compile(ways[ways.count - 1], then: next, bound)
      for way in ways.dropLast().reversed() { start = fork(try compile(way, then: next, bound), start) }
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
      for _ in least..<most { start = fork(try compile(body, then: start, bound), next) }
    } else {
      let loop = fork(next, next)
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
