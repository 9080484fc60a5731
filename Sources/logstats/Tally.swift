import Lines

/// Sums by key: a row for each key, a column for each sum. What merges is here; what is shown is in Reports.
///
///     let row = tally.row(of: line.extracting(sender))
///     tally.add(message.size, to: 1, of: row)
///
/// Sums are 128 bits wide: nanoseconds and bytes of any log fit.
struct Tally: ~Copyable {
  let columns: [StaticString]
  private var keys = ByteTable()
  private var sums: [Int128] = []
  private let width: Int

  init(_ columns: [StaticString]) {
    self.columns = columns
    width = columns.count
  }

  /// Rows, numbered from 0 in the order in which their keys came.
  var count: Int { keys.bound }

  /// The row of `key`, a new one with zeros when there was none.
  mutating func row(of key: borrowing Span<UInt8>) -> Int {
    let row = keys.slot(of: key)
    if row &* width == sums.count { for _ in 0..<width { sums.append(0) } }
    return row
  }

  /// The row of the key that was put together in `pad`.
  mutating func row(of pad: borrowing Output) -> Int { row(of: pad.held) }

  @inline(__always) mutating func add(_ value: Int128, to column: Int, of row: Int) {
    sums[row &* width &+ column] &+= value
  }

  /// The sum in `column` of `row`.
  subscript(row: Int, column: Int) -> Int128 { sums[row * width + column] }

  /// Where the key of `row` stands in `bytes`.
  func key(_ row: Int) -> Range<Int> { keys.range(row) }

  /// All keys; see `key`.
  var bytes: Span<UInt8> {
    @_lifetime(borrow self) borrowing get { keys.bytes }
  }

  /// The rows in the order of their keys' bytes, which does not depend on the order of the input.
  func sortedRows() -> [Int] {
    let bytes = keys.bytes
    return (0..<count).sorted { bytes.extracting(key($0)).compare(bytes.extracting(key($1))) < 0 }
  }

  /// Adds all rows of `other`, which has the same columns.
  mutating func merge(_ other: borrowing Tally) {
    let rows = keys.slots(ofKeysIn: other.keys)
    let missing = count * width - sums.count
    sums.append(contentsOf: repeatElement(0, count: missing))
    for (from, row) in rows.enumerated() {
      for column in 0..<width { add(other[from, column], to: column, of: row) }
    }
  }
}

/// Where in a key the part stands by which rows are added up.
typealias KeyPart = @Sendable (borrowing Span<UInt8>) -> Range<Int>

extension Tally {
  /// The rows added up by a part of their keys.
  func summed(by part: KeyPart) -> Tally {
    var sums = Tally(columns)
    for from in 0..<count {
      let key = bytes.extracting(key(from))
      let row = sums.row(of: key.extracting(part(key)))
      for column in columns.indices { sums.add(self[from, column], to: column, of: row) }
    }
    return sums
  }
}
