import Foundation
import Support
import Testing

/// Day 1, then day 2 with the state of day 1, gives what both at once give: for a day that ends at any line.
@Test func splitAtEachLineChangesNothing() throws {
  let whole = try runs([Joining.log])
  for split in 1..<Joining.log.count {
    let parts = try runs([Array(Joining.log[..<split]), Array(Joining.log[split...])])
    #expect(parts.output == whole.output, "split before line \(split + 1)")
    #expect(parts.state == whole.state, "split before line \(split + 1)")
  }
}

@Test func manySmallRunsChangeNothing() throws {
  let lines = Joining.log
  let whole = try runs([lines])
  let starts = stride(from: 0, to: lines.count, by: 3)
  let parts = try runs(starts.map { Array(lines[$0..<min($0 + 3, lines.count)]) })
  #expect(parts.output == whole.output)
  #expect(parts.state == whole.state)
}

@Test func stateOfARealHostIsSmallAndWhole() throws {
  let lines = Joining.lines(Joining.host)
  let whole = try runs([lines])
  let parts = try runs([Array(lines[..<9_000]), Array(lines[9_000...])])
  #expect(parts.output == whole.output)
  #expect(parts.state == whole.state)
}

/// Joins one part after the other with a common state file.
private func runs(_ parts: [[String]]) throws -> (output: [String], state: [String]) {
  let folder = try Place.temporary()
  defer { try? FileManager.default.removeItem(at: folder) }
  let state = folder.appending(path: "state")
  var output: [String] = []
  for part in parts { output += Joining.records(try Joining.join(part, ["-s", state.path])) }
  return (output, Array(Joining.lines(try Data(contentsOf: state)).dropFirst()))
}

@Test(arguments: ["", "nonsense\n", "{\"type\":\"state\",\"tool\":\"flowjoin\",\"position\":1}\n"])
func damagedStateIsFatalAndKept(content: String) throws {
  let folder = try Place.temporary()
  defer { try? FileManager.default.removeItem(at: folder) }
  let state = folder.appending(path: "state")
  try Data(content.utf8).write(to: state)
  let outcome = try Program.tool("flowjoin").run(["-s", state.path], input: Joining.data(Joining.log))
  #expect(outcome.status == 111)
  #expect(outcome.errors.hasPrefix("flowjoin: fatal: unable to use state \(state.path): "))
  #expect(outcome.output.isEmpty)
  #expect(try Data(contentsOf: state) == Data(content.utf8))
}

@Test func cutStateIsFatal() throws {
  let folder = try Place.temporary()
  defer { try? FileManager.default.removeItem(at: folder) }
  let state = folder.appending(path: "state")
  _ = try Joining.join(Joining.log.prefix(60), ["-s", state.path])
  let lines = Joining.lines(try Data(contentsOf: state))
  #expect(lines.count > 2)
  try Joining.data(lines.dropLast()).write(to: state)
  #expect(try Program.tool("flowjoin").run(["-s", state.path]).status == 111)
}

/// A damaged state is fatal, or its damage is of no consequence; it never ends flowjoin by a signal.
@Test func noDamageOfAStateCrashes() throws {
  let folder = try Place.temporary()
  defer { try? FileManager.default.removeItem(at: folder) }
  let state = folder.appending(path: "state")
  _ = try Joining.join(Joining.log.prefix(60), ["-s", state.path])
  let whole = try Data(contentsOf: state)
  let numbers = whole.indices.dropFirst().filter {
    whole[$0 - 1] == UInt8(ascii: ":") && (48...57).contains(whole[$0])
  }
  var random = Seeded(3)
  for _ in 0..<150 {
    var damaged = whole
    if Bool.random(using: &random) {
      let most = ["18446744073709551615", "9223372036854775808", "-1", "{}"].randomElement(using: &random)!
      let digit = numbers.randomElement(using: &random)!
      damaged.replaceSubrange(digit...digit, with: Data(most.utf8))
    } else {
      damaged[damaged.indices.randomElement(using: &random)!] = .random(in: 0...255, using: &random)
    }
    try damaged.write(to: state)
    let outcome = try Program.tool("flowjoin").run(["-s", state.path], input: Joining.data(Joining.log))
    #expect([0, 111].contains(outcome.status), "\(outcome.errors)")
  }
}
