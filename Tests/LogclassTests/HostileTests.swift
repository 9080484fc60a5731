import Glibc
import Lines
import Support
import Testing

@testable import Classes
@testable import logclass

/// Rules and texts chosen to be slow: time must grow with the text, not faster.
struct HostileTests {
  @Test(arguments: [
    "re:(a*)*b", "re:(a|aa)+x", "re:(.*a){8}b", "{:text}a{:text}a{:text}b", "re:.*a.{12}b",
    "{:ip} {:number}{:int}",
  ])
  func timeIsLinearInTheText(_ pattern: String) throws {
    var table = try LazyDFA([pattern, "{:text}aaaaa", "re:(a|b|aab)*"])
    let short = (0..<40_000).map { $0 % 7 == 3 ? UInt8(ascii: "b") : UInt8(ascii: "a") }
    let long = Array(repeating: short, count: 16).flatMap { $0 }
    _ = table.find(short)
    let (one, sixteen) = (time { _ = table.find(short) }, time { _ = table.find(long) })
    #expect(sixteen < max(one, 0.0005) * 80, "\(one) and \(sixteen)")
  }

  @Test func fiveThousandRulesCostWhatFiftyDo() throws {
    let texts = (0..<2000).map { Array("event \($0 % 50) of user u\($0) from 192.0.2.\($0 % 200)".utf8) }
    var (few, many) = (try table(50), try table(5000))
    for text in texts { #expect(few.find(text) == many.find(text)) }
    let (small, large) = (
      time { for text in texts { _ = few.find(text) } }, time { for text in texts { _ = many.find(text) } }
    )
    #expect(large < small * 8, "\(small) and \(large)")
  }

  @Test func randomTextsDoNotFillMemory() throws {
    var table = try LazyDFA((0..<200).map { "re:.*\($0).{0,20}x" }, bound: 20_000)
    var random = Seeded(5)
    for _ in 0..<50 {
      let text = (0..<100).map { _ in UInt8.random(in: 48...57, using: &random) }
      #expect(table.find(text) == LazyDFA.none)
      #expect(table.moves.count <= 20_000 && table.nodesHeld <= 20_000)
    }
  }

  @Test func longRulesThatAreAlikeNeedNoDeepStack() throws {
    let long = String(repeating: "abcdefghij", count: 1900)
    var table = try LazyDFA([long + "1", long + "2"])
    #expect(table.find(Array((long + "2").utf8)) == 1)
  }

  private func table(_ count: Int) throws -> LazyDFA {
    try LazyDFA((0..<count).map { "event \($0) of user {name} from {:ip}" })
  }

  /// Seconds of processor that `work` needs at the least: what else the machine does must not count.
  private func time(_ work: () -> Void) -> Double {
    (0..<5).map { _ in
      let start = threadSeconds()
      work()
      return threadSeconds() - start
    }.min()!
  }

  private func threadSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}
