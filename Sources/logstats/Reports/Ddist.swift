import Lines

extension Report {
  static let ddist = Report(
    name: "ddist", needs: .ddelays,
    heading: """
      Distribution of ddelays for successful deliveries

      Meaning of each line: The first pct% of successful deliveries
      all happened within doneby seconds. The average ddelay was avg.
      """,
    body: .table(
      Heads(
        columns: [.seconds("doneby", places: 2), .seconds("avg", places: 2), .count("pct")], sortColumn: 2)
    ) { Table($1, distribution(of: $0.ddelays)) })
}

/// What falls into one percent of the successes.
private struct Percentile {
  /// The row of the least value.
  var least: Int?
  var total = 0.0
  var count = 0
}

/// zddist's arithmetic: each printed value counts once, at the percentile of its last delivery, and the
/// least of a percentile is the least as text.
private func distribution(of ddelays: borrowing Tally) -> [Figures] {
  var rows: [Figures] = []
  var total = 0.0
  var count = 0
  for (p, percentile) in percentiles(of: ddelays).enumerated() {
    total += percentile.total
    count += percentile.count
    guard p >= 10, let least = percentile.least else { continue }
    let doneby = value(of: ddelays.bytes.extracting(ddelays.key(least)))
    if doneby < 0 { continue }
    var figures = Figures()
    figures[0] = Int128(hundredths(doneby)) * 10_000_000
    figures[1] = Int128(hundredths(total / Double(count))) * 10_000_000
    figures[2] = Int128(p)
    rows.append(figures)
  }
  return rows
}

private func percentiles(of ddelays: borrowing Tally) -> [Percentile] {
  let bytes = ddelays.bytes
  var values: [Rank] = []
  for row in 0..<ddelays.count {
    values.append(Rank(word: ordered(value(of: bytes.extracting(ddelays.key(row)))), row: row))
  }
  values.sortByWord()
  let all = values.reduce(Int128(0)) { $0 + ddelays[$1.row, 0] }
  var percentiles = [Percentile](repeating: Percentile(), count: 101)
  var (seen, p): (Int128, Int) = (0, 0)
  for value in values {
    seen += ddelays[value.row, 0]
    while p < 100, seen * 100 >= all * Int128(p + 1) { p += 1 }
    let text = bytes.extracting(ddelays.key(value.row))
    if let least = percentiles[p].least, bytes.extracting(ddelays.key(least)).compare(text) <= 0 {
      // The value before is less as text.
    } else {
      percentiles[p].least = value.row
    }
    percentiles[p].total += double(ordered: value.word)
    percentiles[p].count += 1
  }
  return percentiles
}

/// The bits of a double such that greater ones are greater as whole numbers.
private func ordered(_ value: Double) -> UInt64 {
  let bits = value.bitPattern
  return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
}

/// The way back.
private func double(ordered word: UInt64) -> Double {
  Double(bitPattern: word >> 63 == 1 ? word & ~(1 << 63) : ~word)
}

/// The double that `%.6g` printed: `-1.5`, `0.0110691`, `2.38419e-07`.
private func value(of text: borrowing Span<UInt8>) -> Double {
  let sign = text.holds("-", at: 0) ? 1 : 0
  guard let whole = text.decimal(at: sign) else { return 0 }
  var digits = Double(whole.value)
  var unit = 1.0
  var at = whole.end
  if text.holds(".", at: at), let part = text.decimal(at: at + 1) {
    for _ in at + 1..<part.end { unit *= 10 }
    digits = digits * unit + Double(part.value)
    at = part.end
  }
  if text.holds("e-", at: at), let exponent = text.decimal(at: at + 2) {
    for _ in 0..<exponent.value { unit *= 10 }
  }
  // Both are exact, and so the quotient is the nearest double.
  return sign == 1 ? -digits / unit : digits / unit
}
