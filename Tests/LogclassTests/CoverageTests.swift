import Foundation
import Support
import Testing

@testable import Classes
@testable import logclass

/// Each rule of the catalogue is hit by a golden line: one of Tests/Golden/logclass, or of a pipe's.
struct CoverageTests {
  /// `ACCEPT=1 swift test --filter Coverage` writes Tests/Golden/pipe/FILE/in.log for each FILE of the
  /// catalogue: samples of the rules that no other golden line hits. `ACCEPT=1 swift test --filter Golden`
  /// then writes what is expected of them.
  @Test func everyRuleIsHitByAGoldenLine() throws {
    var coverage = Coverage()
    let accepts = ProcessInfo.processInfo.environment["ACCEPT"] == "1"
    for file in Self.records where !accepts || !file.path.contains(".rules/") {
      coverage.take(try Data(contentsOf: file))
    }
    if accepts {
      let lines = try coverage.lines()
      for part in RuleFile.parts { try Self.write(lines[part.name] ?? [], part.name) }
    }
    #expect(coverage.missing == [])
  }

  /// Records that the golden tests pin down.
  private static var records: [URL] {
    ["logclass", "pipe"].flatMap { Place.files(below: Place.tests.appending(path: "Golden/\($0)")) }
      .filter { $0.lastPathComponent == "expected.jsonl" }
  }

  private static func write(_ lines: [String], _ name: String) throws {
    let folder = Place.tests.appending(path: "Golden/pipe/\(name)")
    if lines.isEmpty {
      try? FileManager.default.removeItem(at: folder)
      return
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = lines.map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: folder.appending(path: "in.log"))
    try Data("lognorm -Y 2026 -H ash\nlogclass\n".utf8).write(to: folder.appending(path: "args"))
  }
}
