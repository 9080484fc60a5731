import Foundation
import Support

/// How much of what the sources say our records say too.
struct ScoreTable {
  private var lines: [String] = []
  /// Values that differ and that disagreements.tsv does not explain: case, field, theirs, ours.
  private(set) var unexplained: [String] = []

  /// Values that were the same, by source.
  private var same: [String: Int] = [:]

  /// Rows of disagreements.tsv: a case or the head of one with `*`, a field, why ours is right, and perhaps the
  /// source's value, when only that is explained.
  private let explained = rows(of: "disagreements.tsv")

  private struct Score {
    var samples = 0
    var read = 0
    var classed = 0
    var values = 0
    var same = 0
    var explained = 0
  }

  mutating func add(_ source: String, _ samples: [Sample], _ records: [[String: Any]]) {
    var score = Score(samples: samples.count)
    let mappings = Mapping.all.filter { $0.source == source || $0.source == "*" }
    for (sample, record) in zip(samples, records) {
      if record["class"] as? String != "unknown" && !record.isEmpty { score.classed += 1 }
      if record["app"] != nil { score.read += 1 }
      for mapping in mappings {
        guard let theirs = sample.value(at: mapping.path) else { continue }
        let fields = mapping.field.split(separator: ",")
        let ours = fields.lazy.compactMap { record[String($0)] }.first.map { "\($0)" }
        guard let agrees = mapping.agree(theirs, ours) else { continue }
        score.values += 1
        if agrees { score.same += 1 } else { judge(sample, mapping, theirs, ours, &score) }
      }
    }
    same[source] = score.same
    lines.append(row(source, score))
  }

  /// Sources of which fewer values are the same than floors.tsv says: something that was read is read no more.
  func sourcesThatFellBack() -> [String] {
    rows(of: "floors.tsv").filter { (same[$0[0]] ?? 0) < Int($0[1])! }.map { $0[0] }
  }

  /// Makes what was measured now the least that is asked for.
  func acceptFloors() throws {
    let heading = "# How many values of a source are the same at least; ACCEPT=1 swift test makes it."
    let floors = same.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }
    let text = ([heading] + floors).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: Place.tests.appending(path: "Data/corpus/floors.tsv"))
  }

  private mutating func judge(
    _ sample: Sample, _ mapping: Mapping, _ theirs: String, _ ours: String?, _ score: inout Score
  ) {
    let isExplained = explained.contains { row in
      let matches =
        row[0].hasSuffix("*") ? sample.id.hasPrefix(row[0].dropLast()) : sample.id == row[0]
      let isField = row[1] == "*" || mapping.field.split(separator: ",").contains { $0 == row[1] }
      return matches && isField && (row.count < 4 || row[3] == theirs)
    }
    if isExplained {
      score.explained += 1
    } else {
      unexplained.append("\(sample.id) \(mapping.path) -> \(mapping.field): \(theirs) | \(ours ?? "nothing")")
    }
  }

  var text: String {
    let heading = ["source", "lines", "with app", "classed", "values", "same", "explained"]
    return ([Self.pad(heading)] + lines).joined(separator: "\n")
  }

  private func row(_ source: String, _ score: Score) -> String {
    let numbers = [
      score.samples, score.read, score.classed, score.values, score.same, score.explained,
    ]
    return Self.pad([source] + numbers.map(String.init))
  }

  private static func pad(_ cells: [String]) -> String {
    cells[0].padding(toLength: 34, withPad: " ", startingAt: 0)
      + cells.dropFirst().map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
  }
}
