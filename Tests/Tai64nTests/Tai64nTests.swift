import Foundation
import Support
import Testing

/// What tai64n does by itself.
struct Tai64nTests {
  private let vector = "@4000000037c219bf2ef02e94"

  @Test(arguments: [
    (["-l"], "1999-08-24 06:04:05.787492500"), (["-l", "-T", "leap"], "1999-08-24 06:03:43.787492500"),
    (["-u"], "935467445.787492500"), (["-u", "-Tleap"], "935467423.787492500"),
    (["-r"], "1999-08-24T04:04:05.787492500Z"), (["-rT", "leap"], "1999-08-24T04:03:43.787492500Z"),
  ])
  func theVectorInEveryNotation(_ arguments: [String], _ text: String) throws {
    let input = Data("\(vector) a\n\(vector)\nb\n\(vector)g\n\n".utf8)
    let zone = ["TZ": "Europe/Vienna"]
    let outcome = try Program.tool("tai64n").run(arguments, input: input, environment: zone)
    #expect(outcome.text == "\(text) a\n\(text)\nb\n\(text)g\n\n")
    #expect(outcome.errors.isEmpty && outcome.status == 0)
  }

  @Test(arguments: [
    "@4000000037c219bf2ef02e9 cut", "@4000000037c219bf3b9aca00 too many nanoseconds", "@ nothing",
    " @4000000037c219bf2ef02e94 late", "@0000000037c219bf2ef02e94 long before",
    "@4000000037C219BF2EF02E94 upper",
    "@4000000037c219bf2ef02e9", "@",
  ])
  func whatIsNoStampPasses(_ line: String) throws {
    for option in ["-u", "-r"] {
      #expect(try Program.tool("tai64n").run([option], input: Data(line.utf8)).text == line)
    }
  }

  /// tai64nlocal crashes there.
  @Test func whatIsNoTimePassesLocalToo() throws {
    let long = String(repeating: "e", count: 99)
    for line in ["@\n", "@@\n", "@4000 x\n", "@ffffffffffffffffffffffff y\n", "@\(long) z\n"] {
      #expect(try Program.tool("tai64n").run(["-l"], input: Data(line.utf8)).text == line)
    }
  }

  @Test func fractionsHaveNineDigits() throws {
    let input = Data("@400000003a4fc88a00000007 x\n".utf8)
    #expect(try Program.tool("tai64n").run(["-u"], input: input).text == "978307200.000000007 x\n")
  }

  @Test func linksActAsTheirNamesSay() throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let links = [
      ("tai64nlocal", "1999-08-24 04:04:05.787492500 x"), ("tai64nfrac", "935467445.787492500 x"),
    ]
    for (name, text) in links {
      let link = folder.appending(path: name)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: Program.tool("tai64n").file)
      #expect(try Program(file: link).run(input: Data("\(vector) x".utf8)).text == text)
      let wrong = try Program(file: link).run(["-x"])
      #expect(wrong.status == 100 && wrong.errors.hasPrefix("tai64n: fatal: "))
    }
  }

  @Test func theEndOfTheLeapTableIsToldOnce() throws {
    let late = Data("@400000006ce20ecd17069994 a\n@400000006ce20ecd17069994 b\n".utf8)
    let leap = try Program.tool("tai64n").run(["-r", "-T", "leap"], input: late)
    #expect(leap.lines == ["2027-11-20T23:43:36.386308500Z a", "2027-11-20T23:43:36.386308500Z b"])
    #expect(leap.errors.hasPrefix("tai64n: warning: ") && leap.errors.filter { $0 == "\n" }.count == 1)
    #expect(try Program.tool("tai64n").run(["-r"], input: late).errors.isEmpty)
  }

  @Test func stampsTellTheTimeOfBothClocks() throws {
    for (clock, ahead) in [("fixed10", 0), ("leap", 27)] {
      let before = Date().timeIntervalSince1970
      let stamped = try Program.tool("tai64n").run(["-T", clock], input: Data("x".utf8))
      let after = Date().timeIntervalSince1970
      let back = try Program.tool("tai64n").run(["-u"], input: stamped.output).text
      let time = try #require(back.hasSuffix(" x") ? Double(back.dropLast(2)) : nil) - Double(ahead)
      #expect(time > before - 0.001 && time < after + 0.001)
    }
  }

  @Test func filesAreReadOneAfterTheOther() throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let texts = ["\(vector) a\n\(vector) b", "\(vector) c\n", vector]
    let files = try texts.enumerated().map { number, text in
      let file = folder.appending(path: "\(number)")
      try Data(text.utf8).write(to: file)
      return file.path
    }
    let frac = try Program.tool("tai64n").run(["-u"] + files)
    let time = "935467445.787492500"
    #expect(frac.text == "\(time) a\n\(time) b\n\(time) c\n\(time)")
    let stamped = try Program.tool("tai64n").run([files[0], "-", files[0]], input: Data("in".utf8))
    let lines = ["\(vector) a", "\(vector) b"]
    #expect(stamped.lines.map { String($0.dropFirst(26)) } == lines + ["in"] + lines)
  }

  @Test func aClosedInputIsAnError() throws {
    let shell = try #require(Program.installed("sh"))
    let outcome = try shell.run(["-c", "exec \"$0\" <&-", Program.tool("tai64n").file.path])
    #expect(outcome.status == 111)
    #expect(outcome.errors == "tai64n: fatal: unable to read input: Bad file descriptor\n")
  }

  @Test(arguments: [["-T"], ["-T", "utc"], ["-x"], ["--no"]])
  func wrongCalls(_ arguments: [String]) throws {
    let outcome = try Program.tool("tai64n").run(arguments)
    #expect(outcome.status == 100 && outcome.errors.hasPrefix("tai64n: fatal: "))
  }

  @Test func aFileThatIsNotThere() throws {
    let outcome = try Program.tool("tai64n").run(["/no/such/file"])
    #expect(outcome.status == 111)
    #expect(outcome.errors == "tai64n: fatal: unable to open /no/such/file: No such file or directory\n")
  }
}
