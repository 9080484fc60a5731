import Lines

/// What logstats was told on its command line.
struct StatOptions {
  private(set) var reports: [(name: String, top: Int?)] = []
  let files: [String]
  let isText: Bool
  let isPartial: Bool
  let grouping: Grouping?
  private let number: Int?

  var isLive: Bool { if case .window = grouping { true } else { false } }

  init(_ options: Options) {
    var files = options.files
    var names = options.values("t").flatMap { $0.split(separator: ",").map(String.init) }
    isText = options.has("t") && !options.has("k")
    if names.isEmpty, let first = files.first, Self.expand(first) != nil, !fileExists(first) {
      names = [files.removeFirst()]
    }
    isPartial = options.has("k")
    number = options.number("n", in: 1...1_000_000_000)
    if let zone = options.value("z") {
      if !LocalTime.knows(zone: zone) { options.wrong("-z \(zone) is no time zone") }
      LocalTime.use(zone: zone)
    }
    if let seconds = options.number("w", in: 1...86400) {
      grouping = .window(seconds: Int64(seconds))
    } else {
      grouping = options.value("g").map { name in
        switch name {
        case "hour": .hour
        case "day": .day
        case "week": .week
        case "month": .month
        default: options.wrong("-g \(name) is no grouping; choose from hour day week month")
        }
      }
    }
    for name in names.isEmpty ? ["all"] : names {
      guard let found = Self.expand(name) else {
        let known = reportKinds.map(\.name) + ["sendmail"] + reportSets.keys.sorted()
        options.wrong("report \(name) is not known; choose from \(known.joined(separator: " "))")
      }
      reports += found
    }
    self.files = files
  }

  /// The reports that a name stands for.
  private static func expand(_ name: String) -> [(name: String, top: Int?)]? {
    reportSets[name] ?? (reportKinds.contains { $0.name == name } ? [(name, nil)] : nil)
  }

  func makeBook() -> [any Report] {
    reports.map { report in reportKinds.first { $0.name == report.name }!.make() }
  }

  func top(_ name: String) -> Int? { number ?? reports.first { $0.name == name }?.top }
}
