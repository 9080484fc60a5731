import Lines

/// One table of rules as a deterministic automaton whose states are built when a text first needs them.
///
/// A byte costs one look into a table, however many rules there are. From most states all texts that come go on
/// with the same byte: such have no row in the table but are parts of paths, which are compared eight bytes at a
/// time. What has been built is forgotten when it fills its bound, so that no input makes it grow. A text whose
/// rule is certain is not read to its end.
package struct LazyDFA {
  /// The answer when no rule matches.
  static let none: Int32 = 1 << 30

  private let automaton: Automaton
  private let classes: ByteClasses
  private let bound: Int
  /// Rows, each named by its place: the number of its state, then by class of byte a `Target`.
  private(set) var moves: [Int32] = []
  private var paths = Paths()
  private var first = Target.unbuilt
  private var sets = NodeSets()
  /// By number of a state, which is that of its set.
  private var states: [State] = []
  private var closure: Closure

  private struct State {
    /// -1 for none.
    var row: Int32 = -1
    /// The rule that matches when the text ends there.
    let verdict: Int32
  }

  /// - Parameter bound: how many moves, and how many nodes of sets, are remembered; 4 bytes each.
  package init(_ automaton: Automaton, bound: Int = 1 << 20) {
    self.automaton = automaton
    self.bound = bound
    classes = ByteClasses(of: automaton)
    closure = Closure(automaton.nodes.count)
  }

  /// In all sets.
  var nodesHeld: Int { sets.nodes.count }

  /// The first rule that matches all of `text`, or `none`.
  package mutating func match(_ text: borrowing Span<UInt8>) -> Int32 {
    if first == Target.unbuilt { first = start() }
    var target = first
    var at = 0
    while true {
      let move = target >= 0 ? walk(text, &at, &target) : -1
      if target <= Target.lastVerdict { return Target.rule(target) }
      if target < 0, states[Target.number(target)].row >= 0 {
        // It got its row after the move that led here.
        target = states[Target.number(target)].row
        if move >= 0 { moves[move] = target }
        continue
      }
      var number = target < 0 ? Target.number(target) : Int(moves[Int(target)])
      if target < 0 { paths.walk(text, &at, &number) }
      if at == text.count { return states[number].verdict }
      if target < 0, states[number].row >= 0 {
        target = states[number].row
      } else {
        target = build(number, text[at])
        at += 1
      }
    }
  }

  /// Goes on from row to row as far as moves are built; returns the place of the last move.
  ///
  /// In a hole most bytes lead from a state to itself: a branch that guesses so need not wait for the table.
  @inline(__always) private func walk(
    _ text: borrowing Span<UInt8>, _ at: inout Int, _ target: inout Int32
  ) -> Int {
    let moves = moves.span
    let places = classes.places.span
    var (i, row, next, move) = (at, target, target, -1)
    while next >= 0, i < text.count {
      row = next
      repeat {
        move = Int(row) &+ 1 &+ Int(places[Int(text[i])])
        next = moves[move]
        i &+= 1
      } while next == row && i < text.count
    }
    if next == Target.unbuilt { (next, i) = (row, i &- 1) }
    (at, target) = (i, next)
    return move
  }

  private mutating func start() -> Int32 {
    closure.clear()
    if let start = automaton.start { closure.add(start, automaton) }
    return target()
  }

  /// Builds the move of a state on `byte`; returns where it leads.
  @inline(never) private mutating func build(_ number: Int, _ byte: UInt8) -> Int32 {
    closure.clear()
    for i in sets.range(number) { closure.step(sets.nodes[i], byte, automaton) }
    if moves.count + classes.count + 1 > bound || sets.nodes.count + closure.count > bound {
      forget()
      return target()
    }
    let known = states.count
    let target = target()
    if states.count > known, paths.append(byte, to: number) { return target }
    let row = row(number)
    moves[row + 1 + Int(classes.places[Int(byte)])] = target
    return target
  }

  /// The row of a state; a new one holds the move that was its only one.
  private mutating func row(_ number: Int) -> Int {
    if states[number].row >= 0 { return Int(states[number].row) }
    let row = moves.count
    states[number].row = Int32(row)
    moves.append(Int32(number))
    moves.append(contentsOf: repeatElement(Target.unbuilt, count: classes.count))
    if let byte = paths.byte(number) {
      moves[row + 1 + Int(classes.places[Int(byte)])] = Target.state(number + 1)
    }
    return row
  }

  /// Where a move to the set gathered leads; to a verdict when no further byte can change it.
  private mutating func target() -> Int32 {
    if let rule = closure.finish(automaton) { return Target.verdict(rule) }
    let number = sets.number(of: closure.nodes)
    if number == states.count {
      states.append(State(verdict: closure.verdict(automaton)))
      paths.append()
    }
    return states[number].row < 0 ? Target.state(number) : states[number].row
  }

  private mutating func forget() {
    moves.removeAll(keepingCapacity: true)
    paths = Paths()
    first = Target.unbuilt
    states.removeAll()
    sets = NodeSets()
  }
}

/// Where a move leads: to a row, or else, less than 0, to a state by its number or to a verdict.
private enum Target {
  static let unbuilt: Int32 = -1
  static let lastVerdict = verdict(LazyDFA.none)

  static func state(_ number: Int) -> Int32 { -2 - Int32(number) }
  static func number(_ target: Int32) -> Int { Int(-2 - target) }
  static func verdict(_ rule: Int32) -> Int32 { .min + rule }
  static func rule(_ target: Int32) -> Int32 { target - .min }
}
