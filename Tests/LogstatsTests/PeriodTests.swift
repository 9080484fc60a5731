import Foundation
import Support
import Testing

/// `-g` and `-w`: which period a delivery falls into, by the clock on the wall.
struct PeriodTests {
  /// 2026-10-25 in Vienna has 25 hours, 2026-03-29 has 23.
  @Test(arguments: [
    ("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 1_792_925_999),
    ("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 1_774_800_000),
  ])
  func daysOfChangedClocks(day: String, start: String, end: String, second: Int) throws {
    let outcome = try logstats(["-g", "day", "-z", "Europe/Vienna", "overall"], delivery(endingAt: second))
    let record = try records(outcome)[0]
    #expect(record["period"] as? String == day)
    #expect(record["start"] as? String == start && record["time"] as? String == end)
  }

  @Test func anHourThatComesTwiceIsTwoHours() throws {
    let first = 1_792_886_400  // 2026-10-25T02:00:00+02:00
    let input =
      delivery(endingAt: first) + delivery(endingAt: first + 3599) + delivery(endingAt: first + 3600)
    let found = try records(try logstats(["-g", "hour", "overall"], input, zone: "Europe/Vienna"))
    #expect(
      found.compactMap { $0["period"] as? String } == ["2026-10-25 02:00 +0200", "2026-10-25 02:00 +0100"])
    #expect(found.compactMap { $0["del"] as? Int } == [2, 1])
  }

  @Test(arguments: [
    ("week", 1_798_761_600, "2026-W53"), ("week", 1_799_020_799, "2026-W53"),
    ("week", 1_799_020_800, "2027-W01"),
    ("month", 1_798_761_599, "2026-12"), ("month", 1_798_761_600, "2027-01"),
  ])
  func weeksAndMonths(period: String, second: Int, label: String) throws {
    let outcome = try logstats(["-g", period, "overall"], delivery(endingAt: second))
    #expect(try records(outcome)[0]["period"] as? String == label)
  }

  @Test func textHasAHeadingForEachPeriod() throws {
    let input = delivery(endingAt: 1_795_219_852) + delivery(endingAt: 1_795_319_852)
    let lines = try logstats(["-t", "overall", "-g", "day"], input).lines
    #expect(lines.filter { $0.hasPrefix("2026-11-") } == ["2026-11-21", "2026-11-22"])
    #expect(lines.count { $0 == "Total delivery attempts: 1" } == 2)
  }

  @Test func windowsCloseInOrderAndLateOnesCount() throws {
    let seconds = [1_795_219_860, 1_795_219_919, 1_795_219_920, 1_795_219_860, 1_795_220_100]
    let outcome = try logstats(["-w", "60", "overall"], seconds.map { delivery(endingAt: $0) }.joined())
    let found = try records(outcome)
    #expect(found.compactMap { $0["del"] as? Int } == [2, 2, 1])
    #expect(found[1]["start"] as? String == "2026-11-21T00:12:00Z")
    #expect(found.last?["late"] as? Int == 1 && found.last?["deliveries"] as? Int == 5)
  }
}
