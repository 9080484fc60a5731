import Lines
import Timestamps

/// How long a period of its own statistics is.
enum Grouping: Equatable {
  case all, hour, day, week, month
  /// So many seconds, counted from 1970 UTC.
  case window(Int64)

  static let names: [(String, Grouping)] = [
    ("hour", .hour), ("day", .day), ("week", .week), ("month", .month),
  ]
}

/// A stretch of time and what was counted in it; from `start` to before `end`, in seconds since 1970.
final class Period {
  let start: Int64
  let end: Int64
  /// `2026-11-21`, `2026-11-21 14:00 +0100`, `2026-W47`, `2026-11`; empty for windows and for all time.
  let label: String
  var statistics: Statistics

  init(start: Int64, end: Int64, label: String, _ parts: Parts) {
    self.start = start
    self.end = end
    self.label = label
    statistics = Statistics(parts)
  }

  /// What stands over its text; nil for all time.
  var heading: String? {
    if !label.isEmpty { return label }
    return end == .max ? nil : "\(utc(start)) to \(utc(end))"
  }

  private func utc(_ second: Int64) -> String {
    var writer = TimeWriter()
    var text = Output("logstats", descriptor: -1)
    writer.write(Instant(seconds: second), to: &text)
    return text.held.string
  }

  func contains(_ second: Int64) -> Bool { second >= start && second < end }
}

extension Grouping {
  /// The period in which `second` lies, with nothing counted yet.
  func period(of second: Int64, _ parts: Parts) -> Period {
    switch self {
    case .all: return Period(start: .min, end: .max, label: "", parts)
    case .window(let length):
      let start = second.floorDivided(by: length) * length
      return Period(start: start, end: start + length, label: "", parts)
    default:
      let own = label(second)
      let start = lastSecond(from: second, step: -1) { label($0) == own }
      let end = lastSecond(from: second, step: 1) { label($0) == own } + 1
      return Period(start: start, end: end, label: own, parts)
    }
  }

  /// The last second before (step -1) or behind (1) `second` for which `test` still holds.
  private func lastSecond(from second: Int64, step: Int64, while test: (Int64) -> Bool) -> Int64 {
    var (inside, outside) = (second, second + step * longest)
    while abs(outside - inside) > 1 {
      let middle = inside + (outside - inside) / 2
      if test(middle) { inside = middle } else { outside = middle }
    }
    return inside
  }

  /// More seconds than any such period has.
  private var longest: Int64 {
    switch self {
    case .hour: 2 * 3600
    case .day: 28 * 3600
    case .week: 8 * 86400
    default: 33 * 86400
    }
  }

  /// What the period of a moment is called on the wall, in the local zone.
  private func label(_ second: Int64) -> String {
    guard let wall = LocalTime.reading(second) else { return "" }
    let month = "\(wall.year)-\(padded(wall.month))"
    switch self {
    case .hour:
      let minutes = abs(wall.offset) / 60
      let zone = "\(wall.offset < 0 ? "-" : "+")\(padded(minutes / 60))\(padded(minutes % 60))"
      return "\(month)-\(padded(wall.day)) \(padded(wall.hour)):00 \(zone)"
    case .day: return "\(month)-\(padded(wall.day))"
    case .week: return week(CivilDate(year: wall.year, month: wall.month, day: wall.day))
    default: return month
    }
  }

  /// ISO 8601: weeks begin on Monday and belong to the year of their Thursday.
  private func week(_ date: CivilDate) -> String {
    let thursday = date.days - (date.days + 3) %% 7 + 3
    let year = CivilDate(days: thursday).year
    let first = CivilDate(year: year, month: 1, day: 1).days
    return "\(year)-W\(padded((thursday - first) / 7 + 1))"
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

infix operator %% : MultiplicationPrecedence

/// The remainder that is never negative.
private func %% (a: Int, b: Int) -> Int { (a % b + b) % b }

/// The periods met so far, one of which is open.
///
/// Its sums lie here while it is: a fact is added in place, and no reference is counted for it.
struct Periods: ~Copyable {
  let grouping: Grouping
  let parts: Parts
  /// The sums of the open period.
  var statistics: Statistics
  /// The open period, without its sums.
  private var open: Period?
  /// Its seconds; none when no period is open.
  private(set) var seconds: Range<Int64> = 0..<0
  private var byStart: [Int64: Period] = [:]
  /// Facts older than the window that was open when they came: they are counted in that one.
  private(set) var late = 0

  init(_ grouping: Grouping, _ parts: Parts) {
    self.grouping = grouping
    self.parts = parts
    statistics = Statistics(parts)
  }

  /// Opens the period of a moment given in nanoseconds, if it is not the open one.
  @inline(__always) mutating func open(at moment: Int64) {
    let second = moment / billion
    if !seconds.contains(second) { change(to: second) }
  }

  @inline(never) private mutating func change(to second: Int64) {
    if case .window = grouping, open != nil {
      late += 1
      return
    }
    close()
    let period = byStart.values.first { $0.contains(second) } ?? grouping.period(of: second, parts)
    byStart[period.start] = period
    open = period
    seconds = period.start..<period.end
    swap(&statistics, &period.statistics)
  }

  /// Gives the open period its sums.
  private mutating func close() {
    if let open { swap(&statistics, &open.statistics) }
    open = nil
    seconds = 0..<0
  }

  /// Closes the open window, when `moment` lies behind it: it is over then.
  @inline(__always) mutating func close(before moment: Int64) -> Period? {
    guard case .window = grouping, let open, moment / billion >= open.end else { return nil }
    close()
    byStart = [:]
    return open
  }

  /// Adds the periods of `other`, which nobody else counts in and which is used no more.
  mutating func merge(_ other: inout Periods) {
    close()
    other.close()
    for period in other.byStart.values {
      if let mine = byStart[period.start] {
        mine.statistics.merge(&period.statistics)
      } else {
        byStart[period.start] = period
      }
    }
  }

  /// All periods in the order of time; one that is empty when nothing came.
  mutating func sorted() -> [Period] {
    close()
    if byStart.isEmpty { return grouping == .all ? [grouping.period(of: 0, parts)] : [] }
    return byStart.values.sorted { $0.start < $1.start }
  }
}
