import Foundation
import Support

/// Whether our class of a line says what its source says that the line is; the rows stand in meanings.tsv.
///
///     sqmail-aio    event_type    delivery_failure    mail.delivery.failed mail.delivery.expired
struct Meanings {
  private let rows = CorpusTests.meanings
  private var scores: [String: (says: Int, classed: Int, same: Int)] = [:]
  private(set) var differences: [String] = []

  mutating func add(_ source: String, _ sample: Sample, _ record: [String: Any]) {
    let own = rows.filter { $0.source == source }
    guard let (row, told) = own.lazy.compactMap({ row in row.told(by: sample).map { (row, $0) } }).first
    else {
      return
    }
    let name = record["class"] as? String ?? "unknown"
    let isSame = row.classes.contains { Self.fits(name, $0) }
    var score = scores[source] ?? (0, 0, 0)
    score.says += 1
    score.classed += name == "unknown" ? 0 : 1
    score.same += isSame ? 1 : 0
    scores[source] = score
    if !isSame, name != "unknown" { differences.append("\(sample.id): \(row.path) \(told) | \(name)") }
  }

  /// `mail.queue.` is a head, `*.failed` an end, `*.reject.` stands somewhere within.
  private static func fits(_ name: String, _ pattern: String) -> Bool {
    guard pattern.hasPrefix("*") else {
      return pattern.hasSuffix(".") ? name.hasPrefix(pattern) : name == pattern
    }
    let rest = String(pattern.dropFirst())
    return rest.hasSuffix(".") ? ("." + name).contains(rest) : name.hasSuffix(rest)
  }

  /// A line a source: of how many lines it says what they are, how many have a class, and the same one.
  var text: String {
    let head = "source                          says what   classed   the same"
    let lines = scores.sorted { $0.key < $1.key }.map { source, score in
      let numbers = [score.says, score.classed, score.same].map {
        String(repeating: " ", count: 10) + "\($0)"
      }
      return source.padding(toLength: 31, withPad: " ", startingAt: 0)
        + numbers.map { String($0.suffix(10)) }.joined()
    }
    return ([head] + lines).joined(separator: "\n")
  }

  /// What was classed, and how much of it as the source says.
  var agreement: (classed: Int, same: Int) {
    scores.values.reduce((0, 0)) { ($0.0 + $1.classed, $0.1 + $1.same) }
  }
}

/// One row of meanings.tsv.
struct Meaning {
  let source: String
  let path: String
  let says: String
  let classes: [String]

  /// What the sample's source says, when this row is about it.
  func told(by sample: Sample) -> String? {
    guard let told = sample.value(at: path), let pattern = try? Regex(says) else { return nil }
    return told.wholeMatch(of: pattern) == nil ? nil : told
  }
}
