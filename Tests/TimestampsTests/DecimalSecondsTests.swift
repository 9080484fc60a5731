import Lines
import Testing
import Timestamps

@Test(
  arguments: [
    ("0.07", 70_000_000), ("12", 12_000_000_000), ("0.1234567899", 123_456_789),
    ("999999999.5", 999_999_999_500_000_000),
    ("1000000000", nil), ("", nil), (".5", nil), ("5.", nil), ("-1", nil), ("1e3", nil), ("0.5s", nil),
  ] as [(String, Int64?)])
func decimalSecondsAreNanoseconds(_ text: String, _ nanoseconds: Int64?) {
  let bytes = Array(text.utf8)
  let found = bytes.span.nanoseconds(ofSeconds: 0..<bytes.count)
  #expect(found == nanoseconds)
}
