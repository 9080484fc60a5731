import Foundation
import Support
import Testing

/// The tool as a user runs it: records in, records out.
struct ToolTests {
  @Test(arguments: [
    (#"{"type":"event","app":"qmail-send","text":"new msg 5"}"#, "mail.queue.new", "info"),
    (#"{"text": "new msg 5", "app": "qmail-send", "type": "event"}"#, "mail.queue.new", "info"),
    (#"{"app":"x","mta":"qmail","text":"new msg 5","type":"event"}"#, "mail.queue.new", "info"),
    (#"{"type":"event","x":{"app":"y"},"app":"qmail","text":"new msg 5"}"#, "mail.queue.new", "info"),
    (#"{"type":"event","app":"qmail","text":"new msg \u0035","a":[1,"\"}"]}  "#, "mail.queue.new", "info"),
    (#"{"type":"event","app":"\/usr\/bin\/qmail-send","text":"new msg 5"}"#, "mail.queue.new", "info"),
    (#"{"type":"event","app":"qmail","text":"new msg 5","n":-1.5e3,"t":true}"#, "mail.queue.new", "info"),
    (#"{"type":"event","app":"none","level":"error","text":"new msg 5"}"#, "unknown", "error"),
    (#"{"type":"event","app":"none","level":"bad","text":"new msg 5"}"#, "unknown", "info"),
    (#"{"type":"event","app":"qmail"}"#, "unknown", "info"), (#"{"type":"event"}"#, "unknown", "info"),
    (#"{"type":"event","app":"qmail","text":7}"#, "unknown", "info"),
  ])
  func eventGetsClassAndSeverityAtItsEnd(_ record: String, _ name: String, _ severity: String) throws {
    let close = record.lastIndex(of: "}")!
    let expected = record[..<close] + #","class":"\#(name)","severity":"\#(severity)""# + record[close...]
    #expect(try classify(record).first == String(expected))
  }

  @Test(arguments: [
    #"{"type":"message","text":"new msg 5","app":"qmail"}"#, #"{"type":"end","tool":"lognorm","in":1}"#, "{}",
    "",
    "no record", #"{"type":"event","text":"new msg 5""#, #"{"type":"event","text":"new msg 5"}}"#, "[1]",
    #"{"type":"event","text":"new msg 5",}"#, #"{"type":"event" "text":"new msg 5"}"#, "\u{0}\u{1}{\"",
  ])
  func allElsePassesAsItIs(_ line: String) throws {
    let output = try Program.tool("logclass").run(input: Data((line + "\n").utf8)).text
    #expect(output.hasPrefix(line + "\n{\"type\":\"end\""))
  }

  @Test func bytesThatAreNoTextPass() throws {
    var random = Seeded(7)
    for _ in 0..<20 {
      var input = Data((0..<4000).map { _ in UInt8.random(in: 0...255, using: &random) } + [10])
      input.append(
        Data(#"{"type":"event","app":"qmail","text":"new msg 1"#.utf8) + Data([0, 0xFF, 34, 125, 10]))
      let output = try Program.tool("logclass").run(input: input)
      #expect(output.status == 0 && output.output.starts(with: input.prefix(4000)))
    }
  }

  @Test(arguments: [
    #"{"type":"event","app":"qmail","text":"end msg 4"}"#, #"{ "type" : "event" , "text" : "x" }"#,
    #"{"type":"event","text":"x","deep":{"class":"y"}}"#,
  ])
  func secondRunGivesWhatTheFirstGave(_ record: String) throws {
    let once = try classify(record)[0]
    #expect(try classify(once)[0] == once)
    let old = record.replacing("{", with: #"{"class": "a\"b", "severity":null, "#, maxReplacements: 1)
    let bare = record.replacing("{ ", with: "{", maxReplacements: 1)
    #expect(try classify(old)[0] == (try classify(bare))[0])
  }

  @Test func countersAddUpAndACutPipeIsTold() throws {
    let input = """
      {"type":"event","app":"qmail","text":"new msg 1"}
      bad
      {"type":"event","app":"qmail","text":"?"}
      {"type":"message"}
      """
    let cut = try Program.tool("logclass").run(input: Data(input.utf8))
    let counters = #""in":4,"out":4,"classed":1,"unknown":1,"dropped":0,"malformed":1"#
    #expect(cut.lines.last == #"{"type":"end","tool":"logclass",\#(counters),"upstream":"cut"}"#)
    #expect(cut.errors.contains("1 of 4 lines was not a record; the first is line 2") && cut.status == 0)
    let whole = try Program.tool("logclass").run(input: Data((input + "\n{\"type\":\"end\"}").utf8))
    #expect(whole.lines.suffix(2) == [#"{"type":"end"}"#, #"{"type":"end","tool":"logclass",\#(counters)}"#])
  }

  @Test func wrongRulesPreventTheStart() throws {
    try withRules("a mail.x bad t\n") { rules in
      let outcome = try Program.tool("logclass").run(["-r", rules])
      #expect(outcome.status == 100 && outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("logclass: fatal: \(rules) line 1: severity \"bad\" is not known; "))
      #expect(try Program.tool("logclass").run(["-r", rules + "x"]).status == 111)
      let check = try Program.tool("logclass").run(["-c", rules])
      #expect(check.status == 100 && check.text.hasPrefix("\(rules) line 1: severity"))
    }
  }

  @Test func listShowsEveryRuleOnce() throws {
    try withRules("a,b site.x info t {:int}\n= t 5\n") { rules in
      let lines = try Program.tool("logclass").run(["-l", "-r", rules]).lines
      #expect(
        lines[0].hasPrefix("site.x ") && lines[0].hasSuffix(" a,b                               t {:int}"))
      #expect(lines[1].hasSuffix("  = t 5"))
      #expect(lines.count > 800)
    }
  }

  @Test func hangupRereadsRulesBetweenTwoLines() throws {
    try withRules("a one info t\n") { rules in
      let tool = try LiveTool(["-r", rules])
      let event = #"{"type":"event","app":"a","text":"t"}"#
      #expect(try tool.answer(to: event).contains(#""class":"one""#))
      try "a two info t\n".write(toFile: rules, atomically: true, encoding: .utf8)
      tool.hangup()
      #expect(try tool.answer(to: event).contains(#""class":"two""#))
      try "a three\n".write(toFile: rules, atomically: true, encoding: .utf8)
      tool.hangup()
      #expect(try tool.answer(to: event).contains(#""class":"two""#))
      #expect(tool.end().contains("line 1: a rule has fewer than four columns"))
    }
  }

  private func classify(_ record: String) throws -> [String] {
    try Program.tool("logclass").run(input: Data((record + "\n").utf8)).lines
  }

  private func withRules(_ text: String, _ body: (String) throws -> Void) throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "site.rules").path
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try body(file)
  }
}

/// A running tool to which one line after the other is given.
private struct LiveTool {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errors = Pipe()

  init(_ arguments: [String]) throws {
    process.executableURL = Program.tool("logclass").file
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  func answer(to line: String) throws -> String {
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    return String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
  }

  func hangup() { kill(process.processIdentifier, SIGHUP) }

  /// Ends its input; what it said on standard error.
  func end() -> String {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    return String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }
}
