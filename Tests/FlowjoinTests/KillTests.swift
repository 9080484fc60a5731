import Foundation
import Support
import Testing

/// Killed at any moment and started again with the input from the state's position, flowjoin loses no record and
/// writes none twice.
@Test(arguments: 1...3)
func killedAtAnyMoment(seed: UInt64) throws {
  var random = Seeded(seed)
  let run = try Restarts(input: Joining.host)
  defer { run.remove() }
  let expected = try run.expected
  var kills = 0
  while kills < 40, try !run.go(killingAfter: Double.random(in: 0...0.02, using: &random)) { kills += 1 }
  while try !run.go(killingAfter: nil) {}
  #expect(Joining.records(Joining.lines(try run.output)) == expected)
}

@Test func toldToEndKeepsTheRestForLater() throws {
  let run = try Restarts(input: Joining.host)
  defer { run.remove() }
  let expected = try run.expected
  try run.endInTheMiddle(ofLine: 5_000)
  #expect(try run.offset < Joining.host.count)
  while try !run.go(killingAfter: nil) {}
  #expect(Joining.records(Joining.lines(try run.output)) == expected)
}

/// Runs of one flowjoin after the other over the same input, with one output and one state file.
private struct Restarts {
  let folder: URL
  private let input: URL
  private var state: URL { folder.appending(path: "state") }
  private var result: URL { folder.appending(path: "output") }

  init(input: Data) throws {
    folder = try Place.temporary()
    self.input = folder.appending(path: "input")
    try input.write(to: self.input)
    try Data().write(to: result)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  var output: Data { get throws { try Data(contentsOf: result) } }

  /// What one run that is left in peace writes.
  var expected: [String] {
    get throws {
      Joining.records(try Joining.join(Joining.host, ["-s", folder.appending(path: "other").path]))
    }
  }

  /// From where the input has to be given again.
  var offset: Int {
    get throws {
      guard let text = try? Data(contentsOf: state) else { return 0 }
      let head = try JSONSerialization.jsonObject(with: Data(Joining.lines(text)[0].utf8)) as! [String: Any]
      return head["position"] as! Int
    }
  }

  /// One run; whether it came to the end of its input. Its state is saved as often as can be.
  func go(killingAfter seconds: Double?) throws -> Bool {
    let source = try FileHandle(forReadingFrom: input)
    try source.seek(toOffset: UInt64(try offset))
    let process = try start(reading: source)
    if let seconds {
      usleep(UInt32(seconds * 1e6))
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }

  /// One run that is told to end while half a line waits in the pipe.
  func endInTheMiddle(ofLine number: Int) throws {
    let pipe = Pipe()
    let process = try start(reading: pipe)
    let lines = Joining.lines(Joining.host)
    try pipe.fileHandleForWriting.write(contentsOf: Joining.data(lines[..<number]))
    try pipe.fileHandleForWriting.write(contentsOf: Data(lines[number].utf8.prefix(40)))
    usleep(100_000)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private func start(reading source: Any) throws -> Process {
    let process = Process()
    process.executableURL = Program.tool("flowjoin").file
    process.arguments = ["-s", state.path, "-i", "0"]
    process.standardInput = source
    let descriptor = open(result.path, O_WRONLY | O_APPEND)
    process.standardOutput = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}
