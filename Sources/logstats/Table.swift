import Lines

/// A column of numbers: its name, and how many digits behind the point the text form shows.
struct Column {
  let name: StaticString
  let places: Int

  /// Whole numbers.
  static func count(_ name: StaticString) -> Column { Column(name: name, places: 0) }
  /// Nanoseconds, shown as seconds.
  static func seconds(_ name: StaticString, places: Int) -> Column { Column(name: name, places: places) }
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
  /// What the text form shows in the sort column instead of the value, for halves.
  var shown: Int128?

  subscript(_ column: Int) -> Int128 {
    get { values[column] }
    set { values[column] = newValue }
  }
}

/// What the columns of a table are, and in the order of which one its rows stand.
struct Heads {
  let columns: [Column]
  let word: Word?
  let sortColumn: Int

  /// A row's place in that order: what is shown there.
  func key(_ figures: Figures) -> Int64 {
    let places = columns[sortColumn].places
    let value = figures.shown ?? figures[sortColumn]
    return Int64(clamping: places == 0 ? value : rounded(value, to: places))
  }
}

/// Rows of numbers, each with its word at the end, in the order of one column.
///
/// A large table is made, sorted and written in parts, side by side: each holds the rows between two keys.
struct Table {
  let heads: Heads
  private(set) var parts: [TablePart]

  /// A table of one row for each row of `tally` of which `figure` makes one.
  init(
    _ columns: [Column], word: Word, sortedBy sortColumn: Int, of tally: borrowing Tally,
    _ figure: (borrowing Tally, Int) -> Figures?
  ) {
    let heads = Heads(columns: columns, word: word, sortColumn: sortColumn)
    let bounds = Self.bounds(heads, tally, figure)
    let parts = (0...bounds.count).map { _ in TablePart(heads) }
    sideBySide(parts.count) { number in
      let part = parts[number]
      let least = number == 0 ? Int64.min : bounds[number - 1]
      let next = number < bounds.count ? bounds[number] : nil
      for row in 0..<tally.count {
        guard let figures = figure(tally, row) else { continue }
        let key = heads.key(figures)
        if key < least { continue }
        if let next, key >= next { continue }
        part.add(figures, key, word: tally.bytes.extracting(tally.key(row)))
      }
      part.sort()
    }
    self.heads = heads
    self.parts = parts
  }

  /// A table of rows without words, given in order.
  init(_ columns: [Column], _ rows: [Figures]) {
    heads = Heads(columns: columns, word: nil, sortColumn: columns.count - 1)
    parts = [TablePart(heads)]
    let none: [UInt8] = []
    for figures in rows { parts[0].add(figures, heads.key(figures), word: none.span) }
  }

  /// Keys that divide the rows into as many parts as there are processors: those of a sample.
  private static func bounds(
    _ heads: Heads, _ tally: borrowing Tally, _ figure: (borrowing Tally, Int) -> Figures?
  ) -> [Int64] {
    if tally.count < 4096 { return [] }
    var sample: [Int64] = []
    for row in stride(from: 0, to: tally.count, by: tally.count / 256) {
      if let figures = figure(tally, row) { sample.append(heads.key(figures)) }
    }
    sample.sort()
    return (1..<processors).map { sample.isEmpty ? .max : sample[$0 * sample.count / processors] }
  }

  /// Keeps the last `count` rows: the largest.
  mutating func keepLast(_ count: Int) {
    var left = count
    for part in parts.reversed() {
      part.keepLast(left)
      left -= part.rows.count
    }
  }
}
