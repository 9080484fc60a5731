import Lines
import Support
import Testing

@testable import Timestamps

struct TimeWriterTests {
  @Test(arguments: [
    (Instant(seconds: 0), "1970-01-01T00:00:00Z"), (Instant(seconds: -1), "1969-12-31T23:59:59Z"),
    (Instant(seconds: 935_467_445, nanoseconds: 787_492_500, digits: 9), "1999-08-24T04:04:05.787492500Z"),
    (Instant(seconds: 935_467_445, nanoseconds: 7_492_500, digits: 6), "1999-08-24T04:04:05.007492Z"),
    (Instant(seconds: 935_467_445, nanoseconds: 87_000_000, digits: 3), "1999-08-24T04:04:05.087Z"),
    (Instant(seconds: Instant.end - 1, nanoseconds: 0, digits: 9), "9999-12-31T23:59:59.000000000Z"),
  ])
  func oneMoment(_ instant: Instant, _ text: String) throws {
    #expect(try written { write(instant, &$0) } == text)
  }

  private func write(_ instant: Instant, _ output: inout Output) {
    var writer = TimeWriter()
    writer.write(instant, to: &output)
  }

  @Test func separatorAndSecondAlone() throws {
    let text = try written { output in
      var writer = TimeWriter(separator: UInt8(ascii: " "))
      writer.write(second: 935_467_445, to: &output)
    }
    #expect(text == "1999-08-24 04:04:05")
  }

  /// One writer for all: what it remembers of the last moment must not show in the next.
  @Test func whatIsWrittenIsReadBack() throws {
    var random = Seeded(3339)
    var moments: [Instant] = []
    for _ in 0..<3000 {
      let near = (moments.last?.seconds ?? 0) + Int64.random(in: -90...90, using: &random)
      let far = Int64.random(in: -62_000_000_000..<Instant.end, using: &random)
      let seconds = Bool.random(using: &random) ? near : far
      let digits = [0, 3, 6, 9].randomElement(using: &random)!
      let unit: UInt32 = [0: 1_000_000_000, 3: 1_000_000, 6: 1000, 9: 1][digits]!
      let nanoseconds = UInt32.random(in: 0..<1_000_000_000, using: &random) / unit * unit
      moments.append(Instant(seconds: seconds, nanoseconds: nanoseconds, digits: UInt8(digits)))
    }
    let lines = try written { output in
      var writer = TimeWriter()
      for moment in moments {
        writer.write(moment, to: &output)
        output.endLine()
      }
    }.split(separator: "\n")
    #expect(lines.count == moments.count)
    for (line, moment) in zip(lines, moments) {
      #expect(read(String(line)) { RFC3339($0) }?.instant == moment, "\(line)")
    }
  }
}
