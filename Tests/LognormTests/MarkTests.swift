import Lines
import Testing

@testable import lognorm

@Suite struct MarkTests {
  @Test func marksAreFoundWhereTheyStand() {
    let marks = Marks(["exited on signal ", "segfault at ", " at "].map { Array($0.utf8) })
    #expect(numbers(marks, "prog exited on signal 9", 3) == [0])
    #expect(numbers(marks, "p[7]: segfault at 0", 3) == [1, 2])
    #expect(numbers(marks, " at ", 3) == [2])
    #expect(numbers(marks, "", 3) == [])
    let line = Array("segfault at 0".utf8)
    #expect(!marks.found(in: line.span, 0..<11).contains(1))
    #expect(!marks.found(in: line.span, 1..<13).contains(1))
  }

  /// What one pass finds is what one search for each finds.
  @Test(arguments: 1...50) func onePassFindsAll(seed: Int) {
    var random = Chance(seed: UInt64(seed))
    func text(_ most: Int) -> [UInt8] {
      (0..<random.next(3, most)).map { _ in UInt8(97 + random.next(0, 2)) }
    }
    let texts = Set((0..<random.next(1, 255)).map { _ in text(9) }).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    let marks = Marks(texts)
    for _ in 0..<50 {
      let line = text(40)
      let range = random.next(0, 2)..<line.count
      let found = marks.found(in: line.span, range)
      for (number, mark) in texts.enumerated() {
        #expect(
          found.contains(number)
            == line[range].indices.contains { line[$0..<range.upperBound].starts(with: mark) })
      }
    }
  }

  private func numbers(_ marks: Marks, _ text: String, _ count: Int) -> [Int] {
    let line = Array(text.utf8)
    let found = marks.found(in: line.span, 0..<line.count)
    return (0..<count).filter { found.contains($0) }
  }
}

private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next(_ least: Int, _ most: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return least + Int((state >> 33) % UInt64(most - least + 1))
  }
}
