import Lines

/// What each rule adds to a record, put together when it is first needed:
/// `,"class":"mail.queue.new","severity":"info"`, or a cause.
struct Endings {
  private let rules: [Rule]
  /// By rule.
  private var endings: [Ending?]
  private var bytes: [UInt8] = []

  /// Where it stands, and whether events of the class have a cause.
  struct Ending {
    fileprivate let start, end: Int32
    let hasCause: Bool
  }

  init(_ rules: [Rule]) {
    self.rules = rules
    endings = Array(repeating: nil, count: rules.count)
  }

  @inline(__always) mutating func ending(_ rule: Int) -> Ending { endings[rule] ?? make(rule) }

  @inline(never) private mutating func make(_ rule: Int) -> Ending {
    let (name, severity) = (rules[rule].class, rules[rule].severity.rawValue)
    let isCause = rules[rule].apps.contains(Causes.app)
    let text = isCause ? ",\"cause\":\"\(name)\"" : "\(Self.head)\(name)\",\"severity\":\"\(severity)\""
    let start = bytes.count
    bytes += Array(text.utf8)
    let ending = Ending(
      start: Int32(start), end: Int32(bytes.count), hasCause: !isCause && Causes.concern(name))
    endings[rule] = ending
    return ending
  }

  @inline(__always) func write(_ ending: Ending, to output: inout Output) {
    output.append(bytes.span.extracting(Int(ending.start)..<Int(ending.end)))
  }

  /// The class alone.
  func writeClass(_ ending: Ending, to output: inout Output) {
    let start = Int(ending.start) + Self.head.utf8CodeUnitCount
    output.append(bytes.span.extracting(start..<bytes.span.position(of: UInt8(ascii: "\""), from: start)!))
  }

  private static let head: StaticString = ",\"class\":\""

  /// An event that no rule matches keeps the severity that it was sent with.
  static func writeUnknown(level: borrowing Span<UInt8>, to output: inout Output) {
    output.append(head)
    output.append("unknown\",\"severity\":\"")
    if Severity.isName(level) { output.append(level) } else { output.append("info") }
    output.append("\"")
  }
}
