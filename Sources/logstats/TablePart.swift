import Lines

/// Some rows of a table, and the text that is made of them.
///
/// A row's line, `1 0.11 reason`, is what the z-script hands to columnt; rows that are equal in the sort
/// column go by the bytes of it.
final class TablePart {
  let heads: Heads
  private(set) var rows: [Row] = []
  private var numbers: [Int128] = []
  /// All lines; see `Row`.
  private(set) var lines = Output("logstats", descriptor: -1)
  /// What is to be written.
  var text = Output("logstats", descriptor: -1)

  /// Where a row's line stands in `lines`, where its word, and which numbers are its own.
  struct Row {
    let key: Int64
    let number: Int
    let start: Int
    let word: Int
    let end: Int
  }

  init(_ heads: Heads) { self.heads = heads }

  func add(_ figures: Figures, _ key: Int64, word: borrowing Span<UInt8>) {
    let start = lines.mark
    let number = numbers.count
    for (i, column) in heads.columns.enumerated() {
      if i > 0 { lines.append(UInt8(ascii: " ")) }
      if column.places == 0 {
        lines.append(whole: figures[i])
      } else {
        let value = i == heads.sortColumn ? figures.shown ?? figures[i] : figures[i]
        lines.append(seconds: value, places: column.places)
      }
      numbers.append(figures[i])
    }
    if heads.word != nil { lines.append(UInt8(ascii: " ")) }
    let wordStart = lines.mark
    lines.append(word)
    rows.append(Row(key: key, number: number, start: start, word: wordStart, end: lines.mark))
  }

  /// Keeps the last `count` rows.
  func keepLast(_ count: Int) { rows.removeFirst(max(0, rows.count - max(0, count))) }

  /// The number of `row` in `column`.
  func number(_ row: Row, _ column: Int) -> Int128 { numbers[row.number + column] }
}

extension TablePart {
  /// A row, and the eight bytes by which it is compared just now.
  private struct Rank {
    var word: UInt64
    let row: Int
  }

  /// Puts the rows in the order of their keys, and equal ones in that of their lines.
  func sort() {
    var ranks = rows.indices.map { Rank(word: UInt64(bitPattern: rows[$0].key) ^ 1 << 63, row: $0) }
    sort(&ranks, 0..<ranks.count, at: 0)
    rows = ranks.map { rows[$0.row] }
  }

  /// Sorts by the words, and rows of equal words by the next eight bytes of their lines, from `start` on.
  ///
  /// Whole numbers are compared instead of lines, whose first bytes are often the same.
  private func sort(_ ranks: inout [Rank], _ range: Range<Int>, at start: Int) {
    if range.count > 16 { ranks[range].sort { $0.word < $1.word } } else { insertionSort(&ranks, range) }
    var first = range.lowerBound
    while first < range.upperBound {
      var end = first + 1
      while end < range.upperBound, ranks[end].word == ranks[first].word { end += 1 }
      if end - first > 1 { sortTies(&ranks, first..<end, at: start) }
      first = end
    }
  }

  private func insertionSort(_ ranks: inout [Rank], _ range: Range<Int>) {
    for i in range.dropFirst() {
      let rank = ranks[i]
      var hole = i
      while hole > range.lowerBound, ranks[hole - 1].word > rank.word {
        ranks[hole] = ranks[hole - 1]
        hole -= 1
      }
      ranks[hole] = rank
    }
  }

  private func sortTies(_ ranks: inout [Rank], _ range: Range<Int>, at start: Int) {
    var isOver = true
    for i in range {
      let row = rows[ranks[i].row]
      if row.start + start < row.end { isOver = false }
      ranks[i].word = lines.held.extracting(row.start..<row.end).word(at: start).byteSwapped
    }
    if !isOver { sort(&ranks, range, at: start + 8) }
  }
}
