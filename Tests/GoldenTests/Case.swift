import Foundation
import Support
import Testing

/// One folder below `Tests/Golden/TOOL`: what goes in, and what must come out.
///
///     Tests/Golden/lognorm/clocks/in.log  args  expected.jsonl
///
/// `args` has one word a line. Below `Tests/Golden/pipe` each of its lines is a stage, `lognorm -H ash`.
/// An `expected.err` holds what must stand on standard error.
struct Case: CustomTestStringConvertible {
  let folder: URL

  var testDescription: String { "\(tool)/\(folder.lastPathComponent)" }
  private var tool: String { folder.deletingLastPathComponent().lastPathComponent }

  /// Every case there is.
  static let all: [Case] = {
    let golden = Place.tests.appending(path: "Golden")
    return names(in: golden).flatMap { tool in
      names(in: golden.appending(path: tool)).map { Case(folder: golden.appending(path: "\(tool)/\($0)")) }
    }
  }()

  /// What the tools write for it now: standard output of the last stage, standard errors of all.
  func run() throws -> (output: Data, errors: String) {
    var outcomes: [Outcome] = []
    for stage in stages {
      let input = try outcomes.last?.output ?? Data(contentsOf: input)
      outcomes.append(try Program.tool(stage[0]).run(Array(stage.dropFirst()), input: input))
    }
    return (outcomes.last?.output ?? Data(), outcomes.map(\.errors).joined())
  }

  private var stages: [[String]] {
    let lines = words
    return tool == "pipe" ? lines.map { $0.split(separator: " ").map(String.init) } : [[tool] + lines]
  }

  private var words: [String] {
    let text = try? String(contentsOf: folder.appending(path: "args"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  private var input: URL { file("in.") ?? URL(filePath: "/dev/null") }

  /// The file of expected output; a new case gets `expected.jsonl`.
  var expected: URL {
    ["jsonl", "txt"].map { folder.appending(path: "expected.\($0)") }
      .first { FileManager.default.fileExists(atPath: $0.path) } ?? folder.appending(path: "expected.jsonl")
  }

  /// The file of expected messages, when the case has one.
  var expectedErrors: URL? { file("expected.err") }

  private func file(_ head: String) -> URL? {
    Self.names(in: folder).first { $0.hasPrefix(head) }.map { folder.appending(path: $0) }
  }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }
}
