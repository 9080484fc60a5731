import Lines

extension Report {
  static let ddist = Report(
    name: "ddist", needs: .ddelays,
    heading: """
      Distribution of ddelays for successful deliveries

      Meaning of each line: The first pct% of successful deliveries
      all happened within doneby seconds. The average ddelay was avg.
      """,
    body: .table { statistics in
      let columns: [Column] = [.seconds("doneby", places: 2), .seconds("avg", places: 2), .count("pct")]
      var table = Table(columns, sortedBy: 2)
      table.add(distributionOf: statistics.ddelays)
      return table
    })
}

/// A ddelay as it was printed, and how often.
private struct Ddelay {
  let text: String
  let seconds: Double
  let count: Int128
}

/// What falls into one percent of the successes.
private struct Percentile {
  var least: String?
  var total = 0.0
  var count = 0
}

extension Table {
  /// zddist's arithmetic: each printed value counts once, at the percentile of its last delivery, and the least of a
  /// percentile is the least as text.
  fileprivate mutating func add(distributionOf ddelays: borrowing Tally) {
    let values = printedValues(of: ddelays)
    let all = values.reduce(Int128(0)) { $0 + $1.count }
    var percentiles = [Percentile](repeating: Percentile(), count: 101)
    var seen: Int128 = 0
    for value in values {
      seen += value.count
      let p = Int(seen * 100 / all)
      if value.text < percentiles[p].least ?? "~" { percentiles[p].least = value.text }
      percentiles[p].total += value.seconds
      percentiles[p].count += 1
    }
    var (total, count) = (0.0, 0)
    let noWord: [UInt8] = []
    for p in 0...100 {
      total += percentiles[p].total
      count += percentiles[p].count
      guard p >= 10, let least = percentiles[p].least, least >= "0" else { continue }
      let numbers = [Double(least) ?? 0, total / Double(count)].map { Int128(hundredths($0)) * 10_000_000 }
      add(numbers + [Int128(p)], word: noWord.span)
    }
  }
}

/// The values in rising order.
private func printedValues(of ddelays: borrowing Tally) -> [Ddelay] {
  var values: [Ddelay] = []
  for row in 0..<ddelays.count {
    let text = ddelays.bytes.extracting(ddelays.key(row)).string
    values.append(Ddelay(text: text, seconds: Double(text) ?? 0, count: ddelays[row, 0]))
  }
  return values.sorted { $0.seconds < $1.seconds }
}
