import Lines

/// One report: its name, what it is made of, what its text form says first, and how its rows come about.
struct Report: Sendable {
  let name: StaticString
  let needs: Parts
  /// What each column means, in English.
  let heading: String
  let body: Body

  var isListing: Bool { if case .listing = body { true } else { false } }

  enum Body: Sendable {
    /// Rows made of the sums of a period, sorted.
    case table(@Sendable (borrowing Statistics) -> Table)
    /// Sums alone.
    case overall
    /// One line for each line read, in order.
    case listing
  }
}

extension Report {
  /// The sorted table, its last `top` rows when that is asked for; nil when the report is none.
  func table(_ statistics: borrowing Statistics, top: Int?) -> Table? {
    guard case .table(let make) = body else { return nil }
    var table = make(statistics)
    if let top { table.keepLast(top) }
    return table
  }

  /// Prints the text form.
  func print(_ statistics: borrowing Statistics, top: Int?, to output: inout Output) {
    output.append(string: heading)
    output.append("\n\n")
    if let table = table(statistics, top: top) {
      output.append(table)
    } else {
      statistics.overall.print(to: &output)
    }
  }
}
