import Lines

/// The rows of a table between two keys, and the text that is made of them.
final class TablePart {
  var rows: TableRows
  /// How wide its columns are, but for the last.
  var widths: [Int] = []
  /// What is to be written.
  var text = Output("logstats", descriptor: -1)

  init(_ heads: Heads) { rows = TableRows(heads) }
}

/// Rows in their order.
///
/// A row's line, `1 0.11 reason`, is what the z-script hands to columnt; rows that are equal in the sort
/// column go by the bytes of it.
struct TableRows: ~Copyable {
  let heads: Heads
  private(set) var rows: [Row] = []
  private var numbers: [Int128] = []
  private var lines = Output("logstats", descriptor: -1)

  /// Where a row's line stands in `bytes`, where its word, and which numbers are its own.
  struct Row {
    let number: Int
    let start: Int
    let word: Int
    let end: Int
  }

  init(_ heads: Heads) { self.heads = heads }

  /// All lines; see `Row`.
  var bytes: Span<UInt8> {
    @_lifetime(borrow self) borrowing get { lines.held }
  }

  mutating func add(_ figures: borrowing Figures, word: borrowing Span<UInt8>) {
    let start = lines.mark
    let number = numbers.count
    for (i, column) in heads.columns.enumerated() {
      if i > 0 { lines.append(UInt8(ascii: " ")) }
      if column.places == 0 {
        lines.append(whole: figures[i])
      } else {
        lines.append(seconds: figures.shown(i), places: column.places)
      }
      numbers.append(figures[i])
    }
    if heads.word != nil { lines.append(UInt8(ascii: " ")) }
    let wordStart = lines.mark
    lines.append(word)
    rows.append(Row(number: number, start: start, word: wordStart, end: lines.mark))
  }

  /// Adds the rows of `ranks`, which are those of `tally`, in order.
  mutating func add(_ ranks: consuming [Rank], of tally: borrowing Tally, _ figure: Figuring) {
    ranks.sortByWord()
    var figures = Figures()
    for i in ranks.indices {
      let row = ranks[i].row
      if figure(tally, row, &figures) { add(figures, word: tally.bytes.extracting(tally.key(row))) }
      ranks[i].row = i
    }
    sortTies(&ranks, 0..<ranks.count, at: 0)
    rows = ranks.map { rows[$0.row] }
  }

  /// Keeps the last `count` rows.
  mutating func keepLast(_ count: Int) { rows.removeFirst(max(0, rows.count - max(0, count))) }

  /// The number of `row` in `column`.
  func number(_ row: Row, _ column: Int) -> Int128 { numbers[row.number + column] }

  /// Sorts rows of equal words by the next eight bytes of their lines, from `start` on, and so forth.
  ///
  /// Whole numbers are compared instead of lines, whose first bytes are often the same.
  private func sortTies(_ ranks: inout [Rank], _ range: Range<Int>, at start: Int) {
    var first = range.lowerBound
    while first < range.upperBound {
      var end = first + 1
      while end < range.upperBound, ranks[end].word == ranks[first].word { end += 1 }
      if end - first > 1, load(&ranks, first..<end, at: start) {
        sort(&ranks, first..<end)
        sortTies(&ranks, first..<end, at: start + 8)
      }
      first = end
    }
  }

  /// Gives each rank eight bytes of its line; false when all lines are over.
  private func load(_ ranks: inout [Rank], _ range: Range<Int>, at start: Int) -> Bool {
    var isMore = false
    for i in range {
      let row = rows[ranks[i].row]
      if row.start + start < row.end { isMore = true }
      ranks[i].word = bytes.extracting(row.start..<row.end).word(at: start).byteSwapped
    }
    return isMore
  }

  private func sort(_ ranks: inout [Rank], _ range: Range<Int>) {
    if range.count > 16 { return ranks[range].sort { $0.word < $1.word } }
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
}
