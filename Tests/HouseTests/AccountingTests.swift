import Foundation
import Support
import Testing

/// Lines in = records out + explained differences, at every stage and for every file.
struct AccountingTests {
  static let stages = ["lognorm", "logclass", "flowjoin", "logstats"]

  /// The sample, and the corpus where it is: text, packed and binary files alike.
  static let files: [URL] = {
    let corpus = Place.shared.map { Place.files(below: $0.appending(path: "corpus/servers")) } ?? []
    return Place.files(below: Place.tests.appending(path: "Data")) + corpus
  }()

  @Test(arguments: files)
  func countersAddUp(_ file: URL) throws {
    var input = try Data(contentsOf: file)
    for stage in Self.stages {
      let outcome = try Program.tool(stage).run(stage == "lognorm" ? ["-Y", "2026"] : [], input: input)
      #expect(outcome.status == 0 && outcome.errors == "", "\(stage) of \(file.path)")
      let records = try Self.records(outcome.output)
      let end = try #require(records.last)
      #expect(end["type"] as? String == "end" && end["tool"] as? String == stage)
      let came = stage == "lognorm" ? Self.lines(input) : try Self.written(input)
      #expect(end["in"] as? Int == came, "\(stage)")
      #expect(end["out"] as? Int == records.count { $0["type"] as? String != "end" }, "\(stage)")
      #expect(end["upstream"] == nil)
      for sum in Self.explanations(stage) {
        let sides = [sum.0, sum.1].map { $0.reduce(0) { $0 + (end[$1] as? Int ?? 0) } }
        #expect(sides[0] == sides[1], "\(stage): \(end)")
      }
      input = outcome.output
    }
  }

  /// Which counters must add up to which, in each stage's own `end`.
  private static func explanations(_ stage: String) -> [([String], [String])] {
    let joined = ["passed", "deliveries", "messages", "rejects", "sessions"]
    return switch stage {
    case "lognorm":
      [(["in", "split", "repeated"], ["out", "joined"]), (["out"], ["read", "unread", "malformed"])]
    case "logclass": [(["in"], ["out"])]
    case "flowjoin": [(["in"], ["passed", "consumed"]), (["out"], joined)]
    default: []
    }
  }

  private static func lines(_ data: Data) -> Int {
    data.count { $0 == 10 } + (data.isEmpty || data.last == 10 ? 0 : 1)
  }

  private static func written(_ data: Data) throws -> Int {
    try records(data).count { $0["type"] as? String != "end" }
  }

  private static func records(_ data: Data) throws -> [[String: Any]] {
    try data.split(separator: 10).map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }
  }
}
