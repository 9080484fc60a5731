import Lines
import Testing

@testable import lognorm

struct DurationTests {
  @Test(
    arguments: [
      ("2d3h", 183_600), ("4m30s", 270), ("1h2m3s", 3723), ("1w", nil), ("3", nil), ("", nil),
      ("4294967296s", nil),
    ] as [(String, UInt64?)])
  func unitsAreAdded(_ text: String, _ seconds: UInt64?) {
    let bytes = Array(text.utf8)
    let found = bytes.span.duration(0..<bytes.count, units: "dhms", below: 1 << 32)
    #expect(found == seconds)
  }

  /// As long as a line may be.
  @Test func noSumIsTooLarge() {
    let bytes = Array(String(repeating: "4294967295d", count: 90_000).utf8)
    let found = bytes.span.duration(0..<bytes.count, units: "dhms", below: 1 << 32)
    #expect(found == nil)
  }
}
