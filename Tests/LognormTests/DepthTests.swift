import Foundation
import Support
import Testing

/// What strangers wrote a hundred thousand times over is looked into a few times only: no depth of it ends a filter.
struct DepthTests {
  @Test(arguments: [
    "[", "{\"a\":", "mail.info: ", "2026-09-28 22:45:13.900254022  ", "2026-11-21T00:17:11Z ",
    "Nov 20 23:00:20 mail.info ", "Nov 20 23:00:20 h mail.info ", "@4000000046388eba30377ba4 mail.info: ",
    "<22>Nov 20 23:00:20 h ", "\u{FEFF}", "1: ", "<1>: ", "2026-11-21T00:17:11.5Z stdout F ",
    "message repeated 2 times: [ ",
  ])
  func depthIsBounded(_ piece: String) throws {
    let heads = ["", "Nov 20 23:00:20 gw ", "@4000000046388eba30377ba4 ", "<22>", "{\"log\":\""]
    let lines = heads.map { $0 + String(repeating: piece, count: 800_000 / piece.utf8.count) }
    let outcome = try Program.tool("lognorm").run(
      ["-Y", "2026"], input: Data(lines.joined(separator: "\n").utf8))
    #expect(outcome.status == 0)
    #expect(outcome.lines.filter { $0.hasPrefix("{\"type\":\"event\"") }.count >= heads.count)
  }
}
