import Foundation
import Support
import Testing

/// Threads share the input by blocks, and nobody can see it.
struct ShareTests {
  /// A listing of many blocks is that of each part, one behind the other; sums are those of all.
  @Test func manyBlocksGiveWhatFewGive() throws {
    var random = Seeded(11)
    let lines = (0..<20_000).map { number in
      "d k 17952\(19000 + number).5 1795240000 1795240001.25 \(number) <s\(number % 97)@a.example> "
        + "local.r\(number)@b.example \(number) 1001 \(String(repeating: "x", count: .random(in: 0...60, using: &random)))"
    }
    let whole = lines.joined(separator: "\n")
    let parts = stride(from: 0, to: lines.count, by: 500).map {
      lines[$0..<$0 + 500].joined(separator: "\n") + "\n"
    }
    let listings = try parts.map { try logstats(["-t", "sendmail"], $0).text }
    #expect(try logstats(["-t", "sendmail"], whole).text == listings.joined())
    let partials = try parts.map { try logstats(["-k"], $0).text }
    let merged = try logstats(["-t", "overall,senders,recipients,successes,ddist"], partials.joined())
    #expect(try logstats(["-t", "overall,senders,recipients,successes,ddist"], whole).text == merged.text)
  }

  @Test func linesAreCountedInTheirOrder() throws {
    let record = #"{"type":"event","class":"x"}"# + "\n"
    let end = #"{"type":"end","tool":"flowjoin"}"# + "\n"
    let many = String(repeating: record, count: 40_000)
    let cut = try logstats(["-t", "overall"], many + end + many)
    #expect(cut.text.contains("incomplete"))
    let wrong = try logstats(["-t", "overall"], many + "{\n" + many + "{\n" + end)
    #expect(!wrong.text.contains("incomplete"))
    #expect(wrong.errors.contains("2 of 80003 lines were not records; the first is line 40001"))
  }

  /// Sums that no log can have would overflow when they are added up.
  @Test func partialsWithImpossibleSumsAreMalformed() throws {
    let most = "170141183460469231731687303715884105727"
    let record = #"{"type":"stat","report":"overall","partial":true,"mess":MOST}"# + "\n"
    let none = #"{"type":"stat","report":"ddist","partial":true,"key":"0.5","del":0}"# + "\n"
    let run = try logstats(
      ["-t", "overall,ddist"], String(repeating: record, count: 3).replacing("MOST", with: most) + none)
    #expect(run.status == 0)
    #expect(run.errors.contains("3 of 4 lines were not records; the first is line 1"))
  }
}
