import Lines

/// What has a number for a name, as qmail's messages and deliveries do.
protocol Numbered {
  var number: UInt64 { get }
}

/// Rows by number, in matchup's order: a removed one's place is taken by the last.
struct NumberedRows<Row: Numbered>: ~Copyable {
  private(set) var all: [Row] = []
  private var places = IntTable()

  func find(_ number: UInt64) -> Int? { places[number] }

  subscript(_ place: Int) -> Row {
    get { all[place] }
    _modify { yield &all[place] }
  }

  /// Adds a row; the one of the same number, whose place it takes, is returned.
  mutating func add(_ row: Row) -> Row? {
    guard let place = places[row.number] else {
      places[row.number] = all.count
      all.append(row)
      return nil
    }
    defer { all[place] = row }
    return all[place]
  }

  mutating func remove(at place: Int) -> Row {
    let row = all[place]
    places.remove(row.number)
    let last = all.removeLast()
    if place < all.count {
      all[place] = last
      places[last.number] = place
    }
    return row
  }
}
