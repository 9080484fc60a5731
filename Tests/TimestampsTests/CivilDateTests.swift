import Testing

@testable import Timestamps

struct CivilDateTests {
  @Test func everyDayOf800YearsFollowsTheOneBefore() {
    var before = CivilDate(year: 1600, month: 1, day: 1)
    let first = before.days
    #expect(first == -135_140)
    for days in first + 1..<first + 2 * 146_097 {
      let date = CivilDate(days: days)
      let isNext =
        date.day == before.day + 1 && date.month == before.month
        || date.day == 1 && before.day == CivilDate.length(of: before.month, in: before.year)
      if !isNext || !date.exists || date.days != days {
        Issue.record("\(date) is day \(date.days), after \(before), not \(days)")
        return
      }
      before = date
    }
    #expect(before == CivilDate(year: 2399, month: 12, day: 31))
  }

  @Test(arguments: [
    (0, 1970, 1, 1), (11_016, 2000, 2, 29), (-1, 1969, 12, 31), (20_778, 2026, 11, 21),
    (-719_528, 0, 1, 1), (-719_469, 0, 2, 29), (2_932_896, 9999, 12, 31), (-719_529, -1, 12, 31),
  ])
  func knownDays(_ days: Int, _ year: Int, _ month: Int, _ day: Int) {
    let date = CivilDate(year: year, month: month, day: day)
    #expect(date.days == days)
    #expect(CivilDate(days: days) == date)
  }

  @Test(arguments: [(2100, 2, 29), (2023, 2, 29), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0)])
  func daysThatDoNotExist(_ year: Int, _ month: Int, _ day: Int) {
    #expect(!CivilDate(year: year, month: month, day: day).exists)
  }
}
