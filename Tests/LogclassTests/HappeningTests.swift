import Foundation
import Support
import Testing

/// The same happening has the same class and cause whoever logs it: Tests/Data/happenings.tsv has the words.
struct HappeningTests {
  @Test func sameHappeningHasTheSameClassWhoeverLogsIt() throws {
    let file = Place.tests.appending(path: "Data/happenings.tsv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t", maxSplits: 2).map(String.init) }
    let log = rows.map { "Nov 21 10:00:00 ash \($0[2])\n" }.joined()
    let lines = try pipe([("lognorm", ["-Y", "2026"]), ("logclass", [])], input: Data(log.utf8)).last!.lines
    for (row, line) in zip(rows, lines) {
      let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      #expect(record["class"] as? String == row[0], "\(row[2])")
      #expect(record["cause"] as? String ?? "-" == row[1], "\(row[2])")
    }
    #expect(lines.count > rows.count)
  }
}
