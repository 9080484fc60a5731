import Foundation
import Support
import Testing

/// Other people's lines against what their sources say of them, printed as a table by source.
struct CorpusTests {
  /// What lognorm is told for a source whose clock is not UTC, or whose year is not this one.
  private static let options: [String: [String]] = {
    Dictionary(uniqueKeysWithValues: rows(of: "options.tsv").map { ($0[0], Array($0.dropFirst())) })
  }()

  /// What sources say of whole lines.
  static let meanings: [Meaning] = rows(of: "meanings.tsv").map {
    Meaning(source: $0[0], path: $0[1], says: $0[2], classes: $0[3].split(separator: " ").map(String.init))
  }

  @Test(.needsShared) func valuesAreWhatTheirSourcesSay() throws {
    let corpus = try #require(Place.shared).appending(path: "corpus")
    var table = ScoreTable()
    var meanings = Meanings()
    var programs = try ProgramTable()
    let folder = corpus.appending(path: "public/cases")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let source = String(name.dropLast(".jsonl".count))
      let samples = try Sample.all(of: source, in: corpus).filter { $0.isLine }
      if samples.isEmpty { continue }
      let records = try Self.records(of: samples, Self.options[source] ?? [])
      table.add(source, samples, records)
      programs.add(records)
      for (sample, record) in zip(samples, records) { meanings.add(source, sample, record) }
    }
    print(table.text)
    print(meanings.text)
    print(programs.text)
    for difference in meanings.differences.prefix(40) { print(difference) }
    let differences = table.unexplained.joined(separator: "\n")
    let report = Place.top.appending(path: ".build/corpus-differences.txt")
    try Data(differences.utf8).write(to: report)
    print("\(table.unexplained.count) values differ and are not explained: see \(report.path)")
    if ProcessInfo.processInfo.environment["ACCEPT"] != nil { try table.acceptFloors() }
    #expect(table.sourcesThatFellBack() == [])
    #expect(programs.share >= 0.97 && programs.laggards == [])
    #expect(meanings.agreement.same * 100 >= meanings.agreement.classed * 95)
  }

  /// The first event of each sample's line, through lognorm and logclass.
  private static func records(of samples: [Sample], _ options: [String]) throws -> [[String: Any]] {
    var records = [[String: Any]](repeating: [:], count: samples.count)
    let input = Data(samples.flatMap { $0.line + [10] })
    let arguments = options.isEmpty ? ["-Y", "2026"] : options
    for line in try pipe([("lognorm", arguments), ("logclass", [])], input: input).last!.lines {
      let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      guard record["type"] as? String == "event", let number = record["line"] as? Int else { continue }
      if records[number - 1].isEmpty { records[number - 1] = record }
    }
    return records
  }
}
