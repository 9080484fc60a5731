import Foundation
import Support
import Testing

/// Every case folder; `ACCEPT=1 swift test` rewrites what is expected, and `git diff` shows what changed.
///
/// A rewrite that loses a field or a record fails once, naming it: a gain is read in the diff, a loss is overlooked.
@Test(arguments: Case.all)
func golden(_ example: Case) throws {
  let got = try example.run()
  if ProcessInfo.processInfo.environment["ACCEPT"] == "1" {
    let before = (try? String(contentsOf: example.expected, encoding: .utf8)) ?? ""
    try got.output.write(to: example.expected)
    #expect(losses(from: before, to: String(decoding: got.output, as: UTF8.self)) == [])
    if let file = example.expectedErrors { try Data(got.errors.utf8).write(to: file) }
  }
  let expected = String(decoding: try Data(contentsOf: example.expected), as: UTF8.self)
  #expect(String(decoding: got.output, as: UTF8.self) == expected)
  guard let file = example.expectedErrors else { return }
  #expect(got.errors == (try String(contentsOf: file, encoding: .utf8)))
}

@Test func lossesAreNamed() {
  let before = """
    {"type":"event","line":1,"text":"a","queue_id":"7","size":12}
    {"type":"event","line":2,"text":"b"}
    """
  let after = #"{"type":"event","line":2,"text":"a","size":12,"sender":""}"#
  #expect(
    losses(from: before, to: after) == [#"event a: "queue_id" is gone"#, "event b: no record any more"])
  #expect(losses(from: after, to: after) == [])
}
