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

/// Rows of numbers, each with its word at the end, in the order of one column.
///
/// A row's line, `1 0.11 reason`, is what the z-script hands to columnt; rows that are equal in the sort
/// column go by the bytes of it.
struct Table: ~Copyable {
  let columns: [Column]
  let word: Word?
  private let sortColumn: Int
  private var numbers: [Int128] = []
  private(set) var rows: [Row] = []
  private var lines = Output("logstats", descriptor: -1)

  /// Where a row's line stands in `bytes`, where its word, and which numbers are its own.
  struct Row {
    let key: Int64
    let number: Int
    let start: Int
    let word: Int
    let end: Int
  }

  init(_ columns: [Column], word: Word? = nil, sortedBy sortColumn: Int) {
    self.columns = columns
    self.word = word
    self.sortColumn = sortColumn
  }

  /// All lines; see `Row`.
  var bytes: Span<UInt8> {
    @_lifetime(borrow self) borrowing get { lines.held }
  }

  /// - Parameter shown: what the text form shows in the sort column instead of the value, for halves.
  mutating func add(_ values: [Int128], shown: Int128? = nil, word: borrowing Span<UInt8>) {
    let sorted = shown ?? values[sortColumn]
    let start = lines.mark
    for i in columns.indices {
      if i > 0 { lines.append(UInt8(ascii: " ")) }
      if columns[i].places == 0 {
        lines.append(whole: values[i])
      } else {
        lines.append(seconds: i == sortColumn ? sorted : values[i], places: columns[i].places)
      }
    }
    if self.word != nil { lines.append(UInt8(ascii: " ")) }
    let wordStart = lines.mark
    lines.append(word)
    let places = columns[sortColumn].places
    let key = places == 0 ? sorted : rounded(sorted, to: places)
    rows.append(
      Row(
        key: Int64(clamping: key), number: numbers.count, start: start, word: wordStart, end: lines.mark))
    numbers += values
  }

  mutating func sort() { rows = Self.sorted(rows, lines) }

  private static func sorted(_ rows: [Row], _ lines: borrowing Output) -> [Row] {
    let bytes = lines.held
    return rows.sorted { a, b in
      if a.key != b.key { return a.key < b.key }
      return bytes.extracting(a.start..<a.end).compare(bytes.extracting(b.start..<b.end)) < 0
    }
  }

  /// Keeps the last `count` rows: the largest.
  mutating func keepLast(_ count: Int) { rows.removeFirst(max(0, rows.count - count)) }

  /// The number of `row` in `column`.
  func number(_ row: Row, _ column: Int) -> Int128 { numbers[row.number + column] }
}
