import Lines

/// One table of rules as a deterministic automaton whose states are built when a text first needs them.
///
/// A byte costs one look into a table, however many rules there are. What has been built is forgotten when it
/// fills its bound, so that no input makes it grow. A text whose rule is certain is not read to its end.
struct LazyDFA {
  /// The answer when no rule matches.
  static let none: Int32 = .max - 1
  private static let unbuilt: Int32 = -1

  private let automaton: Automaton
  private let classes: ByteClasses
  private let bound: Int
  /// A row for each state, and a state is the place of its row: first the rule that matches when the text
  /// ends there, then by class of byte the next state, or when the rule is certain -2 - rule, or `unbuilt`.
  private(set) var moves: [Int32] = []
  private var first = unbuilt
  /// By row: the nodes of the automaton that it stands for, in order.
  private var sets: [[Int32]] = []
  private var states: [[Int32]: Int32] = [:]
  /// In all sets.
  private(set) var nodesHeld = 0
  private var closure: Closure

  /// - Parameter bound: how many moves, and how many nodes of sets, are remembered; 4 bytes each.
  init(_ automaton: Automaton, bound: Int = 1 << 20) {
    self.automaton = automaton
    self.bound = bound
    classes = ByteClasses(of: automaton)
    closure = Closure(automaton.nodes.count)
  }

  /// The first rule that matches all of `text`, or `none`.
  mutating func match(_ text: borrowing Span<UInt8>) -> Int32 {
    if first == Self.unbuilt { first = start() }
    var state = first
    var at = 0
    while true {
      if state >= 0 { walk(text, &at, &state) }
      if state < 0 { return -2 - state }
      if at == text.count { return moves[Int(state)] }
      state = build(from: state, text[at])
      at += 1
    }
  }

  /// Goes on as far as moves are built and the rule is not certain.
  @inline(__always) private func walk(_ text: borrowing Span<UInt8>, _ at: inout Int, _ state: inout Int32) {
    let moves = moves.span
    let places = classes.places.span
    var i = at
    var row = Int(state)
    var next = state
    while next >= 0, i < text.count {
      row = Int(next)
      next = moves[row &+ Int(places[Int(text[i])])]
      i &+= 1
    }
    if next == Self.unbuilt { (next, i) = (Int32(truncatingIfNeeded: row), i &- 1) }
    (at, state) = (i, next)
  }

  private mutating func start() -> Int32 {
    closure.clear()
    for start in automaton.starts { closure.add(start, automaton) }
    return state(of: closure.takeSet(automaton))
  }

  /// Builds the move from `state` on `byte`; returns where it leads.
  @inline(never) private mutating func build(from state: Int32, _ byte: UInt8) -> Int32 {
    let width = classes.count + 1
    closure.clear()
    for node in sets[Int(state) / width] {
      switch automaton.nodes[Int(node)] {
      case .byte(byte, let next): closure.add(next, automaton)
      case .set(let set, let next) where automaton.sets[Int(set)].contains(byte): closure.add(next, automaton)
      case .acceptAll: closure.add(node, automaton)
      default: break
      }
    }
    let set = closure.takeSet(automaton)
    if moves.count + width > bound || nodesHeld + set.count > bound {
      forget()
      return self.state(of: set)
    }
    let next = self.state(of: set)
    moves[Int(state) + Int(classes.places[Int(byte)])] = next
    return next
  }

  /// The state of `set`, made when it is new; a verdict when no further byte can change it.
  private mutating func state(of set: [Int32]) -> Int32 {
    guard let best = set.first else { return -2 - Self.none }
    if case .acceptAll(let rule) = automaton.nodes[Int(best)] { return -2 - rule }
    if let known = states[set] { return known }
    let new = Int32(moves.count)
    moves.append(verdict(set))
    moves.append(contentsOf: repeatElement(Self.unbuilt, count: classes.count))
    sets.append(set)
    states[set] = new
    nodesHeld += set.count
    return new
  }

  /// The rule that matches when the text ends in `set`.
  private func verdict(_ set: [Int32]) -> Int32 {
    for node in set {
      switch automaton.nodes[Int(node)] {
      case .accept(let rule), .acceptAll(let rule): return rule
      default: break
      }
    }
    return Self.none
  }

  private mutating func forget() {
    moves.removeAll(keepingCapacity: true)
    sets.removeAll()
    states.removeAll()
    nodesHeld = 0
    first = Self.unbuilt
  }
}

/// Gathers nodes that can be reached without a byte.
private struct Closure {
  private var set: [Int32] = []
  private var stack: [Int32] = []
  /// By node: the round in which it was last met.
  private var rounds: [UInt32]
  private var round: UInt32 = 0

  init(_ count: Int) { rounds = [UInt32](repeating: 0, count: count) }

  mutating func clear() {
    set.removeAll(keepingCapacity: true)
    round &+= 1
    if round == 0 {
      rounds = [UInt32](repeating: 0, count: rounds.count)
      round = 1
    }
  }

  mutating func add(_ start: Int32, _ automaton: Automaton) {
    stack.append(start)
    while let node = stack.popLast() {
      if rounds[Int(node)] == round { continue }
      rounds[Int(node)] = round
      if case .split(let one, let other) = automaton.nodes[Int(node)] {
        stack.append(one)
        stack.append(other)
      } else {
        set.append(node)
      }
    }
  }

  /// The nodes met, in order, without those that can win no more behind a rule that matches whatever follows.
  mutating func takeSet(_ automaton: Automaton) -> [Int32] {
    set.sort()
    let end = set.firstIndex { if case .acceptAll = automaton.nodes[Int($0)] { true } else { false } }
    return Array(set[..<(end.map { $0 + 1 } ?? set.count)])
  }
}
