import Lines

/// What a stage knows of the one before it: how many records came, and whether its `end` record was the last.
///
///     upstream.saw(end: false)                each record or other line
///     let cut = upstream.report("flowjoin")   true and a warning: the stage before died, its `end` is missing
///
/// The numbers are lines; `end` records are not counted.
public struct Upstream: Sendable {
  /// Lines read that were no `end` record: the counter `in`.
  public private(set) var count = 0
  /// How many of them were no JSON object.
  public private(set) var malformed = 0
  private var ends = 0
  private var firstMalformed = 0
  private var isWhole = false

  public init() {}

  /// Lines read in all: the number of the last.
  public var lines: Int { count + ends }

  /// One line came; `end` tells whether it was an `end` record.
  @inline(__always) public mutating func saw(end: Bool) {
    isWhole = end
    if end { ends &+= 1 } else { count &+= 1 }
  }

  /// So many records came, none of them an `end` record.
  @inline(__always) public mutating func saw(records: Int) {
    isWhole = false
    count &+= records
  }

  /// One line came that is no JSON object.
  public mutating func sawMalformed() {
    saw(end: false)
    if malformed == 0 { firstMalformed = lines }
    malformed += 1
  }

  /// Warns of what was wrong with the input at its end.
  /// - Returns: whether the stage before was cut off: nothing, or something other than its `end`, came last.
  public func report(_ tool: StaticString) -> Bool {
    if malformed > 0 {
      let were = malformed == 1 ? "was not a record" : "were not records"
      warning(tool, "\(malformed) of \(lines) lines \(were); the first is line \(firstMalformed)")
    }
    if !isWhole {
      warning(tool, "input ends without an \"end\" record: the stage before was cut off; see what it said")
    }
    return !isWhole
  }
}

extension Output {
  /// Writes the record that ends this tool's output: its counters in the order given, and whether its input was cut.
  ///
  ///     {"type":"end","tool":"logclass","in":5,"out":5,"classed":4,"unknown":1,"upstream":"cut"}
  ///
  /// - Parameter stage: the stage that ends, where one tool is two.
  public mutating func write(
    end counters: KeyValuePairs<StaticString, Int>, of stage: StaticString? = nil, cut: Bool = false
  ) {
    append("{\"type\":\"end\",\"tool\":\"")
    append(stage ?? tool)
    append(UInt8(ascii: "\""))
    for (name, value) in counters {
      append(",\"")
      append(name)
      append("\":")
      append(decimal: UInt64(value))
    }
    if cut { append(",\"upstream\":\"cut\"") }
    append(UInt8(ascii: "}"))
    endLine()
  }
}
