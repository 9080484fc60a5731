import Foundation

/// What a program left behind when it ended.
public struct Outcome: Sendable {
  public let output: Data
  public let errors: String
  /// Exit status, or 128 + signal.
  public let status: Int32

  public var text: String { String(decoding: output, as: UTF8.self) }

  /// The lines of the output, without their newlines.
  public var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// One of the five tools, a script of this repository, or a program of the system.
///
///     try Program.tool("lognorm").run(["-H", "ash"], input: log).lines
///
/// Standard input and both outputs are files, so nothing can block, however much is written.
public struct Program: Sendable {
  public let file: URL

  public init(file: URL) { self.file = file }

  /// A tool, as built beside the tests that run now, whatever the build folder is called.
  public static func tool(_ name: String) -> Program { Program(file: Place.build.appending(path: name)) }

  /// A script of this repository, as `scripts/daily-report`.
  public static func script(_ name: String) -> Program {
    Program(file: Place.top.appending(path: "scripts/\(name)"))
  }

  /// A program of the system; nil when PATH does not lead to it.
  public static func installed(_ name: String) -> Program? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let files = folders.map { URL(filePath: "\($0)/\(name)") }
    return files.first { FileManager.default.isExecutableFile(atPath: $0.path) }.map(Program.init)
  }

  /// Runs it to its end.
  /// - Parameter environment: added to that of the tests; TZ is UTC and LC_ALL is C unless said otherwise.
  public func run(
    _ arguments: [String] = [], input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Outcome {
    let folder = try Place.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = try open(folder, "input", holding: input)
    let (output, errors) = (try open(folder, "output"), try open(folder, "errors"))
    let process = Process()
    process.executableURL = file
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TZ": "UTC", "LC_ALL": "C"]) { $1 }.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    return Outcome(
      output: try Data(contentsOf: folder.appending(path: "output")),
      errors: String(decoding: try Data(contentsOf: folder.appending(path: "errors")), as: UTF8.self),
      status: process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0))
  }

  private func open(_ folder: URL, _ name: String, holding data: Data = Data()) throws -> FileHandle {
    let file = folder.appending(path: name)
    try data.write(to: file)
    return try FileHandle(forUpdating: file)
  }
}

/// Runs stages one after the other, each reading what the one before wrote; the outcome of each.
///
///     try pipe([("lognorm", []), ("logclass", [])], input: log).last!.lines
public func pipe(_ stages: [(tool: String, arguments: [String])], input: Data) throws -> [Outcome] {
  var outcomes: [Outcome] = []
  for stage in stages {
    let input = outcomes.last?.output ?? input
    outcomes.append(try Program.tool(stage.tool).run(stage.arguments, input: input))
  }
  return outcomes
}
