import Foundation
import Support
import Testing

/// Logs of which the generator beside the repository says what happened in them; without it there is nothing to do.
struct GeneratedTests {
  static let maker = Place.shared?.appending(path: "bench/mailgen.py")
  static let canRun = maker.map { FileManager.default.fileExists(atPath: $0.path) } ?? false

  /// Completed messages, attempts and how they ended are those that were generated, whatever MTA logged them.
  @Test(
    .enabled(if: canRun, "the generator of logs is not here"),
    arguments: [("qmail", "tai"), ("postfix", "bsd"), ("sendmail", "bsd"), ("exim", "main")])
  func countsAreTheTruth(mta: String, form: String) throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let prefix = folder.appending(path: mta).path
    let python = Program(file: URL(filePath: "/usr/bin/env"))
    let options = ["--mta", mta, "--mb", "2", "--seed", "20261121", "--out", prefix]
    #expect(try python.run(["python3", Self.maker!.path] + options).status == 0)
    let log = try Data(contentsOf: URL(filePath: "\(prefix).\(form)"))
    let stages = [("lognorm", ["-Y", "2026"]), ("logclass", []), ("flowjoin", []), ("logstats", [])]
    let report = try pipe(stages, input: log).last!.text
    let overall = try numbers(
      report.split(separator: "\n").first { $0.contains("\"report\":\"overall\"") } ?? "{}")
    let truth = try numbers(try String(contentsOfFile: "\(prefix).truth.json", encoding: .utf8)[...])
    #expect(overall["mess"] == truth["completed"])
    #expect(overall["del"] == truth["attempts"])
    #expect(overall["success"] == truth["attempts_k"])
    #expect(overall["failure"] == truth["attempts_d"])
    #expect(overall["deferral"] == truth["attempts_z"])
    let unlogged = truth["bytes_unlogged_bounce"] ?? 0
    let bytes = overall["total_bytes"] ?? 0
    #expect((truth["bytes_completed"] ?? 0) - unlogged...(truth["bytes_completed"] ?? 0) ~= bytes)
  }

  private func numbers(_ json: Substring) throws -> [String: Int] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return (object ?? [:]).compactMapValues { $0 as? Int }
  }
}
