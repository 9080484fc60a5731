import Foundation
import Support
import Testing

@testable import Timestamps

struct TAI64NTests {
  private let vector = "@4000000037c219bf2ef02e94"

  @Test func theVectorOfBothClocks() throws {
    let label = try #require(read(vector) { TAI64N($0) })
    let moment = Instant(seconds: 935_467_445, nanoseconds: 787_492_500, digits: 9)
    #expect(label.instant(.fixed10) == moment)
    #expect(label.instant(.leap)?.total == moment.total - 22_000_000_000)
  }

  @Test func everyLabelNamesItsMoment() throws {
    var random = Seeded(64)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: 0..<Instant.end, using: &random)
      let nanoseconds = UInt32.random(in: 0..<1_000_000_000, using: &random)
      for (clock, ahead) in [(TAI64N.Clock.fixed10, 10), (.leap, LeapSeconds.offset(unix: seconds))] {
        let text = String(format: "@%016llx%08x", (seconds + ahead) | 1 << 62, nanoseconds)
        let instant = try #require(read(text) { TAI64N($0) }?.instant(clock))
        #expect(instant == Instant(seconds: seconds, nanoseconds: nanoseconds, digits: 9), "\(text)")
      }
    }
  }

  @Test(arguments: [
    ("@4000000037c219bf2ef02e9400000001 x", 787_492_500, 9, 33), ("@4000000037c219bf", 0, 0, 17),
    ("@4000000037c219bf x", 0, 0, 17),
  ])
  func otherLabels(_ text: String, _ nanoseconds: UInt32, _ digits: UInt8, _ end: Int) throws {
    let label = try #require(read(text) { TAI64($0, .fixed10) })
    #expect(label.instant == Instant(seconds: 935_467_445, nanoseconds: nanoseconds, digits: digits))
    #expect(label.end == end)
  }

  @Test(arguments: [
    "@4000000037c219bf2ef02e94", "@4000000037c219bfx", "@8000000037c219bf", "@4000000037c219b", "@",
  ])
  func noOtherLabel(_ text: String) {
    #expect(read(text) { TAI64($0, .fixed10) } == nil)
  }

  @Test(arguments: [
    "4000000037c219bf2ef02e94", "@4000000037c219bf2ef02e9", "@4000000037C219BF2EF02E94",
    "@4000000037c219bf2ef02e9g", "@8000000037c219bf2ef02e94", "@3fffffffffffffff2ef02e94",
    "@4000000037c219bf3b9aca00", "@", "",
  ])
  func noLabel(_ text: String) {
    #expect(read(text) { TAI64N($0) } == nil)
  }

  @Test func theLastMomentIsThatOfTheYear9999() throws {
    for (seconds, isOne) in [(Instant.end - 1, true), (Instant.end, false)] {
      let text = String(format: "@%016llx%08x", (seconds + 10) | 1 << 62, 0)
      let label = try #require(read(text) { TAI64N($0) })
      #expect((label.instant() != nil) == isOne)
    }
  }
}

struct LeapSecondsTests {
  @Test(arguments: [(0, 10), (78_796_799, 10), (78_796_800, 11), (935_467_445, 32), (1_795_219_855, 37)])
  func aheadOfUnix(_ unix: Int64, _ ahead: Int64) {
    #expect(LeapSeconds.offset(unix: unix) == ahead)
  }

  @Test func everyLeapSecondIsOneSecondLong() {
    #expect(LeapSeconds.starts.count == 27)
    for start in LeapSeconds.starts {
      let tai = start + LeapSeconds.offset(unix: start)
      // The first and the second second 0 are the inserted one and the one after it.
      let around = (-3...2).map { LeapSeconds.unix(tai: tai + Int64($0)) - start }
      #expect(around == [-2, -1, 0, 0, 1, 2] as [Int64])
      #expect(LeapSeconds.offset(unix: start - 1) == LeapSeconds.offset(unix: start) - 1)
    }
  }

  @Test func anyNumberIsTaken() {
    #expect(LeapSeconds.unix(tai: -1) == -11)
    #expect(LeapSeconds.unix(tai: .max) == .max - 37)
    for tai in [Int64.min, Int64.min + 9, Int64.min + 36] { _ = LeapSeconds.unix(tai: tai) }
  }

  @Test func theDayOfExpiryIsWrittenAsItIs() throws {
    let end = try #require(read(LeapSeconds.expires + "T00:00:00Z") { RFC3339($0) }?.instant)
    #expect(end.seconds == LeapSeconds.end)
  }

  @Test func taiAndBackGivesTheSame() {
    var random = Seeded(37)
    for _ in 0..<5000 {
      let unix = Int64.random(in: -10_000_000_000...10_000_000_000, using: &random)
      #expect(LeapSeconds.unix(tai: unix + LeapSeconds.offset(unix: unix)) == unix)
    }
  }
}
