import Lines
import Timestamps

/// What parts time into groups: hours, days, weeks or months of the local zone, or windows of seconds.
enum Grouping: Equatable {
  case hour, day, week, month
  case window(seconds: Int64)
}

/// Names the group of a moment, and remembers how long that holds.
struct Calendar {
  private let grouping: Grouping?
  /// The hour that was asked about last, in nanoseconds: all of it has one name.
  private var from = Int64.max
  private var until = Int64.min

  init(_ grouping: Grouping?) { self.grouping = grouping }

  @inline(__always) func isSame(_ time: Int64) -> Bool { time >= from && time < until }

  mutating func group(_ time: Int64) -> Group {
    let seconds = time.floorDivided(by: 1_000_000_000)
    if case .window(let width) = grouping {
      let start = seconds.floorDivided(by: width) * width
      (from, until) = (start * 1_000_000_000, (start + width) * 1_000_000_000)
      return Group(label: rfc3339(start))
    }
    // Offsets are whole quarters of an hour: within one, hour and date stay the same.
    let start = seconds.floorDivided(by: 900) * 900
    (from, until) = (start * 1_000_000_000, (start + 900) * 1_000_000_000)
    let local = seconds + Int64(LocalTime.reading(seconds)?.offset ?? 0)
    return Group(label: label(local))
  }

  private func label(_ local: Int64) -> String {
    let days = Int(local.floorDivided(by: 86400))
    let date = CivilDate(days: days)
    let month = "\(date.year)-\(two(date.month))"
    switch grouping {
    case .hour: return "\(month)-\(two(date.day))T\(two(Int(local.floorRemainder(by: 86400)) / 3600))"
    case .week: return week(days)
    case .month: return month
    default: return "\(month)-\(two(date.day))"
    }
  }

  /// ISO 8601's week: it belongs to the year of its Thursday.
  private func week(_ days: Int) -> String {
    let thursday = days - (days + 3) % 7 + 3
    let year = CivilDate(days: thursday).year
    let first = CivilDate(year: year, month: 1, day: 1).days
    return "\(year)-W\(two((thursday - first) / 7 + 1))"
  }

  private func rfc3339(_ seconds: Int64) -> String {
    let date = CivilDate(days: Int(seconds.floorDivided(by: 86400)))
    let second = Int(seconds.floorRemainder(by: 86400))
    return "\(date.year)-\(two(date.month))-\(two(date.day))"
      + "T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
