// swift-tools-version: 6.2
import PackageDescription

/// Where a loop begins shall not depend on how much code happens to stand before it: that is a tenth of the speed.
let aligned = ["-Xllvm", "-align-all-functions=6", "-Xllvm", "-align-loops=32"]

let settings: [SwiftSetting] = [
  .enableExperimentalFeature("Lifetimes"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-cross-module-optimization"] + aligned, .when(configuration: .release)),
]

/// Release tools are single static files: they start in under a millisecond and run wherever they are copied.
let alone: [LinkerSetting] = [
  .unsafeFlags(["-static-executable", "-use-ld=lld"], .when(configuration: .release))
]

/// One tool of the pipe: a folder of Sources, linked into one self-contained file.
func tool(_ name: String, on libraries: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: libraries, swiftSettings: settings, linkerSettings: alone)
}

/// The catalogue of event classes.
let rules = [
  "access", "audit", "auth", "causes", "exim", "filters", "ftp", "mtas", "named", "ntp", "postfix", "qmail",
  "sendmail", "sshd", "system",
]

/// The five, which tests run from the build folder that they stand in themselves.
let tools: [Target.Dependency] = ["lognorm", "logclass", "flowjoin", "logstats", "tai64n"]

let testSettings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A folder of Tests.
func tests(_ name: String, on libraries: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: libraries, swiftSettings: testSettings)
}

let package = Package(
  name: "mailanalog",
  targets: [
    .target(name: "Lines", swiftSettings: settings),
    .target(name: "Timestamps", dependencies: ["Lines"], swiftSettings: settings),
    .target(name: "MailRecord", dependencies: ["Lines", "Timestamps"], swiftSettings: settings),
    .target(
      name: "Classes", dependencies: ["Lines", "MailRecord"],
      resources: rules.map { .embedInCode("Rules/\($0).rules") }, swiftSettings: settings),
    tool("lognorm", on: ["Lines", "Timestamps", "MailRecord", "Classes"]),
    tool("logclass", on: ["Lines", "MailRecord", "Classes"]),
    tool("flowjoin", on: ["Lines", "Timestamps", "MailRecord"]),
    tool("logstats", on: ["Lines", "Timestamps", "MailRecord"]),
    tool("tai64n", on: ["Lines", "Timestamps"]),
    .target(name: "Support", path: "Tests/Support", swiftSettings: testSettings),
    tests("CorpusTests", on: ["Support"] + tools),
    tests("FlowjoinTests", on: ["Support"] + tools),
    tests("GoldenTests", on: ["Support"] + tools),
    tests("HouseTests", on: ["Support"] + tools),
    tests("LinesTests", on: ["Support", "Lines"]),
    tests("LogclassTests", on: ["Support", "Lines", "MailRecord", "Classes", "lognorm", "logclass"]),
    tests("LognormTests", on: ["Support", "Lines", "MailRecord"] + tools),
    tests("LogstatsTests", on: ["Support"] + tools),
    tests("Tai64nTests", on: ["Support", "Lines", "Timestamps"] + tools),
    tests("TimestampsTests", on: ["Support", "Lines", "Timestamps"]),
  ]
)
