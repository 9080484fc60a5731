import Lines

/// A column of numbers: its names, and how many digits behind the point the text form shows.
struct Column {
  let name: StaticString
  /// What it is called in records, where `bytes` is another field.
  let field: StaticString
  let places: Int

  /// Whole numbers.
  static func count(_ name: StaticString, field: StaticString? = nil) -> Column {
    Column(name: name, field: field ?? name, places: 0)
  }
  /// Nanoseconds, shown as seconds.
  static func seconds(_ name: StaticString, places: Int) -> Column {
    Column(name: name, field: name, places: places)
  }
}

/// What the last column of a table names, when it is no number.
enum Word {
  case host, reason, recipient, sender, uid

  var name: StaticString {
    switch self {
    case .host: "host"
    case .reason: "reason"
    case .recipient: "recipient"
    case .sender: "sender"
    case .uid: "uid"
    }
  }
}

/// The numbers of one row, column by column.
struct Figures {
  private var values = InlineArray<8, Int128>(repeating: 0)
  private var replaced = (column: -1, by: Int128(0))

  subscript(_ column: Int) -> Int128 {
    get { values[column] }
    set { values[column] = newValue }
  }

  /// The text form shows another value in `column`, for halves.
  mutating func show(_ value: Int128, in column: Int) { replaced = (column, value) }

  /// What the text form shows in `column`.
  func shown(_ column: Int) -> Int128 { column == replaced.column ? replaced.by : values[column] }
}

/// Sets the figures of a row of sums, all in place; false when it makes no row of the table.
typealias Figuring = (borrowing Tally, _ row: Int, inout Figures) -> Bool

/// What the columns of a table are, and in the order of which one its rows stand.
struct Heads {
  let columns: [Column]
  var word: Word? = nil
  var sortColumn: Int

  /// The same in the order of the first of these columns that there is.
  func ordered(by names: [String]) -> Heads {
    let found = names.lazy.compactMap { name in columns.firstIndex { "\($0.name)" == name } }
    return Heads(columns: columns, word: word, sortColumn: found.first ?? sortColumn)
  }

  /// A row's place in that order: what is shown there.
  func key(_ figures: borrowing Figures) -> UInt64 {
    let places = columns[sortColumn].places
    let value = figures.shown(sortColumn)
    let key = Int64(clamping: places == 0 ? value : rounded(value, to: places))
    // Below the largest word, which bounds the last part.
    return min(UInt64(bitPattern: key) ^ 1 << 63, .max - 1)
  }
}

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
