import Lines

/// Rows of numbers, each with its word at the end, in the order of one column.
///
/// A large table is made, sorted and written in parts, side by side: each holds the rows between two keys.
struct Table {
  let heads: Heads
  private(set) var parts: [TablePart]

  /// A table of one row for each row of `tally` of which `figure` makes one.
  init(_ heads: Heads, of tally: borrowing Tally, _ figure: Figuring) {
    let ranks = Self.ranks(heads, tally, figure)
    let bounds = Self.bounds(ranks)
    let parts = (0...bounds.count).map { _ in TablePart(heads) }
    sideBySide(parts.count) { number in
      let least = number == 0 ? 0 : bounds[number - 1]
      let next = number == bounds.count ? .max : bounds[number]
      let own = ranks.flatMap { $0.ranks.filter { $0.word >= least && $0.word < next } }
      parts[number].rows.add(own, of: tally, figure)
    }
    self.heads = heads
    self.parts = parts
  }

  /// The same of rows added up by a part of their keys, if one is named.
  init(_ heads: Heads, of tally: borrowing Tally, by part: KeyPart?, _ figure: Figuring) {
    if let part {
      self.init(heads, of: tally.summed(by: part), figure)
    } else {
      self.init(heads, of: tally, figure)
    }
  }

  /// A table of rows without words, given in order.
  init(_ heads: Heads, _ rows: [Figures]) {
    self.heads = heads
    parts = [TablePart(heads)]
    let none: [UInt8] = []
    for figures in rows { parts[0].rows.add(figures, word: none.span) }
  }

  /// The key of each row of `tally` that makes one of the table.
  private static func ranks(_ heads: Heads, _ tally: borrowing Tally, _ figure: Figuring) -> [Ranks] {
    let count = tally.count < 4096 ? 1 : processors
    let ranks = (0..<count).map { _ in Ranks() }
    sideBySide(count) { number in
      var own: [Rank] = []
      var figures = Figures()
      for row in tally.count * number / count..<tally.count * (number + 1) / count {
        if figure(tally, row, &figures) { own.append(Rank(word: heads.key(figures), row: row)) }
      }
      ranks[number].ranks = own
    }
    return ranks
  }

  /// Keys that divide the rows into as many parts: those of a sample.
  private static func bounds(_ ranks: [Ranks]) -> [UInt64] {
    if ranks.count == 1 { return [] }
    var sample = ranks.flatMap { own in
      stride(from: 0, to: own.ranks.count, by: 64).map { own.ranks[$0].word }
    }
    sample.sort()
    return (1..<ranks.count).map { sample.isEmpty ? .max : sample[$0 * sample.count / ranks.count] }
  }

  /// Keeps the last `count` rows: the largest.
  mutating func keepLast(_ count: Int) {
    var left = count
    for part in parts.reversed() {
      part.rows.keepLast(left)
      left -= part.rows.rows.count
    }
  }
}
