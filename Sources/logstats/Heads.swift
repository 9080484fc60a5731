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
  case cause, causeOfMTA, host, reason, recipient, sender, uid

  var name: StaticString {
    switch self {
    case .cause: "cause"
    case .causeOfMTA: "cause/mta"
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
  /// What `show` was told; no column at first.
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
  /// What stands behind the numbers, if anything does.
  var word: Word? = nil
  let sortColumn: Int

  /// The same in the order of the first of these columns that there is.
  func ordered(by names: [String]) -> Heads {
    let found = names.lazy.compactMap { name in columns.firstIndex { "\($0.name)" == name } }
    return Heads(columns: columns, word: word, sortColumn: found.first ?? sortColumn)
  }

  /// A row's place in that order: what is shown there, such that greater words are greater values.
  func key(_ figures: borrowing Figures) -> UInt64 {
    let places = columns[sortColumn].places
    let value = figures.shown(sortColumn)
    let key = Int64(clamping: places == 0 ? value : rounded(value, to: places))
    // Below the largest word, which bounds the last part.
    return min(UInt64(bitPattern: key) ^ 1 << 63, .max - 1)
  }
}
