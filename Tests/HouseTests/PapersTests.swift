import Foundation
import Support
import Testing

/// What is written about the tools, checked against what they are.
struct PapersTests {
  static let tools = ["flowjoin", "logclass", "lognorm", "logstats", "tai64n"]
  static let pages = tools.map { "\($0).1" } + ["mailrecord.5", "mailanalog.7"]

  @Test(arguments: tools)
  func helpAndVersionGoToStandardOutput(_ name: String) throws {
    for option in ["-h", "--help", "--version"] {
      let outcome = try Program.tool(name).run([option])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(name) \(option)")
      #expect(outcome.text.contains(name) && outcome.text.hasSuffix("\n"), "\(name) \(option)")
    }
  }

  @Test(arguments: tools)
  func wrongCallsEndWith100AndOneLine(_ name: String) throws {
    let outcome = try Program.tool(name).run(["--no-such-option"])
    #expect(outcome.status == 100 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("\(name): fatal: ") && outcome.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test(arguments: pages)
  func manualHasItsSections(_ page: String) throws {
    let text = try String(contentsOf: manual(page), encoding: .utf8)
    for section in ["NAME", "EXIT STATUS", "EXAMPLES", "BUGS"] {
      let plain = text.contains("\n.SH \(section)\n") || text.contains("\n.SH \"\(section)\"\n")
      #expect(plain || text.contains("\n.Sh \(section)\n"), "\(page) has no section \(section)")
    }
  }

  @Test(.needs("groff"), arguments: pages)
  func manualIsCleanRoff(_ page: String) throws {
    let groff = try #require(Program.installed("groff"))
    let arguments = ["-man", "-Tutf8", "-ww", "-z", "-K", "utf8", manual(page).path]
    #expect(try groff.run(arguments).errors == "")
  }

  @Test func manualOfTheRecordIsMadeFromTheListOfFields() throws {
    let made = try Program.script("man").run(["--print"])
    #expect(made.text == (try String(contentsOf: manual("mailrecord.5"), encoding: .utf8)), "run scripts/man")
  }

  @Test func everyOptionStandsInTheManual() throws {
    for name in Self.tools {
      let page = try String(contentsOf: manual("\(name).1"), encoding: .utf8).replacing("\\-", with: "-")
      let help = try Program.tool(name).run(["--help"]).text
      for match in help.matches(of: /(?m)^ +(-[A-Za-z])\b/) {
        #expect(page.contains(match.1), "\(name).1 does not tell of \(match.1)")
      }
    }
  }

  private func manual(_ page: String) -> URL { Place.top.appending(path: "man/\(page)") }
}
