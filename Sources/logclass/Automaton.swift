import Lines

/// All rules of one program as one automaton, built as far as the input asks for.
///
/// Rules become a nondeterministic automaton (Thompson); its sets of states become the states of a deterministic
/// one, each when it is first reached. So a line costs one table look-up a byte, whatever the rules and however
/// many there are, and no input can make it backtrack. Where the set of states grows past a bound the table is
/// emptied and begun again: memory is bounded too.
/// - Source: K. Thompson, Regular Expression Search Algorithm, CACM 11 (1968).
struct Automaton: ~Copyable {
  /// A place in a rule: takes a byte of `set` and goes to `next`; without a set it is a fork to `next` and `other`.
  private struct Place {
    var set: Int32 = -1
    var next: Int32 = -1
    var other: Int32 = -1
    /// The rule it belongs to; with neither set nor next it is the rule's end.
    let rule: Int32
  }

  private var places: [Place] = []
  private var starts: [Int32] = []
  private var sets: [ByteSet] = []
  /// Bytes that no set tells apart share a column of the table.
  private var columns = Slots<UInt8>(repeating: 0, count: 256)
  private var columnCount = 1

  /// Deterministic states: their places, the rule they accept (-1 none), and whether nothing can change that.
  private var members = ByteTable()
  private var table: [Int32] = []
  private var accepts: [Int32] = []
  private var isSettled: [Bool] = []
  private var start: Int32 = 0

  /// Deterministic states that are kept before all are forgotten.
  private static let bound = 4096

  /// - Parameter patterns: in the order of precedence: where several match, the first wins.
  init(_ patterns: [Pattern]) {
    var numbers: [ByteSet: Int32] = [:]
    for (rule, pattern) in patterns.enumerated() {
      places.append(Place(rule: Int32(rule)))
      starts.append(build(pattern, Int32(places.count - 1), Int32(rule), &numbers))
    }
    makeColumns()
    reset()
  }

  /// The first rule that matches all of `text`, or nil.
  mutating func match(_ text: borrowing Span<UInt8>) -> Int? {
    var state = Int(start)
    var i = 0
    while i < text.count {
      if isSettled[state] { break }
      var next = table[state &* columnCount &+ Int(columns[Int(text[i])])]
      if next < 0 { next = step(state, text[i]) }
      state = Int(next)
      i &+= 1
    }
    return accepts[state] < 0 ? nil : Int(accepts[state])
  }

  /// Builds `pattern` so that it goes on to `next`; returns where it starts.
  private mutating func build(
    _ pattern: Pattern, _ next: Int32, _ rule: Int32, _ numbers: inout [ByteSet: Int32]
  ) -> Int32 {
    switch pattern {
    case .set(let set):
      let number = numbers[set] ?? Int32(sets.count)
      if number == sets.count {
        numbers[set] = number
        sets.append(set)
      }
      return add(Place(set: number, next: next, rule: rule))
    case .sequence(let parts):
      return parts.reversed().reduce(next) { build($1, $0, rule, &numbers) }
    case .either(let all):
      return all.reversed().reduce(-1) { other, part in
        let first = build(part, next, rule, &numbers)
        return other < 0 ? first : add(Place(next: first, other: other, rule: rule))
      }
    case .optional(let inner):
      return add(Place(next: build(inner, next, rule, &numbers), other: next, rule: rule))
    case .star(let inner):
      let fork = add(Place(other: next, rule: rule))
      places[Int(fork)].next = build(inner, fork, rule, &numbers)
      return fork
    }
  }

  private mutating func add(_ place: Place) -> Int32 {
    places.append(place)
    return Int32(places.count - 1)
  }

  /// Gives bytes that every set treats alike the same column.
  private mutating func makeColumns() {
    var known: [[Bool]: UInt8] = [:]
    for byte in 0..<256 {
      let signature = sets.map { $0.contains(UInt8(byte)) }
      let column = known[signature] ?? UInt8(known.count)
      known[signature] = column
      columns[byte] = column
    }
    columnCount = known.count
  }

  private mutating func reset() {
    members = ByteTable()
    (table, accepts, isSettled) = ([], [], [])
    start = state(of: starts)
  }

  /// The state that `byte` leads to, built now.
  @inline(never) private mutating func step(_ from: Int, _ byte: UInt8) -> Int32 {
    var reached: [Int32] = []
    let range = members.range(from)
    var i = range.lowerBound
    // The last four bytes are the rule accepted.
    while i < range.upperBound - 4 {
      let place = places[Int(UInt32(truncatingIfNeeded: members.bytes.word(at: i)))]
      if sets[Int(place.set)].contains(byte) { reached.append(place.next) }
      i += 4
    }
    if accepts.count >= Self.bound {
      // Only the state just reached is carried over; the rest comes again when it is asked for.
      reset()
      return state(of: reached)
    }
    let next = state(of: reached)
    table[from * columnCount + Int(columns[Int(byte)])] = next
    return next
  }

  /// The state whose places are those reachable from `roots` without a byte.
  private mutating func state(of roots: [Int32]) -> Int32 {
    var seen = Set<Int32>()
    var open = roots
    var found: [Int32] = []
    var accepted = Int32.max
    while let i = open.popLast() {
      guard seen.insert(i).inserted else { continue }
      let place = places[Int(i)]
      if place.set >= 0 {
        found.append(i)
      } else if place.next < 0 && place.other < 0 {
        accepted = min(accepted, place.rule)
      } else {
        if place.other >= 0 { open.append(place.other) }
        if place.next >= 0 { open.append(place.next) }
      }
    }
    // A rule that takes any rest will match; rules behind it can't win any more.
    let sure = found.filter { isRest($0) }.map { places[Int($0)].rule }.min() ?? .max
    found = found.filter { places[Int($0)].rule <= sure }.sorted()
    var key: [UInt8] = []
    for place in found { for k in 0..<4 { key.append(UInt8(truncatingIfNeeded: place >> (8 * k))) } }
    // What is accepted here is part of what the state is.
    for k in 0..<4 { key.append(UInt8(truncatingIfNeeded: accepted >> (8 * k))) }
    let isSink = accepted == .max ? found.isEmpty : accepted == sure && found.count == 1
    return register(key, accepted == .max ? -1 : accepted, settled: isSink)
  }

  private mutating func register(_ key: [UInt8], _ accepted: Int32, settled: Bool) -> Int32 {
    let slot = members.slot(of: key.span)
    if slot == accepts.count {
      accepts.append(accepted)
      isSettled.append(settled)
      table += repeatElement(-1, count: columnCount)
    }
    return Int32(slot)
  }

  /// Whether a place takes any byte and leads back to a fork that may end its rule.
  private func isRest(_ i: Int32) -> Bool {
    let place = places[Int(i)]
    guard sets[Int(place.set)] == .any, place.next >= 0 else { return false }
    let fork = places[Int(place.next)]
    guard fork.set < 0, fork.next == i, fork.other >= 0 else { return false }
    let end = places[Int(fork.other)]
    return end.set < 0 && end.next < 0 && end.other < 0
  }
}
