import Foundation
import Support
import Testing

/// The command line: which reports, how many rows, which lines.
struct OptionTests {
  @Test(arguments: [
    ["-t", "sender"], ["-g", "year"], ["-w", "0"], ["-n", "-1"], ["-k", "-t", "all"], ["-k", "-n", "1"],
    ["-g", "day", "-w", "1"], ["-o", "size"], ["-k", "-o", "mess"], ["-z", "Europe/Nowhere"], ["-S"],
  ])
  func wrongCalls(arguments: [String]) throws {
    let outcome = try logstats(arguments, "")
    #expect(outcome.status == 100 && outcome.output.isEmpty && outcome.errors.hasPrefix("logstats: fatal: "))
  }

  @Test func theLastRowsAreTheLargest() throws {
    let lines = try logstats(["-t", "recipients", "-n", "1"], try sample()).lines
    #expect(lines.suffix(2).map { $0.split(separator: " ").last } == ["recipient", "remote.ann@far.example"])
    #expect(
      try records(try logstats(["-n", "1", "rhosts"], try sample())).map { $0["host"] as? String } == [
        "far.example", nil,
      ])
  }

  @Test func rowsAreOrderedByTheFirstColumnThatATableHas() throws {
    let input =
      delivery(endingAt: 100, to: "local.busy@quarry.example")
      + delivery(endingAt: 102, to: "local.busy@quarry.example")
      + "d k 90.5 100 109.25 100 <q@quarry.example> remote.slow@far.example 8 1001 ok/\n"
    func order(_ arguments: [String]) throws -> [String?] {
      try records(try logstats(arguments, input)).map { $0["recipient"] as? String }.dropLast()
    }
    let (busy, slow) = ("local.busy@quarry.example", "remote.slow@far.example")
    #expect(try order(["recipients"]) == [busy, slow])
    #expect(try order(["-o", "mess,del", "recipients"]) == [slow, busy])
    #expect(try order(["-o", "del", "-n", "1", "recipients"]) == [slow])
    #expect(
      try logstats(["-t", "recipients,successes", "-o", "tries"], input).lines.last?.hasSuffix("ok/") == true)
  }

  /// A field has one type for ever: `bytes` is base64 text, in events.
  @Test func noRecordHasANumberOfBytesUnderAnEventsName() throws {
    for arguments in [[], ["-k"]] {
      let found = try records(try logstats(arguments, try sample()))
      #expect(found.allSatisfy { $0["bytes"] == nil } && found.contains { $0["total_bytes"] is Int })
    }
  }

  @Test func aBareNameChoosesRecords() throws {
    let found = try records(try logstats(["failures,suids"], try sample()))
    #expect(Set(found.compactMap { $0["report"] as? String }) == ["failures", "suids"])
    #expect(try logstats(["/nonexistent/senders"], "").status == 111)
  }

  @Test func reportsOfOnePassAreThoseOfMany() throws {
    let both = try logstats(["-t", "senders", "-t", "ddist"], try sample()).text
    let parts = try ["senders", "ddist"].map { try logstats(["-t", $0], try sample()).text }
    #expect(both == parts.joined(separator: "\n"))
  }

  @Test func qmailStatsHasFiveParts() throws {
    let text = try logstats(["-t", "qmail-stats"], try sample()).text
    let headings = [
      "Basic statistics", "Reasons for failure", "Reasons for deferral", "Senders", "Recipients",
    ]
    let places = headings.compactMap { text.range(of: "\($0)\n\n")?.lowerBound }
    #expect(places.count == 5 && places == places.sorted())
  }

  @Test func selectionsPassLinesUnchanged() throws {
    let lines = try sample().split(separator: "\n").map(String.init)
    func selected(_ arguments: [String]) throws -> [String] { try logstats(arguments, try sample()).lines }
    #expect(try selected(["-S", "olivia@north.example"]) == lines.filter { $0.contains("<olivia@") })
    #expect(try selected(["-S", ""]) == lines.filter { $0.contains("<>") })
    #expect(try selected(["-R", "local.root"]) == lines.filter { $0.contains("local.root") })
    #expect(try selected(["-Q", "021140"]) == lines.filter { $0.contains(" 21140 ") })
    #expect(try selected(["-Q", "21130", "-R", "remote.ann@far.example"]).count == 2)
  }

  @Test func selectedRecordsKeepTheirEnd() throws {
    let input = InputTests.delivered + InputTests.completed + InputTests.end
    let found = try logstats(["-S", "olivia@north.example"], input)
    #expect(found.text.hasPrefix(input) && found.lines.count == 4)
    #expect(try logstats(["-t", "overall"], found.text).errors == "")
  }

  @Test func columnsAreSetAsColumntSetsThem() throws {
    #expect(
      try logstats(["-c"], "a bb\tccc\n  dddd e\n\n1 2 3 ").text
        == "   a  bb  ccc\ndddd   e  \n\n   1   2  3\n")
  }
}
