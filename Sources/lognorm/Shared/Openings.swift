import Lines

/// Texts by how they open: a tree in which each node adds some letters, walked once from the text's first byte.
///
///     Connection closed by      1
///     Connection                2
///     (nothing)                 3
///
/// `Connection closed by 192.0.2.9` opens with all three, `Connection reset` with 2 and 3. The first byte chooses
/// among 256 trees; further down a node has few branches, tried in turn.
struct Openings: Sendable {
  private struct Node {
    /// The letters that it adds to those of the node above.
    let letters: Range<Int>
    /// Where in `numbers` those of all openings stand that end here or above, the longest first.
    var begun: Range<Int>
    var firstBranch = none
    var nextBranch = none
  }

  private static let none = -1

  private var letters: [UInt8] = []
  private var nodes: [Node] = []
  private var numbers: [Int32] = []
  /// By the first byte, the node that begins with it.
  private var first: [Int] = Array(repeating: none, count: 256)
  /// Those of openings without letters, which every text has.
  private var empty: Range<Int> = 0..<0

  /// - Parameter openings: the number of each is its index.
  init(_ openings: [[UInt8]]) {
    let sorted = openings.enumerated().sorted { $0.element.lexicographicallyPrecedes($1.element) }
    let blank = sorted.filter { $0.element.isEmpty }.map { Int32($0.offset) }
    empty = keep(blank)
    for branch in Self.branches(of: sorted[blank.count...], at: 0) {
      first[Int(branch.first!.element[0])] = add(branch, at: 0, blank)
    }
  }

  /// Known beginnings of messages: `Openings(["Start queue run", "SMTP connection from "])`.
  init(_ openings: [StaticString]) { self.init(openings.map { Array($0.description.utf8) }) }

  /// Whether one of them stands at `at`.
  func stand(in line: borrowing Span<UInt8>, at: Int) -> Bool {
    at < line.count && !begun(by: line, at..<line.count).isEmpty
  }

  /// Where the numbers of all openings stand that the text in `range` begins with; the longest
  /// first, of equal ones the least number.
  func begun(by line: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var best = empty
    if range.isEmpty { return best }
    var at = range.lowerBound
    var next = first[Int(line[at])]
    while next != Self.none {
      let node = nodes[next]
      guard at + node.letters.count <= range.upperBound, line.holds(letters.span, node.letters, at: at) else {
        break
      }
      best = node.begun
      at += node.letters.count
      next = at < range.upperBound ? branch(of: node, line[at]) : Self.none
    }
    return best
  }

  func number(_ index: Int) -> Int { Int(numbers[index]) }

  private func branch(of node: Node, _ byte: UInt8) -> Int {
    var next = node.firstBranch
    while next != Self.none, letters[nodes[next].letters.lowerBound] != byte { next = nodes[next].nextBranch }
    return next
  }
}

extension Openings {
  private typealias Sorted = ArraySlice<(offset: Int, element: [UInt8])>

  /// Adds the tree of `openings`, which have the letters before `depth` and at least one more in common.
  private mutating func add(_ openings: Sorted, at depth: Int, _ above: [Int32]) -> Int {
    let (low, high) = (openings.first!.element, openings.last!.element)
    let end = (depth..<min(low.count, high.count)).first { low[$0] != high[$0] } ?? min(low.count, high.count)
    let here = openings.prefix { $0.element.count == end }
    let begun = here.map { Int32($0.offset) } + above
    let start = letters.count
    letters += low[depth..<end]
    let node = nodes.count
    nodes.append(Node(letters: start..<letters.count, begun: keep(begun)))
    for branch in Self.branches(of: openings.dropFirst(here.count), at: end).reversed() {
      let number = add(branch, at: end, begun)
      nodes[number].nextBranch = nodes[node].firstBranch
      nodes[node].firstBranch = number
    }
    return node
  }

  private mutating func keep(_ list: [Int32]) -> Range<Int> {
    numbers += list
    return numbers.count - list.count..<numbers.count
  }

  /// Sorted openings, parted by the letter at `depth`.
  private static func branches(of openings: Sorted, at depth: Int) -> [Sorted] {
    var parts: [Sorted] = []
    var rest = openings
    while let byte = rest.first?.element[depth] {
      let part = rest.prefix { $0.element[depth] == byte }
      parts.append(part)
      rest = rest.dropFirst(part.count)
    }
    return parts
  }
}
