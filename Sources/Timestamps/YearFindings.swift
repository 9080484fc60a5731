/// What a look at a file beforehand tells of its years, which are counted from that of its first day.
struct YearFindings: Equatable, Sendable {
  private var order = YearOrder()
  /// The latest stamp, and in which year it is.
  private(set) var last: (turn: Int, day: YearlessDay)?
  /// Days that few years have, February 29 and those with their day of the week: they tell the year.
  private var telling: [(turn: Int, day: YearlessDay)] = []
  /// A day next to a line that told its date, and the year that it has by that.
  private(set) var dated: (turn: Int, year: Int)?

  mutating func see(_ day: YearlessDay, besides dated: Int64?) {
    _ = order.step(month: day.month, day: day.day)
    let turn = order.turn
    if telling.count < 8, day.weekday != nil || day.month == 2 && day.day == 29 {
      telling.append((turn, day))
    }
    if self.dated == nil, let dated, let year = day.nearestYear(to: dated) { self.dated = (turn, year) }
    if let last, (last.turn, last.day.month, last.day.day) > (turn, day.month, day.day) { return }
    last = (turn, day)
  }

  /// A line behind the last day told its date.
  mutating func see(dated: Int64) {
    guard self.dated == nil, let last, let year = last.day.nearestYear(to: dated) else { return }
    self.dated = (last.turn, year)
  }

  /// The latest year of the first day with which all this fits and nothing is after `limit`.
  func firstYear(notAfter limit: Int64) -> Int? {
    if let dated { return dated.year - dated.turn }
    guard let last else { return nil }
    let latest = YearClock.year(of: limit)
    return (0..<41).lazy.map { latest - last.turn - $0 }.first { first in
      guard let end = last.day.wall(in: first + last.turn), end <= limit else { return false }
      return telling.allSatisfy { $0.day.wall(in: first + $0.turn) != nil }
    }
  }

  /// Whether some day told its year by itself.
  var isTelling: Bool { !telling.isEmpty }

  static func == (one: YearFindings, other: YearFindings) -> Bool {
    one.order == other.order && one.last?.turn == other.last?.turn && one.last?.day == other.last?.day
      && one.dated?.turn == other.dated?.turn && one.dated?.year == other.dated?.year
      && one.telling.elementsEqual(other.telling) { $0 == $1 }
  }
}
