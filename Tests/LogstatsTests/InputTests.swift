import Foundation
import Support
import Testing

/// What counts and what does not: records, lines, ends that are missing, nothing at all.
struct InputTests {
  static let end = #"{"type":"end","tool":"flowjoin","in":3,"out":3}"#
  static let delivered = """
    {"type":"delivery","time":"2026-11-21T00:10:52.407340500Z","start":"2026-11-21T00:10:52.402340500Z",\
    "born":"2026-11-21T00:10:52.396678500Z","sender":"Olivia@North.example",\
    "recipient":"Quinn@quarry.example",\
    "size":2539,"action":"delivered","diagnostic":"did_1+0+0/","channel":"local","qp":21125,"uid":1001}

    """
  static let completed = """
    {"type":"message","born":"2026-11-21T00:10:52.396678500Z","done":"2026-11-21T00:10:52.408047500Z",\
    "sender":"Olivia@North.example","size":2539,"qp":21125,"uid":1001,"complete":true,"delivered":1}

    """
  static let lines = """
    d k 1795219852.396678500 1795219852.402340500 1795219852.407340500 2539 <olivia@north.example> \
    local.quinn@quarry.example 21125 1001 did_1+0+0/
    m 1795219852.396678500 1795219852.408047500 2539 1 0 0 <olivia@north.example> 21125 1001

    """

  @Test func recordsTellWhatLinesTell() throws {
    let ofRecords = try logstats(["-t", "all"], Self.delivered + Self.completed + Self.end)
    #expect(ofRecords.text == (try logstats(["-t", "all"], Self.lines)).text)
    #expect(ofRecords.errors == "")
  }

  @Test(arguments: [
    ("relayed", "k"), ("expanded", "k"), ("discarded", "k"), ("failed", "d"), ("expired", "d"),
    ("delayed", "z"),
  ])
  func actionsAreQmailsThree(action: String, letter: String) throws {
    let record = Self.delivered.replacing("delivered", with: action)
    let line = Self.lines.prefix { $0 != "\n" }.replacing("d k", with: "d \(letter)") + "\n"
    #expect(
      try logstats(["-t", "all"], record + Self.end).text == logstats(["-t", "all"], String(line)).text)
  }

  @Test func anUnknownMessageIsBornWithItsDelivery() throws {
    let record = #"""
      {"type":"delivery","time":"2026-11-21T00:10:52Z","start":"2026-11-21T00:10:50Z",\#
      "recipient":"A@b","action":"relayed","diagnostic":"250 ok"}

      """#
    let line = "d k 1795219850 1795219850 1795219852 0 ? a@b ? ? 250_ok\n"
    #expect(try logstats(["-t", "all"], record + Self.end).text == logstats(["-t", "all"], line).text)
  }

  @Test func eventsAreListedAsMatchupPassesThemOn() throws {
    func event(_ app: String, _ text: String) -> String {
      #"{"type":"event","time":"2026-11-21T00:10:52.25Z","app":"\#(app)","text":"\#(text)"}"# + "\n"
    }
    let input =
      event("qmail-send", "status: local 0/10 remote 0/20") + event("qmail", "bounce msg 7 qp 8")
      + event("qmail", "warning: trouble") + event("tcpserver", #"status: \"1/40\""#) + Self.end
    #expect(
      try logstats(["-t", "sendmail"], input).text == """
        ? 1795219852.250 bounce msg 7 qp 8
        1795219852.250 warning: trouble
        ? 1795219852.250 tcpserver: status: "1/40"

        """)
  }

  @Test func incompleteMessagesDoNotCount() throws {
    let found = try records(
      try logstats(["overall"], Self.completed.replacing("true", with: "false") + Self.end))
    #expect(found.count == 2 && found[1]["others"] as? Int == 1 && found[1]["out"] as? Int == 0)
  }

  @Test(arguments: [
    "{\"type\":\"event\",\"text\":\"x\"}\n\(end)", "Nov 21 00:10:52 ash qmail: new msg 7\n",
  ])
  func nothingToCountSaysSo(input: String) throws {
    let outcome = try logstats(["-t", "overall"], input)
    #expect(outcome.status == 0)
    #expect(
      outcome.text.hasPrefix("Nothing was counted: no delivery and no completed message among 1 lines")
    )
    #expect(try logstats([], input).lines.allSatisfy { $0.hasPrefix(#"{"type":"end""#) })
  }

  /// The text is what zoverall prints then; standard error says why.
  @Test func emptyInputIsToldAside() throws {
    let outcome = try logstats(["-t", "overall"], "")
    #expect(outcome.status == 0 && outcome.text.hasPrefix("Basic statistics\n"))
    #expect(outcome.errors.hasPrefix("logstats: warning: input is empty"))
    #expect(try logstats([], "").lines.allSatisfy { $0.hasPrefix(#"{"type":"end""#) })
  }

  @Test(arguments: ["", #"{"type":"end","tool":"flowjoin","in":1,"out":1,"upstream":"cut"}"#])
  func aStageThatDiedIsTold(end: String) throws {
    let text = try logstats(["-t", "overall"], Self.delivered + end)
    #expect(text.text.hasPrefix("These numbers are incomplete"))
    #expect(text.errors.hasPrefix("logstats: warning: input ends without"))
    #expect(try records(try logstats([], Self.delivered + end)).last?["upstream"] as? String == "cut")
    #expect(try logstats(["-t", "overall"], Self.delivered + Self.end).errors == "")
  }

  @Test func brokenRecordsAreCountedAndTold() throws {
    let outcome = try logstats(["overall"], "{\"type\":\n\(Self.delivered)\(Self.end)")
    #expect(outcome.errors == "logstats: warning: 1 of 3 lines was not a record; the first is line 1\n")
    #expect(try records(outcome).last?["malformed"] as? Int == 1)
  }

  @Test func hostileNumbersAreHarmless() throws {
    let nines = String(repeating: "9", count: 40)
    let input =
      "d\nm\nd k\nd k x y z -1 <> a\nd k \(nines).\(nines) 0 1e9 \(nines) <\u{7}> \u{1b}[2J 1 1 \u{1b}\n"
      + "m \(nines) . \(nines) \(nines) \(nines) \(nines) <a> 1 /\n" + String(repeating: "d ", count: 99_999)
    for form in [["-t", "all"], [], ["-k"], ["-g", "month"], ["-w", "1"]] {
      let outcome = try logstats(form, input)
      #expect(outcome.status == 0)
      if form.first != "-t" { #expect(try records(outcome).count == outcome.lines.count) }
    }
    #expect(try !logstats(["-t", "recipients,successes"], input).text.contains("\u{1b}"))
  }
}
