import Lines

/// The rules by program: one automaton for each that occurs.
struct RuleTables: ~Copyable {
  let rules: [Rule]
  private var names = ByteTable()
  /// By slot of the name: the numbers of its rules, in order.
  private var members: [[Int]] = []
  /// By slot: where its automaton is kept, -1 before it is needed.
  private var places: [Int] = []
  private var automata: AutomatonList

  init(_ rules: [Rule]) {
    self.rules = rules
    automata = AutomatonList()
    for (number, rule) in rules.enumerated() {
      for app in rule.apps {
        let bytes = Array(app.utf8)
        let slot = names.slot(of: bytes.span)
        if slot == members.count {
          members.append([])
          places.append(-1)
        }
        members[slot].append(number)
      }
    }
  }

  /// The table of a program, by the last part of its name; nil when no rule names it.
  func table(_ app: borrowing Span<UInt8>) -> Int? {
    if let slot = names.find(app) { return slot }
    guard let slash = app.lastPosition(of: UInt8(ascii: "/")) else { return nil }
    return names.find(app.extracting(slash + 1..<app.count))
  }

  /// The number of the first rule of `table` that matches all of `text`.
  mutating func match(_ text: borrowing Span<UInt8>, in table: Int) -> Int? {
    if places[table] < 0 {
      places[table] = automata.add(Automaton(members[table].map { rules[$0].pattern }))
    }
    return automata.match(text, at: places[table]).map { members[table][$0] }
  }
}

/// Automata that can't be copied, behind each other.
struct AutomatonList: ~Copyable {
  private var slots: [AutomatonBox] = []

  mutating func add(_ automaton: consuming Automaton) -> Int {
    slots.append(AutomatonBox(automaton))
    return slots.count - 1
  }

  func match(_ text: borrowing Span<UInt8>, at i: Int) -> Int? { slots[i].automaton.match(text) }
}

/// An array can't hold what can't be copied, so each automaton has a box.
final class AutomatonBox {
  var automaton: Automaton

  init(_ automaton: consuming Automaton) { self.automaton = automaton }
}
