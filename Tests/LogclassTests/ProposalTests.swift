import Foundation
import Support
import Testing

/// `logclass -d`: rules for what no rule matches.
struct ProposalTests {
  private let texts = [
    "Failed password for root from 192.0.2.7 port 50122 ssh2",
    "Failed password for bob from 192.0.2.9 port 1 ssh2",
    "Failed password for amy from 2001:db8::7 port 222 ssh2", "load is 0.5 now", "load is 12 now",
    "job {x} done", "job 7f3a done", "job 12ab done", "", " blank first", "re: looks like an expression",
    "tab\there",
    "queue a: disk is full and so on", "queue a: disk is slow, very", "queue a: disk is (1)",
    "queue a: disk is gone",
    "new msg 5",
  ]

  private func events(_ texts: [String]) -> Data {
    Data(
      texts.map { #"{"type":"event","app":"x","text":"\#($0.replacing("\t", with: "\\t"))"}"# + "\n" }
        .joined().utf8)
  }

  @Test func holesAreWhatVaried() throws {
    let rules = try Program.tool("logclass").run(["-d"], input: events(texts)).text
    #expect(
      rules.contains(
        "x  site.x.failed_password_for  info  Failed password for {:word} from {:ip} port {:int} ssh2\n"))
    #expect(rules.contains("# 3 events, the first is line 1\n"))
    #expect(rules.contains("  load is {:number} now\n") && rules.contains("  job {:hex} done\n"))
    #expect(rules.contains("  job {{x} done\n") && rules.contains("  queue a: disk is {:word}\n"))
    #expect(rules.contains("= Failed password for root from 192.0.2.7 port 50122 ssh2\n"))
  }

  @Test func severityIsWhatTheWordsSay() throws {
    let many = (1...4).flatMap { ["WARN cache miss \($0)", "fatal: no disk \($0)", "all is well \($0)"] }
    let rules = try Program.tool("logclass").run(["-d"], input: events(many)).text
    #expect(rules.contains("  warning  WARN cache miss {:int}\n"))
    #expect(rules.contains("  critical  fatal: no disk {:int}\n"))
    #expect(rules.contains("  info  all is well {:int}\n"))
  }

  /// What stands between signs keeps its type, also when users' names made several clusters.
  @Test func valuesBetweenSignsAreHolesOfTheirOwn() throws {
    let users = ["ann", "bob", "carol", "dave", "eve"]
    let many = (0..<25).flatMap { i in
      [
        "user \(users[i % 5]) logged in from 192.0.2.\(i) by \(i % 2 == 0 ? "key" : "word")",
        "connection from 198.51.100.\(i):\(4000 + i) accepted",
      ]
    }
    let rules = try Program.tool("logclass").run(["-d"], input: events(many)).text
    #expect(rules.contains("  user {:word} logged in from {:ip} by {:word}\n"))
    #expect(rules.contains("  connection from {:ip}:{:int} accepted\n"))
  }

  @Test func proposalsAreRulesThatMatchWhatTheyWereMadeFrom() throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "site.rules")
    try Program.tool("logclass").run(["-d"], input: events(texts)).output.write(to: file)
    let check = try Program.tool("logclass").run(["-c", file.path])
    #expect(check.status == 0, "\(check.text)")
    let classed = try Program.tool("logclass").run(["-r", file.path], input: events(texts))
    #expect(classed.lines.last!.contains(#""classed":\#(texts.count),"unknown":0"#))
  }

  @Test func sameInputSameProposals() throws {
    var random = Seeded(3)
    let words = ["alpha", "beta", "7", "192.0.2.1", "x=1", "[k]", "zz:"]
    let many = (0..<3000).map { _ in
      (0..<Int.random(in: 1...7, using: &random)).map { _ in words.randomElement(using: &random)! }.joined(
        separator: " ")
    }
    let first = try Program.tool("logclass").run(["-d"], input: events(many)).output
    #expect(try Program.tool("logclass").run(["-d"], input: events(many)).output == first)
  }
}
