import Foundation
import Support
import Testing

/// Every report has a case, and agrees with what qmailanalog printed where that lies beside the sources.
struct ReferenceTests {
  @Test(arguments: allReports)
  func hasACase(_ report: String) {
    let folder = Place.tests.appending(path: "Golden/logstats/\(report)")
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "expected.txt").path))
  }

  @Test(.needsShared, arguments: ["estate-a-send", "estate-a-splogger"], zReports)
  func agreesWithQmailanalog(set: String, report: String) throws {
    let folder = Place.shared!.appending(path: "reference/qmailanalog/\(set)")
    let real = try String(contentsOf: folder.appending(path: "z\(report).out"), encoding: .utf8)
    let lines = try Data(contentsOf: folder.appending(path: "matchup.out"))
    let outcome = try Program.script("z\(report)").run(
      input: lines, environment: ["PATH": "\(Place.build.path):/usr/bin:/bin"])
    #expect(outcome.status == 0 && outcome.errors == "")
    let (wanted, got) = (rows(real), rows(outcome.text))
    try #require(wanted.count == got.count)
    for (a, b) in zip(wanted, got) { #expect(alike(a, b), "\(a) is not \(b)") }
  }

  /// Lines as words, in an order that fractions have no part in.
  private func rows(_ text: String) -> [[Substring]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.split(separator: " ") }
    return lines.sorted { a, b in
      let (x, y) = (whole(a), whole(b))
      return x == y ? a.joined(separator: " ") < b.joined(separator: " ") : x < y
    }
  }

  private func whole(_ words: [Substring]) -> String {
    words.filter { Double($0) == nil || !($0.contains(".") || $0.contains("e")) }.joined(separator: " ")
  }

  /// Equal text and integers; other numbers within 0.001 or one part in 100 000.
  private func alike(_ a: [Substring], _ b: [Substring]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { real, ours in
        if real == ours { return true }
        guard let x = Double(real), let y = Double(ours), (real + ours).contains(where: { ".e".contains($0) })
        else { return false }
        return abs(x - y) <= max(0.001, 1e-5 * abs(x))
      }
  }
}
