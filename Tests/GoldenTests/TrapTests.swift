import Foundation
import Support
import Testing

/// Each trap of traps.tsv is shown by golden cases that exist, and none of the numbers is left out.
@Test func everyTrapHasItsGoldenCase() throws {
  let table = try String(contentsOf: Place.tests.appending(path: "Data/traps.tsv"), encoding: .utf8)
  let rows = table.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t") }
  #expect(rows.compactMap { Int($0[0]) } == Array(1...rows.count))
  let cases = Set(Case.all.map(\.testDescription))
  for row in rows {
    let folders = row[2].split(separator: " ").map(String.init)
    #expect(folders.filter { !cases.contains($0) } == [], "trap \(row[0]): no such folder in Tests/Golden")
  }
}
