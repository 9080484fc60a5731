import Lines
import Testing

/// Work that goes from thread to thread keeps its order.
struct ThreadTests {
  private final class Numbers {
    var values: [Int] = []
  }

  @Test func batchesComeInTheOrderInWhichTheyAreSent() {
    let relay = Relay(3) { Numbers() }
    var seen: [Int] = []
    var idle = 0
    relay.run {
      for first in stride(from: 0, to: 3000, by: 3) {
        let batch = relay.take()
        batch.values = Array(first..<first + 3)
        relay.send(batch)
      }
    } idle: {
      idle += 1
    } using: { batch in
      seen += batch.values
      batch.values = []
    }
    #expect(seen == Array(0..<3000))
    #expect(idle > 0)
  }

  @Test func allWorkSideBySideIsDone() {
    let squares = (0..<50).map { _ in Numbers() }
    sideBySide(squares.count) { squares[$0].values = [$0 * $0] }
    #expect(squares.flatMap(\.values) == (0..<50).map { $0 * $0 })
  }
}
