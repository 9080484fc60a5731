import Foundation
import Support

/// Fourteen months of a log: with gaps of weeks, a leap day in some, and lines that come late by seconds.
struct DatedLog {
  /// Seconds since 1970 of each line, in the order of the lines.
  private var seconds: [Int] = []
  private var random: Seeded

  init(seed: UInt64) {
    random = Seeded(seed)
    let start = Self.start(of: Int.random(in: 2015...2023, using: &random), &random)
    let end = start + 426 * 86400
    let count = [60, 400, 2000].randomElement(using: &random)!
    let gaps = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let begin = Int.random(in: start..<end, using: &random)
      return begin..<begin + Int.random(in: 14...56, using: &random) * 86400
    }
    seconds = (0..<count).map { _ in Int.random(in: start..<end, using: &random) }
      .filter { moment in !gaps.contains { $0.contains(moment) } }
      .sorted()
      .map { $0 + Int.random(in: -5...5, using: &random) }
  }

  private init(_ seconds: [Int], _ random: Seeded) { (self.seconds, self.random) = (seconds, random) }

  /// Some moment in `year`.
  private static func start(of year: Int, _ random: inout Seeded) -> Int {
    (year - 1970) * 31_556_952 + Int.random(in: 0..<31_000_000, using: &random)
  }

  /// The same in several files, oldest first.
  mutating func rotated() -> [DatedLog] {
    var cuts = (0..<Int.random(in: 1...13, using: &random)).map { _ in
      Int.random(in: 1..<seconds.count, using: &random)
    }
    cuts = Set(cuts + [0, seconds.count]).sorted()
    return zip(cuts, cuts.dropFirst()).map { DatedLog(Array(seconds[$0..<$1]), random) }
  }

  /// When the last line was written.
  var last: Double { Double(seconds.max()!) }

  /// `Nov 20 23:50:50 ash sshd[7]: line 1`.
  var lines: [String] { lines(Self.months) }

  private static let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"

  /// The same with other names for the months.
  func lines(_ months: String) -> [String] {
    let months = months.split(separator: " ")
    return seconds.enumerated().map { number, moment in
      let words = Self.iso(Double(moment)).split { "-T:Z".contains($0) }.map { Int($0)! }
      let month = months[words[1] - 1]
      let (day, time) = (words[2], words[3...].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":"))
      return "\(month) \(day < 10 ? " " : "")\(day) \(time) ash sshd[7]: line \(number + 1)"
    }
  }

  /// What lognorm shall write.
  var times: [String] { seconds.map { Self.iso(Double($0)) } }

  /// `2019-02-06T18:50:19Z`.
  static func iso(_ seconds: Double) -> String {
    Date(timeIntervalSince1970: seconds).formatted(.iso8601)
  }
}
