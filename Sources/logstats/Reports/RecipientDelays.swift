import Lines

/// zrxdelay: recipients by their average xdelay, the best order for a mailing list.
final class RecipientDelays: Recipients {
  init() {
    super.init("rxdelay", heading: delayHeading, columns: ["avg", "tries", "recipient"])
  }

  override func writeText(to output: inout Output, top: Int?) {
    output.append(heading)
    var columnt = Columnt()
    columnt.add(columns.map { Array($0.utf8) })
    for row in rows(top) {
      columnt.add([Array(row.average.utf8), Array(String(row.tries).utf8), row.name])
    }
    columnt.write(to: &output)
  }

  override func writeStats(to output: inout Output, top: Int?, group: Group?) -> Int {
    let rows = rows(top)
    for row in rows {
      output.beginStat(name, group)
      output.appendKey("avg")
      output.append(string: row.average)
      output.append("tries", row.tries)
      output.append("recipient", text: row.name)
      output.endStat()
    }
    return rows.count
  }

  /// Averages as the real script computes them: of the total as zrecipients prints it, in hundredths.
  private func rows(_ top: Int?) -> [(average: String, tries: Int64, name: [UInt8])] {
    let all = (0..<table.count).map { row in
      let tries = table.sum(2, of: row)
      let total = Double(fixedUnits(table.time(of: row), 10_000_000)) / 100
      let average = total / Double(max(tries, 1))
      return (value: average, average: hundredths(average), tries: tries, name: table.name(of: row))
    }
    let sorted = all.sorted { a, b in
      if a.average != b.average { return a.value < b.value }
      if a.tries != b.tries { return String(a.tries) < String(b.tries) }
      return a.name.lexicographicallyPrecedes(b.name)
    }.map { (average: $0.average, tries: $0.tries, name: $0.name) }
    return top.map { Array(sorted.suffix($0)) } ?? sorted
  }
}

private let delayHeading: StaticString = """
  Recipients in the best order for mailing lists

  One line per recipient, sorted by avg. Information on each line:
  * avg is the _average_ xdelay for the recipient.
  * tries is the number of deliveries that avg is based on.


  """
