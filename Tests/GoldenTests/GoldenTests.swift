import Foundation
import Support
import Testing

/// Every case folder; `ACCEPT=1 swift test` rewrites what is expected, and `git diff` shows what changed.
@Test(arguments: Case.all)
func golden(_ example: Case) throws {
  let got = try example.run()
  if ProcessInfo.processInfo.environment["ACCEPT"] == "1" {
    try got.output.write(to: example.expected)
    if let file = example.expectedErrors { try Data(got.errors.utf8).write(to: file) }
  }
  let expected = String(decoding: try Data(contentsOf: example.expected), as: UTF8.self)
  #expect(String(decoding: got.output, as: UTF8.self) == expected)
  guard let file = example.expectedErrors else { return }
  #expect(got.errors == (try String(contentsOf: file, encoding: .utf8)))
}
