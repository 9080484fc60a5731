import Lines

/// What each rule adds to a record, made beforehand: `,"class":"mail.queue.new","severity":"info"`, or cause.
struct Endings {
  private(set) var bytes: [UInt8] = []
  private var ends = [0]
  private let rules: Int
  /// By rule: whether its events have a cause.
  private var isReason: [Bool] = []

  init(_ rules: [Rule]) {
    self.rules = rules.count
    for rule in rules {
      if rule.apps.contains(Causes.app) {
        add(",\"cause\":\"\(rule.class)\"")
      } else {
        add(rule.class, rule.severity)
      }
      isReason.append(Causes.concern(rule.class))
    }
    for severity in Severity.allCases { add("unknown", severity) }
  }

  private mutating func add(_ name: String, _ severity: Severity) {
    add(",\"class\":\"\(name)\",\"severity\":\"\(severity.rawValue)\"")
  }

  private mutating func add(_ ending: String) {
    bytes += Array(ending.utf8)
    ends.append(bytes.count)
  }

  @inline(__always) func write(_ rule: Int, to output: inout Output) {
    output.append(bytes.span.extracting(ends[rule]..<ends[rule + 1]))
  }

  @inline(__always) func hasCause(_ rule: Int) -> Bool { isReason[rule] }

  /// The class that the rule gives: bytes of its ending, behind `,"class":"`.
  @inline(__always) func name(_ rule: Int) -> Range<Int> {
    let start = ends[rule] + 10
    return start..<(bytes.span.position(of: UInt8(ascii: "\""), from: start) ?? start)
  }

  /// An event that no rule matches keeps the severity that it was sent with.
  func writeUnknown(level: borrowing Span<UInt8>, to output: inout Output) {
    let severity = Severity(rawValue: level.string) ?? .info
    write(rules + Severity.allCases.firstIndex(of: severity)!, to: &output)
  }
}
