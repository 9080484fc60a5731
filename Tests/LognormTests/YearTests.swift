import Foundation
import Support
import Testing

/// Logs of fourteen months whose stamps have no year: the years come back, or the log is refused.
struct YearTests {
  /// Seeds for each way; what failed once fails again.
  private static let seeds: Range<UInt64> = 1..<25

  @Test(arguments: seeds) func oneFileIsAlwaysTold(_ seed: UInt64) throws {
    let log = DatedLog(seed: seed)
    let outcome = try run([log.lines], changed: [log.last], now: log.last + 86400)
    #expect(outcome.status == 0)
    #expect(times(outcome) == log.times)
  }

  @Test(
    arguments: [
      "jan feb mär apr mai jun jul aug sep okt nov dez",
      "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.",
      "ene feb mar abr may jun jul ago sep oct nov dic", "gen feb mar apr mag giu lug ago set ott nov dic",
      "jan fev mar abr mai jun jul ago set out nov dez", "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    ], 1..<5 as Range<UInt64>)
  func monthsOfOtherLanguagesAreToldAlike(_ months: String, _ seed: UInt64) throws {
    let log = DatedLog(seed: seed)
    let outcome = try run([log.lines(months)], changed: [log.last], now: log.last + 86400)
    #expect(outcome.status == 0)
    #expect(times(outcome) == log.times)
  }

  @Test(arguments: seeds) func rotatedFilesAreAlwaysTold(_ seed: UInt64) throws {
    var log = DatedLog(seed: seed)
    let parts = log.rotated()
    let outcome = try run(parts.map(\.lines), changed: parts.map(\.last), now: log.last + 90 * 86400)
    #expect(outcome.status == 0)
    #expect(times(outcome) == log.times)
  }

  @Test(arguments: seeds) func filesThatWereCopiedAreToldOrRefused(_ seed: UInt64) throws {
    var log = DatedLog(seed: seed)
    let parts = log.rotated()
    let copied = log.last + 3600
    let outcome = try run(parts.map(\.lines), changed: parts.map { _ in copied }, now: copied)
    expectToldOrRefused(outcome, log)
  }

  @Test(arguments: seeds) func aPipeIsToldOrRefused(_ seed: UInt64) throws {
    let log = DatedLog(seed: seed)
    let tool = Program.tool("lognorm").file.path
    let shell = Program(file: URL(filePath: "/bin/sh"))
    // A file on standard input would be looked at beforehand.
    let script = "cat | \(tool) -z UTC -N \(Int(log.last) + 3600)"
    let outcome = try shell.run(["-c", script], input: Data(log.lines.joined(separator: "\n").utf8))
    expectToldOrRefused(outcome, log)
  }

  /// Where the year of the first line is told, the order of the lines tells all others.
  @Test(arguments: seeds) func aPipeWhoseFirstYearIsToldIsAlwaysTold(_ seed: UInt64) throws {
    let log = DatedLog(seed: seed)
    let options = ["-z", "UTC", "-N", "\(Int(log.last) + 3600)", "-Y", log.times[0].prefix(4) + "+"]
    for threads in ["1", "3"] {
      let input = Data(log.lines.joined(separator: "\n").utf8)
      let outcome = try Program.tool("lognorm").run(options + ["-j", threads], input: input)
      #expect(outcome.status == 0)
      #expect(times(outcome) == log.times)
    }
  }

  @Test(arguments: seeds) func packedFilesAreAlwaysTold(_ seed: UInt64) throws {
    var log = DatedLog(seed: seed)
    let parts = log.rotated()
    let last = parts.map(\.last)
    let outcome = try run(parts.map(\.lines), changed: last, now: log.last + 900 * 86400, isPacked: true)
    #expect(outcome.status == 0)
    #expect(times(outcome) == log.times)
  }

  @Test(arguments: seeds) func aDatedLineAmongThemTellsAll(_ seed: UInt64) throws {
    let log = DatedLog(seed: seed)
    var lines = log.lines
    lines.append(DatedLog.iso(log.last) + " ash sshd[7]: dated")
    let late = log.last + 5 * 365 * 86400
    let outcome = try run([lines], changed: [late], now: late)
    #expect(outcome.status == 0)
    #expect(times(outcome).dropLast() == log.times[...], "\(outcome.errors)")
  }

  private func expectToldOrRefused(_ outcome: Outcome, _ log: DatedLog) {
    if outcome.status == 100 {
      #expect(outcome.errors.contains("lognorm: fatal: unable to tell the year of line "))
      #expect(times(outcome).count == log.times.count)
    } else {
      #expect(outcome.status == 0)
      #expect(times(outcome) == log.times)
    }
  }

  /// Runs lognorm on files of these lines, each last changed as told.
  private func run(
    _ files: [[String]], changed: [Double], now: Double, isPacked: Bool = false
  ) throws -> Outcome {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    var names: [String] = []
    for (number, lines) in files.enumerated() {
      let file = folder.appending(path: "mail.log.\(files.count - number)")
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
      let date = Date(timeIntervalSince1970: changed[number])
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
      names.append(file.path + (isPacked ? ".gz" : ""))
    }
    // gzip gives the packed file the time of the plain one.
    if isPacked {
      _ = try Program(file: URL(filePath: "/bin/gzip")).run(names.map { String($0.dropLast(3)) })
    }
    return try Program.tool("lognorm").run(["-z", "UTC", "-N", String(Int(now))] + names)
  }

  private func times(_ outcome: Outcome) -> [String] {
    outcome.lines.compactMap { line in
      guard let start = line.range(of: "\"time\":\"") else { return nil }
      return String(line[start.upperBound...].prefix { $0 != "\"" })
    }
  }
}
