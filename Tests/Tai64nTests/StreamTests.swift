import Foundation
import Lines
import Support
import Testing
import Timestamps

@testable import tai64n

/// However the input comes: in pieces, or slowly.
struct StreamTests {
  @Test(arguments: [LabelTurner.Form.local, .seconds, .rfc3339])
  func piecesGiveWhatTheWholeGives(_ form: LabelTurner.Form) throws {
    var samples = Samples(seed: 64)
    let log = [UInt8](samples.log(300))
    let whole = try translated([log], form)
    var random = Seeded(7)
    for _ in 0..<20 {
      var pieces: [[UInt8]] = []
      var rest = log[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...40, using: &random))
        pieces.append(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      #expect(try translated(pieces, form) == whole)
    }
    #expect(try translated(log.map { [$0] }, form) == whole)
  }

  private func translated(_ pieces: [[UInt8]], _ form: LabelTurner.Form) throws -> Data {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "output")
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    var output = Output("tai64n", descriptor: handle.fileDescriptor)
    var turner = LabelTurner(form, clock: LabelClock(.fixed10))
    for piece in pieces { turner.read(piece.span, cut: 0, to: &output) }
    turner.finish(to: &output)
    output.flush()
    return try Data(contentsOf: file)
  }

  /// A part of a line comes out at once, and its stamp only once; SIGTERM ends the tool with all written.
  @Test(.timeLimit(.minutes(1)))
  func liveLinesDoNotWait() throws {
    let (process, input, output) = (Process(), Pipe(), Pipe())
    process.executableURL = Program.tool("tai64n").file
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    func answer(to text: String) -> String {
      input.fileHandleForWriting.write(Data(text.utf8))
      return String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    }
    #expect(answer(to: "par").wholeMatch(of: #/@[0-9a-f]{24} par/#) != nil)
    #expect(answer(to: "t\n") == "t\n")
    #expect(answer(to: "\nx").wholeMatch(of: #/@[0-9a-f]{24} \n@[0-9a-f]{24} x/#) != nil)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }
}
