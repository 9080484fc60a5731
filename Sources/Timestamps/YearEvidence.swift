/// Which years were taken and because of what, in words.
///
///     line 1 of mail.log: year 2025: the latest that its last change, on 2026-01-31, allows
///     line 812 of mail.log: year 2026: Jan 1 comes after Dec 31
public struct YearEvidence: Equatable, Sendable {
  /// What was decided, in order.
  public private(set) var notes: [String] = []
  /// The first line that may be of either of two years.
  public private(set) var doubt: String?

  var file: String?
  var line: UInt64 = 0

  /// More notes than these tell nobody anything.
  private static let most = 50

  mutating func note(_ year: Int, _ reason: String) {
    if notes.count < Self.most { notes.append("\(place): year \(year): \(reason)") }
  }

  mutating func doubt(_ first: Int, _ reason: String, or second: Int, _ other: String) {
    if doubt == nil { doubt = "\(place): \(first) \(reason), or \(second) \(other)" }
  }

  /// The line that is read just now tells nothing of those to come.
  public static func == (one: YearEvidence, other: YearEvidence) -> Bool {
    one.notes == other.notes && one.doubt == other.doubt && one.file == other.file
  }

  private var place: String { file.map { "line \(line) of \($0)" } ?? "line \(line)" }

  /// `2026-01-31`, in UTC.
  static func date(_ seconds: Int64) -> String {
    let date = CivilDate(days: Int(seconds.floorDivided(by: 86400)))
    func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.year)-\(pair(date.month))-\(pair(date.day))"
  }
}
