import Foundation
import Support
import Testing

/// Logs of the nights in which the clock on the wall is set back or forward.
struct NightTests {
  /// Zones, a day on which summer ends there, one on which it begins, and minutes by which clocks step.
  static let nights: [(zone: String, autumn: String, spring: String, step: Int)] = [
    ("Europe/Vienna", "2025-10-26T00:00:00Z", "2025-03-30T00:00:00Z", 60),
    ("America/New_York", "2025-11-02T05:00:00Z", "2025-03-09T06:00:00Z", 60),
    ("Australia/Lord_Howe", "2025-04-05T14:00:00Z", "2025-10-04T15:00:00Z", 30),
    ("America/Santiago", "2025-04-06T02:00:00Z", "2025-09-07T03:00:00Z", 60),
  ]

  @Test(arguments: nights.indices, 1...6 as ClosedRange<UInt64>)
  func everyLineOfTheNightIsTold(_ night: Int, _ seed: UInt64) throws {
    let night = Self.nights[night]
    for day in [night.autumn, night.spring] {
      let moments = try moments(around: day, step: night.step, seed: seed)
      for template in ["MMM dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy/MM/dd HH:mm:ss"] {
        let text = lines(moments, template, night.zone)
        for options in [["-N", "1767225600"], ["-Y", "2025"], ["-Y", "2025", "-j", "3"]] {
          let outcome = try Program.tool("lognorm").run(["-z", night.zone] + options, input: Data(text.utf8))
          #expect(outcome.status == 0)
          #expect(times(outcome) == moments.map { $0.formatted(.iso8601) })
        }
      }
    }
  }

  /// A dozen hours around `day` with less between two lines than the clock is set back by, some late by seconds.
  private func moments(around day: String, step: Int, seed: UInt64) throws -> [Date] {
    var random = Seeded(seed)
    var at = try Date(day, strategy: .iso8601).addingTimeInterval(-6 * 3600)
    let end = at.addingTimeInterval(12 * 3600)
    var moments: [Date] = []
    while at < end {
      at += Double(Int.random(in: 1...(step - 3) * 60, using: &random))
      moments.append(at)
      if Bool.random(using: &random) {
        moments.append(at.addingTimeInterval(-Double(Int.random(in: 0...5, using: &random))))
      }
    }
    return moments
  }

  private func lines(_ moments: [Date], _ template: String, _ zone: String) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: zone)
    format.dateFormat = template
    return moments.map { "\(format.string(from: $0)) ash sshd[7]: x\n" }.joined()
  }

  private func times(_ outcome: Outcome) -> [String] {
    outcome.lines.compactMap { line in
      line.range(of: "\"time\":\"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
    }
  }
}
