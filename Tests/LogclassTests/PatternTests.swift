import Lines
import Support
import Testing

@testable import Classes
@testable import logclass

/// Templates and expressions, compiled, against a matcher that is too simple to be wrong.
struct PatternTests {
  @Test(arguments: [
    ("new msg {queue_id:int}", "new msg 18995", true), ("new msg {queue_id:int}", "new msg 18995x", false),
    ("new msg {queue_id:int}", "new msg ", false), ("to {channel} {:rest}", "to local a b", true),
    ("to {channel} {:rest}", "to local ", true), ("to {channel} {:rest}", "to local", false),
    ("<{:text}> qp", "<> qp", true), ("<{:text}> qp", "<a> qp> qp", true), ("{{x}", "{x}", true),
    ("{:hex}", "3Fa", true), ("{:hex}", "3g", false), ("{:number}", "-0.25", true), ("{:number}", ".5", true),
    ("{:number}", "+7.", true), ("{:number}", "1.2.3", false), ("{:ip}", "192.0.2.7", true),
    ("{:ip}", "192.0.2", false), ("{:ip}", "2001:db8::1", true), ("{:ip}", "::ffff:192.0.2.7", true),
    ("{:ip}", "fe80::1%eth0", true), ("{:ip}", "10:30", false), ("{word}", "a\tb", false),
    ("{:text}", "", true),
    ("100 %", "100 %", true), ("re:a|b", "b", true), ("re:(ab)*c?", "ababc", true), ("re:", "", true),
    ("re:[^0-9]+", "a-b", true), ("re:[^0-9]+", "a1", false), ("re:[]a-]+", "]-a", true),
    ("re:\\d{2,3}", "1234", false), ("re:\\d{2,}", "1234", true), ("re:\\d{2}", "12", true),
    ("re:x{0}y", "y", true), ("re:a.c", "a\nc", true), ("re:\\w+\\s\\.\\*", "a_1 .*", true),
    ("re:(|a)+b", "aab", true), ("re:(a*)*b", "aaab", true), ("re:(a*)*b", "aaac", false),
  ])
  func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
    var table = try LazyDFA([pattern])
    #expect((table.find(Array(text.utf8)) == 0) == expected)
    #expect(try Pattern.read(Array(pattern.utf8)[...]).matches(Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    "{", "a {b", "{}", "{Big}", "{a:what}", "{a:rest} b", "re:(", "re:)", "re:a(b", "re:*a", "re:[a",
    "re:a{x}",
    "re:a{3,2}", "re:a{256}", "re:\\q", "re:^a", "re:a$", "re:[z-a]", "re:a\\", "re:(.{255}){255}",
    "re:" + String(repeating: "(", count: 10_000), "re:a" + String(repeating: "*", count: 10_000),
  ])
  func isRefused(_ pattern: String) {
    #expect(throws: PatternError.self) { _ = try LazyDFA([pattern]) }
  }

  @Test(arguments: 0..<40) func agreesWithTheSimpleMatcher(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let sources = (0..<Int.random(in: 1...12, using: &random)).map { _ in randomPattern(&random) }
    let patterns = try sources.map { try Pattern.read(Array($0.utf8)[...]) }
    var table = try LazyDFA(sources)
    // So small a bound that states are forgotten all the time.
    var forgetful = try LazyDFA(sources, bound: 40)
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        Array("ab 1.".utf8).randomElement(using: &random)!
      }
      let expected = patterns.firstIndex { $0.matches(text) }.map(Int32.init) ?? LazyDFA.none
      #expect(table.find(text) == expected, "\(sources) on \(text)")
      #expect(forgetful.find(text) == expected, "\(sources) on \(text), forgetful")
    }
  }

  /// Long ways that most texts go, and leave at any byte.
  @Test(arguments: 0..<20) func longTextsAgreeToo(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces = [
      "starting delivery ", "started delivering ", ": msg ", " to remote ", "{:int}", "{word}", "{:text}",
    ]
    let sources = (0..<8).map { _ in
      (0..<Int.random(in: 1...5, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
    }
    let patterns = try sources.map { try Pattern.read(Array($0.utf8)[...]) }
    var table = try LazyDFA(sources)
    var forgetful = try LazyDFA(sources, bound: 3000)
    for _ in 0..<100 {
      var text = Array(sources.randomElement(using: &random)!.replacing("{:int}", with: "1203").utf8)
      if Bool.random(using: &random) { text[Int.random(in: text.indices, using: &random)] = 57 }
      if Bool.random(using: &random) { text.removeLast(Int.random(in: text.indices, using: &random)) }
      let expected = patterns.firstIndex { $0.matches(text) }.map(Int32.init) ?? LazyDFA.none
      #expect(table.find(text) == expected, "\(sources) on \(text)")
      #expect(forgetful.find(text) == expected, "\(sources) on \(text), forgetful")
    }
  }

  private func randomPattern(_ random: inout Seeded) -> String {
    let pieces = ["a", "b", " ", "1", ".", "{:int}", "{:word}", "{:text}", "{:number}", "{:hex}"]
    let expressions = [
      "a", "b", " ", "1", "\\.", ".", "[ab]", "[^ab]", "(a|b1)", "(a|)", ".*", "\\d+", "\\w?", "(ab)*",
      "a{1,2}",
    ]
    let isTemplate = Bool.random(using: &random)
    let parts = (0..<Int.random(in: 0...5, using: &random)).map { _ in
      (isTemplate ? pieces : expressions).randomElement(using: &random)!
    }
    let end = isTemplate && Int.random(in: 0..<3, using: &random) == 0 ? "{:rest}" : ""
    return (isTemplate ? "" : "re:") + parts.joined() + end
  }
}

extension LazyDFA {
  init(_ patterns: [String], bound: Int = 1 << 18) throws {
    let patterns = try patterns.map { try Pattern.read(Array($0.utf8)[...]) }
    self.init(try Automaton(patterns), bound: bound)
  }

  mutating func find(_ text: [UInt8]) -> Int32 { match(text.span) }
}

extension Pattern {
  /// By trying: where the pattern can end, for every place where it can begin.
  func matches(_ text: [UInt8]) -> Bool { ends(text, [0]).contains(text.count) }

  private func ends(_ text: [UInt8], _ starts: Set<Int>) -> Set<Int> {
    switch self {
    case .literal(let bytes):
      return Set(starts.filter { text[$0...].starts(with: bytes) }.map { $0 + bytes.count })
    case .byte(let set):
      return Set(starts.filter { $0 < text.count && set.contains(text[$0]) }.map { $0 + 1 })
    case .sequence(let parts): return parts.reduce(starts) { $1.ends(text, $0) }
    case .choice(let ways): return ways.reduce(into: []) { $0.formUnion($1.ends(text, starts)) }
    case .repeated(let body, let least, let most):
      var now = (0..<least).reduce(starts) { all, _ in body.ends(text, all) }
      var all = now
      for _ in least..<(most ?? least + text.count + 1) {
        now = body.ends(text, now)
        all.formUnion(now)
      }
      return all
    }
  }
}
