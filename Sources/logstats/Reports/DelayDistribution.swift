import Lines

/// zddist: within how long which share of successful deliveries had happened.
///
/// The real script works on delays as awk prints them, six significant digits of a difference of doubles; each
/// printed value counts once, smaller ones are found by comparing text. So does this one, to print what it prints.
final class DelayDistribution: Report {
  let name = "ddist"
  /// How often each printed delay came.
  private var counts: [Double: Int] = [:]

  func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>) {
    guard attempt.outcome == .success else { return }
    counts[sixDigits(seconds(attempt.end) - seconds(attempt.birth)), default: 0] += 1
  }

  /// A stamp as awk reads it: the double next to it.
  private func seconds(_ nanoseconds: Int64) -> Double {
    let (whole, part) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    return Double(whole) + Double(part) / 1e9
  }

  func add(partial: Partial) {
    guard partial.values.count == 2, let value = partial.values.first else { return }
    counts[Double(bitPattern: UInt64(bitPattern: value)), default: 0] += Int(partial.values[1])
  }

  func writePartial(to output: inout Output, group: Group?) -> Int {
    for (delay, count) in counts.sorted(by: { $0.key < $1.key }) {
      let values = [Int64(bitPattern: delay.bitPattern), Int64(count)]
      output.write(
        partial: Partial(key: Array(general(delay).utf8), values: values, time: 0), of: name, group)
    }
    return counts.count
  }

  /// Share, delay by which it was done, average.
  private func rows(_ top: Int?) -> [(percent: Int, doneBy: String, average: Double)] {
    let total = counts.values.reduce(0, +)
    if total == 0 { return [] }
    var least = [String?](repeating: nil, count: 101)
    var sums = [Double](repeating: 0, count: 101)
    var numbers = [Int](repeating: 0, count: 101)
    var done = 0
    for value in sortedAsText() {
      done += value.count
      let percent = done * 100 / total
      if least[percent].map({ value.text.utf8.lexicographicallyPrecedes($0.utf8) }) ?? true {
        least[percent] = value.text
      }
      sums[percent] += value.delay
      numbers[percent] += 1
    }
    var rows: [(Int, String, Double)] = []
    var (sum, number) = (0.0, 0)
    for percent in 0...100 {
      sum += sums[percent]
      number += numbers[percent]
      if percent >= 10, let text = least[percent], (Double(text) ?? 0) >= 0 {
        rows.append((percent, text, sum / Double(number)))
      }
    }
    return top.map { Array(rows.suffix($0)) } ?? rows
  }

  /// The delays in the order of `sort -n`, which reads a number up to its exponent.
  private func sortedAsText() -> [(text: String, delay: Double, count: Int)] {
    let values = counts.map { (text: general($0.key), delay: $0.key, count: $0.value) }
    let keyed = values.map { ($0, Double($0.text.prefix { $0 != "e" }) ?? 0) }
    return keyed.sorted { a, b in
      a.1 != b.1 ? a.1 < b.1 : a.0.text.utf8.lexicographicallyPrecedes(b.0.text.utf8)
    }.map { $0.0 }
  }

  func writeText(to output: inout Output, top: Int?) {
    output.append(distributionHeading)
    var columnt = Columnt()
    columnt.add(["doneby", "avg", "pct"].map { Array($0.utf8) })
    for row in rows(top) {
      columnt.add(
        [hundredths(Double(row.doneBy) ?? 0), hundredths(row.average), String(row.percent)].map {
          Array($0.utf8)
        })
    }
    columnt.write(to: &output)
  }

  func writeStats(to output: inout Output, top: Int?, group: Group?) -> Int {
    let rows = rows(top)
    for row in rows {
      output.beginStat(name, group)
      output.appendKey("doneby")
      output.append(string: row.doneBy)
      output.appendKey("avg")
      output.append(string: general(row.average))
      output.append("pct", Int64(row.percent))
      output.endStat()
    }
    return rows.count
  }
}

private let distributionHeading: StaticString = """
  Distribution of ddelays for successful deliveries

  Meaning of each line: The first pct% of successful deliveries
  all happened within doneby seconds. The average ddelay was avg.


  """
