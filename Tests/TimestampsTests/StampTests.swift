import Lines
import Testing
import Timestamps

/// Stamps of text: RFC 3339, seconds since 1970, RFC 3164.
struct StampTests {
  @Test(arguments: [
    ("2026-11-21T00:10:55.885685+00:00", 1_795_219_855, 885_685_000, 6),
    ("2026-11-21 01:10:55,885 +01:00", 1_795_223_455, 885_000_000, 3),
    ("2026-11-21t01:10:55.8+0100", 1_795_219_855, 800_000_000, 3),
    ("2026-11-20T18:40:55-05:30", 1_795_219_855, 0, 0),
    ("1999-08-24T04:04:05.787492500123z", 935_467_445, 787_492_500, 9),
    ("2016-12-31T23:59:60Z", 1_483_228_800, 0, 0),
  ])
  func rfc3339(_ text: String, _ seconds: Int64, _ nanoseconds: UInt32, _ digits: UInt8) throws {
    let stamp = try #require(read(text) { RFC3339($0) })
    let moment = Instant(seconds: seconds, nanoseconds: nanoseconds, digits: digits)
    #expect((stamp.instant ?? stamp.wall) == moment)
    #expect(stamp.offset == nil || stamp.end == text.utf8.count)
  }

  @Test(arguments: [
    "2026-11-21T00:10:5", "2026-13-21T00:10:55Z", "2026-02-29T00:10:55Z", "2026-11-21T24:10:55Z",
    "2026-11-21T00:60:55Z", "2026-11-21T00:10:61Z", "2026/11/21T00:10:55Z", "026-11-21T00:10:55Z ", "",
  ])
  func notRFC3339(_ text: String) {
    #expect(read(text) { RFC3339($0) } == nil)
  }

  @Test(arguments: [
    ("1795217450.054717 x", 1_795_217_450, 54_717_000, 6), ("1795217450", 1_795_217_450, 0, 0),
    ("935467445.787492500", 935_467_445, 787_492_500, 9), ("1795217450.05 x", 1_795_217_450, 50_000_000, 3),
  ])
  func epoch(_ text: String, _ seconds: Int64, _ nanoseconds: UInt32, _ digits: UInt8) throws {
    let stamp = try #require(read(text) { Epoch($0) })
    #expect(stamp.instant == Instant(seconds: seconds, nanoseconds: nanoseconds, digits: digits))
    #expect(stamp.end == text.prefix { $0 != " " }.count)
  }

  @Test(arguments: ["12345678", "123456789012", "1795217450.", "1795217450.x", "x", "-1795217450", ""])
  func notEpoch(_ text: String) {
    #expect(read(text) { Epoch($0) } == nil)
  }

  @Test(arguments: [
    ("Nov 20 23:50:50 x", 11, 20, 85_850), ("Oct  1 00:00:00", 10, 1, 0), ("Oct 01 00:00:00", 10, 1, 0),
    ("feb 29 12:00:60", 2, 29, 43_260),
  ])
  func syslog(_ text: String, _ month: Int, _ day: Int, _ second: Int) throws {
    let stamp = try #require(read(text) { Syslog3164($0) })
    #expect((stamp.month, stamp.day, stamp.second, stamp.end) == (month, day, second, 15))
  }

  @Test(arguments: [
    "Nox 20 23:50:50", "Nov  0 23:50:50", "Nov 32 23:50:50", "Nov 2  23:50:50", "Nov 20 24:50:50",
    "Nov 20 23:50:5", "Nov-20 23:50:50", "",
  ])
  func notSyslog(_ text: String) {
    #expect(read(text) { Syslog3164($0) } == nil)
  }

  @Test(arguments: [
    ("5", 500_000_000, 3), ("054", 54_000_000, 3), ("0547", 54_700_000, 6), ("054717", 54_717_000, 6),
    ("0547171", 54_717_100, 9), ("054717123", 54_717_123, 9), ("0547171239999", 54_717_123, 9),
  ])
  func fractionDigits(_ text: String, _ nanoseconds: UInt32, _ digits: UInt8) throws {
    let part = try #require(read(text + "x") { fraction($0, at: 0) })
    #expect(part == (nanoseconds, digits, text.count))
  }

  @Test(arguments: [
    ("Z", 0, 1), ("z ", 0, 1), ("+01:00", 3600, 6), ("-0530 x", -19_800, 5), ("CEST]", 7200, 4),
    ("UTC:", 0, 3), ("+01", 3600, 3), ("-08 x", -28_800, 3), ("GMT+0100", 3600, 8),
    ("EST", -18_000, 3),
  ])
  func zone(_ text: String, _ offset: Int, _ end: Int) throws {
    let zone = try #require(read(text) { Zone($0, at: 0) })
    #expect((zone.offset, zone.end) == (offset, end))
  }

  @Test(arguments: [
    "", "+", "+1", "+01x", "+01:0", "UTC-3", "+24:00", "+01:60", "CE", "CESTX", "cet", "XYZ", "0100",
  ])
  func noZone(_ text: String) {
    #expect(read(text) { Zone($0, at: 0) } == nil)
  }

  @Test func noFraction() {
    #expect(read("x") { fraction($0, at: 0) } == nil)
    #expect(read("") { fraction($0, at: 0) } == nil)
  }
}
