/// Gathers the nodes that can be reached.
struct Closure {
  /// In order once `finish` was called.
  private(set) var nodes: [Int32] = []
  private var stack: [Int32] = []
  /// By node: the round in which it was last met.
  private var rounds: [UInt32]
  private var round: UInt32 = 0

  init(_ count: Int) { rounds = [UInt32](repeating: 0, count: count) }

  var count: Int { nodes.count }

  mutating func clear() {
    nodes.removeAll(keepingCapacity: true)
    round &+= 1
    if round == 0 {
      rounds = [UInt32](repeating: 0, count: rounds.count)
      round = 1
    }
  }

  /// Adds what can be reached from `start` without a byte.
  mutating func add(_ start: Int32, _ automaton: Automaton) {
    stack.append(start)
    while let node = stack.popLast() {
      if rounds[Int(node)] == round { continue }
      rounds[Int(node)] = round
      if case .split(let one, let other) = automaton.nodes[Int(node)] {
        stack.append(one)
        stack.append(other)
      } else {
        nodes.append(node)
      }
    }
  }

  /// Adds what can be reached from `node` by `byte`.
  mutating func step(_ node: Int32, _ byte: UInt8, _ automaton: Automaton) {
    switch automaton.nodes[Int(node)] {
    case .byte(byte, let next): add(next, automaton)
    case .set(let set, let next) where automaton.sets[Int(set)].contains(byte): add(next, automaton)
    case .acceptAll: add(node, automaton)
    default: break
    }
  }

  /// Puts the nodes in order, without those that can win no more beside a rule that matches whatever follows.
  /// - Returns: the rule that matches when no further byte can change it, `LazyDFA.none` for none; else nil.
  mutating func finish(_ automaton: Automaton) -> Int32? {
    var certain: Int32?
    for node in nodes {
      if case .acceptAll(let rule) = automaton.nodes[Int(node)] { certain = min(rule, certain ?? rule) }
    }
    if let certain {
      nodes.removeAll { automaton.firstRules[Int($0)] > certain }
      let open = nodes.allSatisfy { automaton.firstRules[Int($0)] == certain }
      if open { return certain }
    }
    nodes.sort()
    return nodes.isEmpty ? LazyDFA.none : nil
  }

  /// The rule that matches when the text ends here, or `LazyDFA.none`.
  func verdict(_ automaton: Automaton) -> Int32 {
    var first = LazyDFA.none
    for node in nodes {
      switch automaton.nodes[Int(node)] {
      case .accept(let rule), .acceptAll(let rule): first = min(first, rule)
      default: break
      }
    }
    return first
  }
}
