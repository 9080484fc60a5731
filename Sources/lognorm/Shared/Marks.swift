import Lines

/// Short texts to be looked for in a longer one, all in one pass.
///
///     Marks(["exited on signal ", " invoked oom-killer: ", "]: segfault"])
///
/// Three letters lead to each text: those of it that the fewest of the others have. So most places of the longer
/// one are passed with a look into a table of bytes.
struct Marks: Sendable {
  /// Marks by their numbers.
  struct Found {
    private var bits = InlineArray<4, UInt64>(repeating: 0)

    var isEmpty: Bool { bits[0] | bits[1] | bits[2] | bits[3] == 0 }

    func contains(_ mark: Int) -> Bool { bits[mark &>> 6] &>> UInt64(mark & 63) & 1 != 0 }

    fileprivate mutating func insert(_ mark: Int) { bits[mark &>> 6] |= 1 &<< UInt64(mark & 63) }
  }

  private struct Mark {
    let letters: Range<Int>
    /// How many letters stand before the three that lead to it.
    let before: Int
    /// The next mark that the same three may lead to.
    let next: Int
  }

  private static let none = 255
  static let shortest = 3
  static let most = none

  private var letters: [UInt8] = []
  private var marks: [Mark] = []
  /// By the hash of three letters, the first mark that they may lead to.
  private var first = [UInt8](repeating: UInt8(none), count: 1024)

  /// - Parameter texts: `most` of them at most, of `shortest` letters at least; the number of each is its index.
  init(_ texts: [[UInt8]]) {
    precondition(texts.count <= Self.most)
    var uses = [UInt16](repeating: 0, count: first.count)
    for text in texts {
      for at in 0...text.count - Self.shortest { uses[Self.slot(text, at)] &+= 1 }
    }
    for text in texts {
      let places = 0...text.count - Self.shortest
      let before = places.min { uses[Self.slot(text, $0)] < uses[Self.slot(text, $1)] }!
      let slot = Self.slot(text, before)
      let start = letters.count
      letters += text
      marks.append(Mark(letters: start..<letters.count, before: before, next: Int(first[slot])))
      first[slot] = UInt8(marks.count - 1)
    }
  }

  /// Those that stand in `range`.
  func found(in line: borrowing Span<UInt8>, _ range: Range<Int>) -> Found {
    var found = Found()
    let first = first.span
    var three: UInt32 = 0
    var at = range.lowerBound
    while at < range.upperBound {
      three = three &>> 8 | UInt32(line[at]) &<< 16
      let mark = first[Self.slot(three)]
      if mark != Self.none { check(Int(mark), line, range, at &- 2, &found) }
      at &+= 1
    }
    return found
  }

  /// Adds the marks from `mark` on that the three letters at `at` are a part of.
  @inline(never) private func check(
    _ mark: Int, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ at: Int, _ found: inout Found
  ) {
    var next = mark
    while next != Self.none {
      let mark = marks[next]
      let start = at - mark.before
      if start >= range.lowerBound, start + mark.letters.count <= range.upperBound,
        line.holds(letters.span, mark.letters, at: start)
      {
        found.insert(next)
      }
      next = mark.next
    }
  }

  private static func slot(_ text: [UInt8], _ at: Int) -> Int {
    slot(UInt32(text[at]) | UInt32(text[at + 1]) << 8 | UInt32(text[at + 2]) << 16)
  }

  @inline(__always) private static func slot(_ three: UInt32) -> Int {
    Int((three &* 0x9E37_79B1) &>> 22)
  }
}
