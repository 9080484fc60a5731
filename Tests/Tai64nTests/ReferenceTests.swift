import Foundation
import Support
import Testing

/// Side by side with the programs of daemontools.
struct ReferenceTests {
  @Test(.needs("tai64nlocal"), arguments: Samples.zones)
  func localTimeIsThatOfTai64nlocal(_ zone: String) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      var samples = Samples(seed: seed)
      try compare(samples.log(500), in: zone, "seed \(seed)")
    }
  }

  @Test(
    .needs("tai64nlocal"),
    arguments: [
      "", "\n", "\n\n", "x", "@4000000037c219bf2ef02e94", "@4000000037c219bf2ef02e94\n",
      "@4000000037c219bf2ef02e9",
      "@4000000037c219bf2ef02e94 a\0b\n@", "@4000000037c219bf2ef02e94g\n",
      "@aaaa4000000037c219bf2ef02e94\n", "@00000000000000000004000000037c219bf2ef02e94 x\n",
    ])
  func oddInputsAreThoseOfTai64nlocal(_ text: String) throws {
    try compare(Data(text.utf8), in: "America/New_York", text)
  }

  @Test(.needs("tai64nlocal"))
  func hugeLinesAreThoseOfTai64nlocal() throws {
    let huge = Data(repeating: 120, count: 5_000_000)
    try compare(huge, in: "UTC", "no newline")
    try compare(Data("@4000000037c219bf2ef02e94".utf8) + huge + [10] + huge, in: "UTC", "stamped")
    let label = Data("@".utf8) + Data(repeating: 48, count: 200_000) + Data("4000000037c219bf2ef02e94\n".utf8)
    try compare(label, in: "UTC", "label")
  }

  private func compare(_ log: Data, in zone: String, _ what: String) throws {
    let theirs = try #require(Program.installed("tai64nlocal")).run(input: log, environment: ["TZ": zone])
    let ours = try Program.tool("tai64n").run(["-l"], input: log, environment: ["TZ": zone])
    #expect(theirs.status == 0 && ours.status == 0 && ours.errors.isEmpty, "\(zone), \(what)")
    if ours.output == theirs.output { return }
    let pairs = zip(ours.output.split(separator: 10), theirs.output.split(separator: 10))
    let first = pairs.first { $0 != $1 }.map { "\(text($0)), not \(text($1))" }
    Issue.record("\(zone), \(what): \(first ?? "\(ours.output.count) bytes, not \(theirs.output.count)")")
  }

  private func text(_ bytes: Data) -> String { String(decoding: bytes.prefix(80), as: UTF8.self) }

  @Test(.needs("tai64n"))
  func stampedLinesAreThoseOfTai64n() throws {
    let reference = try #require(Program.installed("tai64n"))
    for log in ["", "\n", "\n\na", "a", "a\n", "\0\n\0", "a\r\n\r\n", "@4000000037c219bf2ef02e94 x\n"] {
      let input = Data(log.utf8)
      let (ours, theirs) = (try Program.tool("tai64n").run(input: input), try reference.run(input: input))
      #expect(withoutStamps(ours.output) == withoutStamps(theirs.output), "\(log)")
    }
    var samples = Samples(seed: 9)
    let log = samples.log(5000)
    let (ours, theirs) = (try Program.tool("tai64n").run(input: log), try reference.run(input: log))
    #expect(withoutStamps(ours.output) == withoutStamps(theirs.output))
  }

  /// A stamp becomes `#`; what does not look like daemontools' stamps, to the middle of a microsecond, stays.
  private func withoutStamps(_ output: Data) -> [Data] {
    output.split(separator: 10, omittingEmptySubsequences: false).map { line in
      let head = String(decoding: line.prefix(26), as: UTF8.self)
      let nanoseconds = UInt32(head.dropFirst(17).prefix(8), radix: 16)
      guard head.wholeMatch(of: #/@40000000[0-9a-f]{16} /#) != nil, nanoseconds! % 1000 == 500 else {
        return Data(line)
      }
      return Data("#".utf8) + line.dropFirst(26)
    }
  }
}
