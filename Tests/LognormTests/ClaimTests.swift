import Foundation
import Lines
import Support
import Testing

@testable import lognorm

/// Which dialect reads a line: by its tag, or by a text without one.
@Suite struct ClaimTests {
  @Test func aNameHasOneDialect() {
    let names = dialects.flatMap { $0.apps.map(\.description) }
    let twice = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    #expect(twice == [])
  }

  /// A dialect is not asked about a text that begins with a byte which it does not name.
  @Test func headsAreComplete() throws {
    let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/lognorm")
    for folder in try FileManager.default.contentsOfDirectory(at: cases, includingPropertiesForKeys: nil) {
      guard let log = try? Data(contentsOf: folder.appending(path: "in.log")) else { continue }
      for line in log.split(separator: 10) {
        let bytes = Array(line)
        for start in bytes.indices where start == 0 || bytes[start - 1] == UInt8(ascii: " ") {
          for dialect in dialects {
            guard let heads = dialect.heads, let claims = dialect.claims else { continue }
            let isHead = heads.description.utf8.contains(bytes[start])
            #expect(isHead || !claims(bytes.span, start..<bytes.count), "\(dialect.apps[0]): \(bytes[start])")
          }
        }
      }
    }
  }
}
