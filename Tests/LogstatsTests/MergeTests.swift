import Foundation
import Support
import Testing

/// The parts of a log merge to what the whole gives, to the byte, in any order.
struct MergeTests {
  @Test(arguments: 1...12)
  func partsGiveTheWhole(seed: UInt64) throws {
    var random = Seeded(seed)
    let lines = (0..<400).map { _ in random.line() }
    var parts = (0..<5).map { _ in Data() }
    for line in lines { parts[Int(random.next() % 5)] += line }
    let whole = lines.reduce(Data(), +)
    var merged = Data()
    for part in parts.shuffled(using: &random) {
      merged += try Program.tool("logstats").run(["-k"] + (seed % 2 == 0 ? ["-g", "day"] : []), input: part)
        .output
    }
    for form in [["-t", Self.tables], ["-t", Self.tables, "-n", "3"], [], ["-k"]] {
      #expect(try stats(form, merged) == stats(form, whole), "\(form)")
    }
    if seed % 2 == 0 {
      for period in ["day", "month"] {
        #expect(try stats(["-g", period], merged) == stats(["-g", period], whole))
      }
    }
  }

  /// A file is read by all processors when it is large; a pipe never is.
  @Test func aLargeFileGivesWhatAPipeGives() throws {
    var random = Seeded(99)
    let block = (0..<1000).map { _ in random.line() }.reduce(Data(), +)
    let lines = Data((0..<64).map { _ in block }.joined())
    let shell = try #require(Program.installed("sh"))
    let tool = Program.tool("logstats").file.path
    let piped = try shell.run(["-c", "cat | '\(tool)' -k -g hour"], input: lines)
    #expect(try Program.tool("logstats").run(["-k", "-g", "hour"], input: lines).output == piped.output)
    #expect(lines.count > 9 << 19)
  }

  @Test func aPeriodIsNotDivided() throws {
    let monthly = try logstats(["-k", "-g", "month"], delivery(endingAt: 1_795_219_852))
    for input in [monthly.text, try logstats(["-k"], delivery(endingAt: 1_795_219_852)).text] {
      let outcome = try logstats(["-g", "day"], input)
      #expect(outcome.status == 100 && outcome.errors.contains("-g can't divide it"))
    }
  }

  private static let tables = allReports.dropLast().joined(separator: ",")

  /// The output without `end` records, whose counters tell of lines.
  private func stats(_ arguments: [String], _ input: Data) throws -> [Data] {
    try Program.tool("logstats").run(arguments, input: input).output.split(separator: 10).map { Data($0) }
      .filter { !$0.starts(with: Data(#"{"type":"end""#.utf8)) }
  }
}

extension Seeded {
  /// A line of matchup's over three days, with any bytes in its words.
  fileprivate mutating func line() -> Data {
    let birth = 1_795_219_852 + next() % 259_200
    let (start, end) = (birth + next() % 100, birth + 100 + next() % 1000)
    func stamp(_ second: UInt64, _ part: UInt64) -> String {
      "\(second).\(String(part + 1_000_000_000).dropFirst())"
    }
    let stamps = [birth, start, end].map { stamp($0, next() % 1_000_000_000) }
    let size = next() % 4 == 0 ? next() >> 1 : next() % 100_000
    var words = [Data(), Data(), Data()].map { _ in word() }
    words[1] += Data("@".utf8) + word()
    let tail = Data(" <".utf8) + words[0]
    if next() % 3 == 0 {
      let head = "m \(stamps[0]) \(stamps[2]) \(size) \(next() % 3) \(next() % 3) \(next() % 9)"
      return Data(head.utf8) + tail + Data("> 7 \(next() % 3)\n".utf8)
    }
    let letter = ["k", "d", "z", "?"][Int(next() % 4)]
    let head = "d \(letter) \(stamps.joined(separator: " ")) \(size)"
    return Data(head.utf8) + tail + Data("> local.".utf8) + words[1] + Data(" 7 \(next() % 3) ".utf8)
      + words[2] + [10]
  }

  /// Up to three bytes, of which none ends a word.
  private mutating func word() -> Data {
    Data((0..<next() % 4).map { _ in [0, 1, 34, 92, 65, 97, 95, 0x7F, 0xC3, 0xA4, 0xFF][Int(next() % 11)] })
  }
}
