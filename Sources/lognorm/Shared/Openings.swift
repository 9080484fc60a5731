import Lines

/// Texts by how they open: a tree in which each node adds some letters, walked once from the text's first byte.
///
///     Connection closed by      1
///     Connection                2
///     (nothing)                 3
///
/// `Connection closed by 192.0.2.9` opens with all three, `Connection reset` with 2 and 3. The first byte chooses
/// among 256 trees; the branches of a node stand side by side, and so do their first letters.
struct Openings: Sendable {
  private struct Node {
    /// The first eight of the letters that it adds to those of the node above, and the bits that they fill.
    let word: UInt64
    let mask: UInt64
    /// The others.
    let rest: Range<Int32>
    /// How many there are in all.
    let count: Int32
    /// Where in `nodes` its branches stand.
    var branches: Range<Int32> = 0..<0
    /// Where in `numbers` those of all openings stand that end here or above, the longest first.
    let begun: Range<Int32>
  }

  private static let none: Int16 = -1

  private var letters: [UInt8] = []
  private var nodes: [Node] = []
  /// The first letter of each node.
  private var heads: [UInt8] = []
  private var numbers: [Int32] = []
  /// By the first byte, the node that begins with it.
  private var first = [Int16](repeating: none, count: 256)
  /// Those of openings without letters, which every text has.
  private var empty: Range<Int> = 0..<0

  /// - Parameter openings: the number of each is its index.
  init(_ openings: [[UInt8]]) {
    let sorted = openings.enumerated().sorted { $0.element.lexicographicallyPrecedes($1.element) }
    let blank = sorted.filter { $0.element.isEmpty }.map { Int32($0.offset) }
    empty = keep(blank)
    let branches = grow(Self.branches(of: sorted[blank.count...], at: 0), at: 0, blank)
    for branch in branches { first[Int(heads[Int(branch)])] = Int16(branch) }
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
    let (nodes, letters) = (nodes.span, letters.span)
    var at = range.lowerBound
    var next = Int(first[Int(line[at])])
    while next >= 0 {
      let node = nodes[next]
      let end = at &+ Int(node.count)
      guard end <= range.upperBound, line.word(at: at) & node.mask == node.word,
        node.rest.isEmpty || line.holds(letters, node.rest.places, at: at &+ 8)
      else { break }
      best = node.begun.places
      at = end
      next = at < range.upperBound ? branch(line[at], in: node.branches) : -1
    }
    return best
  }

  /// The branch that begins with `byte`; negative when there is none.
  private func branch(_ byte: UInt8, in branches: Range<Int32>) -> Int {
    let heads = heads.span
    for branch in branches.places where heads[branch] == byte { return branch }
    return -1
  }

  func number(_ index: Int) -> Int { Int(numbers[index]) }
}

extension Openings {
  private typealias Sorted = ArraySlice<(offset: Int, element: [UInt8])>

  /// Adds the trees of openings that have the letters before `depth` in common, and tells where they stand.
  private mutating func grow(_ trees: [Sorted], at depth: Int, _ above: [Int32]) -> Range<Int32> {
    let start = nodes.count
    var parts: [(below: Sorted, end: Int, begun: [Int32])] = []
    for openings in trees {
      let (low, high) = (openings.first!.element, openings.last!.element)
      let end =
        (depth..<min(low.count, high.count)).first { low[$0] != high[$0] } ?? min(low.count, high.count)
      let here = openings.prefix { $0.element.count == end }
      let begun = here.map { Int32($0.offset) } + above
      nodes.append(node(low[depth..<end], begun))
      heads.append(low[depth])
      parts.append((openings.dropFirst(here.count), end, begun))
    }
    for (i, part) in parts.enumerated() {
      nodes[start + i].branches = grow(Self.branches(of: part.below, at: part.end), at: part.end, part.begun)
    }
    return Int32(start)..<Int32(start + parts.count)
  }

  private mutating func node(_ added: ArraySlice<UInt8>, _ begun: [Int32]) -> Node {
    let start = Int32(letters.count)
    letters += added.dropFirst(8)
    let word = added.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    let kept = keep(begun)
    return Node(
      word: word, mask: .max >> UInt64(64 - 8 * min(added.count, 8)), rest: start..<Int32(letters.count),
      count: Int32(added.count), begun: Int32(kept.lowerBound)..<Int32(kept.upperBound))
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

extension Range<Int32> {
  @inline(__always) fileprivate var places: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}
