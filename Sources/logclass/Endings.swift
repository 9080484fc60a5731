import Lines

/// What each rule adds to a record, put together when it is first needed:
/// `,"class":"mail.queue.new","severity":"info"`, or a cause.
struct Endings {
  private let rules: [Rule]
  private var endings: [Ending] = []
  /// By rule: its place in `endings`, or -1.
  private var places: [Int32]
  private var bytes: [UInt8] = []

  /// What a rule adds, and what an event of its class then has a cause by.
  struct Ending {
    fileprivate let bytes: Range<Int>
    /// The class, when its events have a cause.
    fileprivate let reason: Range<Int>?

    var hasCause: Bool { reason != nil }
  }

  init(_ rules: [Rule]) {
    self.rules = rules
    places = Array(repeating: -1, count: rules.count)
  }

  @inline(__always) mutating func ending(_ rule: Int) -> Ending {
    places[rule] < 0 ? make(rule) : endings[Int(places[rule])]
  }

  @inline(never) private mutating func make(_ rule: Int) -> Ending {
    let isCause = rules[rule].apps.contains(Causes.app)
    let name = rules[rule].class
    let start = bytes.count
    bytes += Array((isCause ? ",\"cause\":\"" : ",\"class\":\"").utf8)
    let classBytes = bytes.count..<bytes.count + name.utf8.count
    bytes += Array(name.utf8) + Array("\"".utf8)
    if !isCause { bytes += Array(",\"severity\":\"\(rules[rule].severity.rawValue)\"".utf8) }
    let ending = Ending(bytes: start..<bytes.count, reason: Causes.concern(name) ? classBytes : nil)
    places[rule] = Int32(endings.count)
    endings.append(ending)
    return ending
  }

  @inline(__always) func write(_ ending: Ending, to output: inout Output) {
    output.append(bytes.span.extracting(ending.bytes))
  }

  /// The class of an event that has a cause.
  func writeClass(_ ending: Ending, to output: inout Output) {
    output.append(bytes.span.extracting(ending.reason ?? 0..<0))
  }

  /// An event that no rule matches keeps the severity that it was sent with.
  static func writeUnknown(level: borrowing Span<UInt8>, to output: inout Output) {
    output.append(",\"class\":\"unknown\",\"severity\":\"")
    if Severity.isName(level) { output.append(level) } else { output.append("info") }
    output.append("\"")
  }
}
