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
    /// Rows made of the sums of a period, sorted as the heads say.
    case table(Heads, @Sendable (borrowing Statistics, Heads) -> Table)
    /// Sums alone.
    case overall
    /// One line for each line read, in order.
    case listing
  }
}

extension Report {
  /// What its columns are called; none when it is no table.
  var columns: [String] {
    guard case .table(let heads, _) = body else { return [] }
    return heads.columns.map { "\($0.name)" }
  }
}

/// A report, how many rows of it are shown (all when nil), and by which columns they are ordered.
struct Choice: Sendable {
  let report: Report
  var top: Int?
  /// The first of these that the report has; its own order when it has none.
  var order: [String] = []

  /// The table, its last `top` rows when that is asked for; nil when the report is none.
  func table(_ statistics: borrowing Statistics) -> Table? {
    guard case .table(let heads, let make) = report.body else { return nil }
    var table = make(statistics, heads.ordered(by: order))
    if let top { table.keepLast(top) }
    return table
  }

  /// Prints the text form, up to the rows of the table, whose parts are given back.
  func print(_ statistics: borrowing Statistics, to output: inout Output) -> [TablePart] {
    output.append(string: report.heading)
    output.append("\n\n")
    guard let table = table(statistics) else {
      statistics.overall.print(to: &output)
      return []
    }
    output.append(headOf: table)
    return table.parts
  }
}
