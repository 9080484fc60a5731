/// Counts the years of days that were written without: a step back of months is a new year.
///
///     Nov 20, Dec 31, Jan 1, Dec 31, Jan 1   are in years   0, 0, 1, 0, 1
///
/// Each day is taken to be as near to the one before as can be; a line that comes late by a day or a week is in
/// the year before.
struct YearOrder: Equatable, Sendable {
  /// Days of a year whose months have 31 each.
  private static let length = 372
  /// A step back of more days than this may as well be a gap of the rest of a year.
  private static let doubtful = 62

  /// The year of the last day; the first day's is 0.
  private(set) var turn = 0
  private var place: Int?

  /// Steps to the next day.
  /// - Returns: Whether the day may be a year later just as well.
  mutating func step(month: Int, day: Int) -> Bool {
    let next = month * 31 + day
    defer { place = next }
    guard let place else { return false }
    var distance = next - place
    if distance < -Self.length / 2 {
      turn += 1
      distance += Self.length
    } else if distance > Self.length / 2 {
      turn -= 1
      distance -= Self.length
    }
    return distance < -Self.doubtful
  }

  /// The last day is in year `turn`, whatever was thought before.
  mutating func correct(to turn: Int) { self.turn = turn }
}
