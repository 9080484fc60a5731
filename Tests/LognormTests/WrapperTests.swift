import Foundation
import Support
import Testing

@testable import lognorm

/// Lines within lines.
struct WrapperTests {
  @Test func everyWrapperHasItsCase() {
    for wrapper in wrappers {
      let folder = Place.tests.appending(path: "Golden/lognorm/wrapped-\(wrapper.name)")
      #expect(FileManager.default.fileExists(atPath: folder.path), "\(wrapper.name)")
    }
    #expect(wrappers.map(\.name.description) == wrappers.map(\.name.description).sorted())
  }

  /// A line whose first part ends a file is of that file, whether the next one goes on with it or not.
  @Test func heldLinesKeepTheirFile() throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let parts = [
      "2026-11-21T00:17:11Z stdout P half of", "2026-11-21T00:17:11Z stdout F  one line",
      "2026-11-21T00:17:11Z stderr P and no more", "Nov 21 00:17:12 mx1 sshd[7]: another",
    ]
    let files = parts.indices.map { folder.appending(path: "\($0).log") }
    for (file, part) in zip(files, parts) { try Data((part + "\n").utf8).write(to: file) }
    let outcome = try Program.tool("lognorm").run(["-Y", "2026"] + files.map(\.path))
    let events = try outcome.lines.dropLast().map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    let found = events.map { "\($0["file"] ?? "") \($0["text"] ?? "")" }.sorted()
    let expected = [(0, "half of one line"), (2, "and no more"), (3, "another")]
    #expect(found == expected.map { "\(files[$0.0].path) \($0.1)" })
  }

  /// Whatever is cut off a wrapped line, or put into it, the tool ends in time and its counters add up.
  @Test(.timeLimit(.minutes(1)), arguments: 0..<4)
  func mutilatedWrappersDoNoHarm(_ seed: UInt64) throws {
    let logs = Place.files(below: Place.tests.appending(path: "Golden/lognorm"))
      .filter { $0.path.contains("wrapped-") && $0.lastPathComponent == "in.log" }
    let lines = try logs.flatMap { try Data(contentsOf: $0).split(separator: 10) }.filter { $0.count < 1000 }
    var random = Seeded(seed)
    var input = Data()
    for _ in 0..<20000 {
      var line = lines.randomElement(using: &random)!
      for _ in 0..<Int.random(in: 0...3, using: &random) where !line.isEmpty {
        let at = Int.random(in: line.startIndex..<line.endIndex, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: line = line[..<at]
        case 1: line[at] = UInt8.random(in: 0...255, using: &random)
        case 2: line = line[..<at] + lines.randomElement(using: &random)! + line[at...]
        default: line = line[at...]
        }
      }
      input += line.filter { $0 != 10 } + [10]
    }
    let outcome = try Program.tool("lognorm").run([], input: input)
    #expect(outcome.status == 0)
    let last = try #require(outcome.output.split(separator: 10).last)
    let end = try #require(try JSONSerialization.jsonObject(with: last) as? [String: Any])
    let counts = ["in", "split", "repeated", "out", "joined"].map { end[$0] as? Int ?? 0 }
    #expect(counts[0] == 20000 && counts[0] + counts[1] + counts[2] == counts[3] + counts[4])
  }
}
