import Foundation
import Support
import Testing

/// Lines of every case, cut, mixed and mended wrongly: whatever comes in, each line is an event.
struct MutationTests {
  /// What stands at the turns of stamps, tags and fields.
  private static let signs = [
    " ", ":", "[", "]", "<", ">", "-", ".", "0", "9", "+", "/", "=", ",", "\"", "(", ")", ": ", "] ", "@",
    "%", "*",
    "|", "Jan ", "Wed ", "CET", "\u{e4}",
  ].map { Array($0.utf8) }

  private static let lines: [[UInt8]] = {
    let golden = ["lognorm", "pipe"].map { Place.tests.appending(path: "Golden/\($0)") }
    return golden.flatMap(Place.files).filter { $0.lastPathComponent.hasPrefix("in.") }
      .compactMap { try? Data(contentsOf: $0) }
      .flatMap { $0.split(separator: 10).map { Array($0.prefix(400)) } }
  }()

  @Test(arguments: UInt64(1)..<7) func eachLineIsAnEvent(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let input = (0..<20_000).map { _ in Self.mutated(&random) }
    let outcome = try Program.tool("lognorm").run(["-Y", "2019"], input: Data(input.joined(separator: [10])))
    #expect(outcome.status == 0, "\(outcome.errors.suffix(500))")
    let events = outcome.lines.filter { $0.hasPrefix("{\"type\":\"event\"") }
    #expect(outcome.lines.last?.hasPrefix("{\"type\":\"end\",\"tool\":\"lognorm\",\"in\":20000,") == true)
    #expect(events.count > 19_000)
  }

  private static func mutated(_ random: inout Seeded) -> [UInt8] {
    var line = lines.randomElement(using: &random)!
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let place = Int.random(in: 0...min(line.count, 120), using: &random)
      let end = min(line.count, place + Int.random(in: 0...3, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: line.removeSubrange(place...)
      case 1: line.replaceSubrange(place..<end, with: [])
      case 2: line.replaceSubrange(place..<end, with: signs.randomElement(using: &random)!)
      default: line.replaceSubrange(place..., with: lines.randomElement(using: &random)!.dropFirst(place))
      }
    }
    return line
  }
}
