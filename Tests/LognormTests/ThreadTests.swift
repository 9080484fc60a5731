import Foundation
import Support
import Testing

/// `-j`: threads make no difference but in time.
struct ThreadTests {
  @Test(arguments: [2, 3, 16])
  func severalThreadsWriteWhatOneWrites(_ threads: Int) throws {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = ["first.log", "second.log"].map { folder.appending(path: $0) }
    for (i, name) in names.enumerated() { try Self.mixture(seed: UInt64(i)).write(to: name) }
    let lognorm = Program.tool("lognorm")
    let files = ["-z", "UTC", "-N", "1795219852"] + names.map(\.path)
    let one = try lognorm.run(files)
    let several = try lognorm.run(["-j", "\(threads)"] + files)
    // Compared outside #expect, which would look for the difference for hours.
    let isSame = one.output == several.output
    #expect(isSame)
    #expect(one.output.count > 5 << 20)
    let input = try Data(contentsOf: names[0])
    let piped =
      try lognorm.run(["-j", "\(threads)"], input: input).output == lognorm.run([], input: input).output
    #expect(piped)
  }

  /// `-c`: one tool does what two do, with whatever options and threads.
  @Test(arguments: [[], ["-x", "mail.status.*,unknown"], ["-s", "mail.warning"], ["-n"]])
  func eventsAreClassedAsByLogclass(_ options: [String]) throws {
    let log = try Self.mixture(seed: 7)
    let clock = ["-z", "UTC", "-N", "1795219852"]
    let lognorm = Program.tool("lognorm")
    let events = try lognorm.run(clock, input: log)
    let classed = try Program.tool("logclass").run(options, input: events.output).output
    for threads in ["1", "3"] {
      let atOnce = try lognorm.run(clock + ["-c", "-j", threads] + options, input: log).output
      let isSame = atOnce == classed
      #expect(isSame)
    }
    let wrong = try lognorm.run(["-x", "unknown"], input: log)
    #expect(wrong.status == 100 && wrong.errors.contains("-x is about classes; it goes with -c"))
  }

  /// Pieces of all kinds of logs, years that turn, a line that is cut, and one with no end.
  private static func mixture(seed: UInt64) throws -> Data {
    let logs = Place.files(below: Place.tests.appending(path: "Golden/lognorm"))
      .filter { $0.lastPathComponent == "in.log" }.sorted { $0.path < $1.path }
    let lines = try logs.flatMap { try Data(contentsOf: $0).split(separator: 10) }
    var random = Seeded(seed)
    var mixture = Data()
    while mixture.count < 3 << 20 {
      let start = Int.random(in: 0..<lines.count, using: &random)
      for line in lines[start...].prefix(Int.random(in: 1...300, using: &random)) { mixture += line + [10] }
      if Int.random(in: 0..<100, using: &random) == 0 {
        mixture +=
          Data(repeating: UInt8(ascii: "x"), count: Int.random(in: 0..<3 << 20, using: &random)) + [10]
      }
    }
    return mixture + Data("Nov 21 01:02:03 ash qmail: 1795220231.5 status: exiting".utf8)
  }

  @Test(.timeLimit(.minutes(1)))
  func liveLinesDoNotWait() throws {
    let (process, input, output) = (Process(), Pipe(), Pipe())
    process.executableURL = Program.tool("lognorm").file
    process.arguments = ["-j", "2"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    for number in 1...3 {
      input.fileHandleForWriting.write(Data("line \(number)\nhalf of".utf8))
      let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      #expect(answer.hasSuffix("line \(number)\"}\n"))
    }
    process.terminate()
    process.waitUntilExit()
  }
}
