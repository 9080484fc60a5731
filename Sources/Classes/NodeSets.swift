/// Sets of nodes of an automaton, numbered: the same nodes have the same number.
///
///     number(of: [3, 7]) is 0, number(of: [3, 8]) 1, number(of: [3, 7]) 0 again
struct NodeSets {
  /// Those of all sets, one behind the other.
  private(set) var nodes: [Int32] = []
  private var starts = [0]
  /// Number + 1 by hash, 0 where empty.
  private var index = [Int32](repeating: 0, count: 64)

  var count: Int { starts.count - 1 }

  /// Where the nodes of a set stand.
  func range(_ number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }

  mutating func number(of set: [Int32]) -> Int {
    let place = place(of: set.span)
    if index[place] > 0 { return Int(index[place]) - 1 }
    index[place] = Int32(count + 1)
    nodes += set
    starts.append(nodes.count)
    if count * 2 > index.count { grow() }
    return count - 1
  }

  /// Where `set` stands in the index, or the empty place where it belongs.
  private func place(of set: borrowing Span<Int32>) -> Int {
    let mask = index.count - 1
    var hash: UInt64 = 0
    for i in set.indices { hash = (hash ^ UInt64(set[i])) &* 0x9E37_79B9_7F4A_7C15 }
    var at = Int(hash >> 32) & mask
    while index[at] > 0, !isSet(Int(index[at]) - 1, set) { at = (at + 1) & mask }
    return at
  }

  private func isSet(_ number: Int, _ set: borrowing Span<Int32>) -> Bool {
    let known = nodes.span.extracting(range(number))
    if known.count != set.count { return false }
    var i = 0
    while i < set.count, known[i] == set[i] { i += 1 }
    return i == set.count
  }

  private mutating func grow() {
    index = [Int32](repeating: 0, count: index.count * 2)
    for number in 0..<count { index[place(of: nodes.span.extracting(range(number)))] = Int32(number + 1) }
  }
}
