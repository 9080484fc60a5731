import Lines
import MailRecord

/// A report with one row a name, sorted by time, ascending: the last rows cost most.
class TableReport: Report {
  let name: String
  /// What the text form says before the table.
  let heading: StaticString
  /// The names of the printed columns, the name of the row last.
  let columns: [String]
  /// Decimals of the time column.
  let places: Int
  /// Whether `_` stands for blanks in names, as in qmail's reports.
  let hasBlanks: Bool
  var table: Table

  init(
    _ name: String, heading: StaticString, columns: [String], width: Int, places: Int = 2,
    hasBlanks: Bool = false
  ) {
    self.name = name
    self.heading = heading
    self.columns = columns
    self.places = places
    self.hasBlanks = hasBlanks
    table = Table(width: width)
  }

  func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>) {}
  func add(_ completion: Completion, _ line: borrowing Span<UInt8>) {}

  /// The printed counters of a row; nil when it has none to print.
  func values(_ row: Int) -> [Int64]? { fatalError("a report says what it prints") }

  func add(partial: Partial) {
    let row = table.row(partial.key.span)
    for (column, value) in partial.values.enumerated() { table.add(value, to: column, of: row) }
    table.add(time: partial.time, to: row)
  }

  func writePartial(to output: inout Output, group: Group?) -> Int {
    let width = width
    for row in sorted(0..<table.count) {
      let values = (0..<width).map { table.sum($0, of: row) }
      output.write(
        partial: Partial(key: table.name(of: row), values: values, time: table.time(of: row)), of: name, group
      )
    }
    return table.count
  }

  func writeText(to output: inout Output, top: Int?) {
    output.append(heading)
    var columnt = Columnt()
    columnt.add(columns.map { Array($0.utf8) })
    for row in rows(top) {
      var cells = (values(row) ?? []).map { Array(String($0).utf8) }
      cells.insert(Array(fixed(table.time(of: row), 1_000_000_000, places).utf8), at: timeColumn)
      let name = table.name(of: row)
      if !name.isEmpty { cells.append(hasBlanks ? name.map { $0 == UInt8(ascii: "_") ? 32 : $0 } : name) }
      columnt.add(cells)
    }
    columnt.write(to: &output)
  }

  func writeStats(to output: inout Output, top: Int?, group: Group?) -> Int {
    let rows = rows(top)
    for row in rows {
      output.beginStat(name, group)
      let values = values(row) ?? []
      for (i, column) in columns.dropLast().enumerated() {
        if i == timeColumn {
          output.append(column, seconds: table.time(of: row))
        } else {
          output.append(column, values[i < timeColumn ? i : i - 1])
        }
      }
      output.append(columns.last!, text: table.name(of: row))
      output.endStat()
    }
    return rows.count
  }

  /// The time stands last of the numbers.
  private var timeColumn: Int { columns.count - 2 }
  private var width: Int { table.width }

  /// The rows that are printed, in order.
  private func rows(_ top: Int?) -> [Int] {
    let all = sorted((0..<table.count).filter { values($0) != nil })
    return top.map { Array(all.suffix($0)) } ?? all
  }

  /// By the time as it is printed, then by what stands in the row.
  private func sorted(_ rows: some Sequence<Int>) -> [Int] {
    let unit = places == 2 ? Int128(10_000_000) : 1000
    let keyed = rows.map { row in
      (row, fixedUnits(table.time(of: row), unit), values(row) ?? [], table.name(of: row))
    }
    return keyed.sorted { a, b in
      if a.1 != b.1 { return a.1 < b.1 }
      if a.2 != b.2 { return a.2.lexicographicallyPrecedes(b.2) }
      return a.3.lexicographicallyPrecedes(b.3)
    }.map { $0.0 }
  }
}

/// `value / unit` rounded half to even.
func fixedUnits(_ value: Int128, _ unit: Int128) -> Int128 {
  let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: unit.magnitude)
  let twice = rest * 2
  let rounded = twice > unit.magnitude || twice == unit.magnitude && whole & 1 == 1 ? whole + 1 : whole
  return value < 0 ? -Int128(rounded) : Int128(rounded)
}
