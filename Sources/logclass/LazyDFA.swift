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
  /// A row for each state, and a state is the place of its row: by class of byte the next state, or when the rule
  /// is certain -2 - rule, or `unbuilt`.
  private(set) var moves: [Int32] = []
  private var first = unbuilt
  private var sets = NodeSets()
  /// By row, which is the number of its set: the rule that matches when the text ends there.
  private var verdicts: [Int32] = []
  private var closure: Closure

  /// - Parameter bound: how many moves, and how many nodes of sets, are remembered; 4 bytes each.
  init(_ automaton: Automaton, bound: Int = 1 << 20) {
    self.automaton = automaton
    self.bound = bound
    classes = ByteClasses(of: automaton)
    closure = Closure(automaton.nodes.count)
  }

  /// In all sets.
  var nodesHeld: Int { sets.nodes.count }

  /// The first rule that matches all of `text`, or `none`.
  mutating func match(_ text: borrowing Span<UInt8>) -> Int32 {
    if first == Self.unbuilt { first = start() }
    var state = first
    var at = 0
    while true {
      if state >= 0 { walk(text, &at, &state) }
      if state < 0 { return -2 - state }
      if at == text.count { return verdicts[Int(state) / classes.count] }
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
    if let start = automaton.start { closure.add(start, automaton) }
    return state()
  }

  /// Builds the move from `state` on `byte`; returns where it leads.
  @inline(never) private mutating func build(from state: Int32, _ byte: UInt8) -> Int32 {
    closure.clear()
    for i in sets.range(Int(state) / classes.count) { closure.step(sets.nodes[i], byte, automaton) }
    if moves.count + classes.count > bound || sets.nodes.count + closure.count > bound {
      forget()
      return self.state()
    }
    let next = self.state()
    moves[Int(state) + Int(classes.places[Int(byte)])] = next
    return next
  }

  /// The state of the set gathered, made when it is new; a verdict when no further byte can change it.
  private mutating func state() -> Int32 {
    if let rule = closure.finish(automaton) { return -2 - rule }
    let number = sets.number(of: closure.nodes)
    if number == verdicts.count {
      verdicts.append(closure.verdict(automaton))
      moves.append(contentsOf: repeatElement(Self.unbuilt, count: classes.count))
    }
    return Int32(number * classes.count)
  }

  private mutating func forget() {
    moves.removeAll(keepingCapacity: true)
    verdicts.removeAll()
    sets = NodeSets()
    first = Self.unbuilt
  }
}
