import Lines

/// What each rule adds to a record, made beforehand: `,"class":"mail.queue.new","severity":"info"`.
struct Endings {
  private var bytes: [UInt8] = []
  private var ends = [0]
  private let rules: Int

  init(_ rules: [Rule]) {
    self.rules = rules.count
    for rule in rules { add(rule.class, rule.severity) }
    for severity in Severity.allCases { add("unknown", severity) }
  }

  private mutating func add(_ name: String, _ severity: Severity) {
    bytes += Array(",\"class\":\"\(name)\",\"severity\":\"\(severity.rawValue)\"".utf8)
    ends.append(bytes.count)
  }

  @inline(__always) func write(_ rule: Int, to output: inout Output) {
    output.append(bytes.span.extracting(ends[rule]..<ends[rule + 1]))
  }

  /// An event that no rule matches keeps the severity that it was sent with.
  func writeUnknown(level: borrowing Span<UInt8>, to output: inout Output) {
    let severity = Severity(rawValue: level.string) ?? .info
    write(rules + Severity.allCases.firstIndex(of: severity)!, to: &output)
  }
}
