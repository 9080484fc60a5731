import Lines

/// Whether the stage before said that it came to its end: a pipe can't hide that a stage died.
public struct Upstream: Sendable {
  private var hasEnd = false
  private var lines: UInt64 = 0
  private var malformed: UInt64 = 0
  private var firstMalformed: UInt64 = 0
  /// Records read that are no end.
  public private(set) var records: UInt64 = 0

  public init() {}

  /// One line that is a record; `isEnd` when it is a stage's last.
  @inline(__always) public mutating func saw(isEnd: Bool) {
    lines &+= 1
    hasEnd = isEnd
    if !isEnd { records &+= 1 }
  }

  /// One line that is no record.
  public mutating func sawMalformed() {
    saw(isEnd: false)
    malformed += 1
    if malformed == 1 { firstMalformed = lines }
  }

  /// Warns of what went wrong and writes what all end records share: `in`, `malformed`, `upstream`.
  ///
  /// The caller has begun the end record and adds its own counters.
  public func writeCounts(_ tool: StaticString, to output: inout Output) {
    if malformed > 0 {
      warning(tool, "\(malformed) of \(lines) lines were not records; the first is line \(firstMalformed)")
    }
    output.append(count: "in", records)
    output.append(count: "malformed", malformed)
    if hasEnd { return }
    warning(tool, "the input ends without an end record: a stage before may have died; look at its messages")
    output.append(",\"upstream\":\"cut\"")
  }
}

extension Output {
  /// Begins the last record of a tool.
  public mutating func beginEnd(_ tool: StaticString) {
    append("{\"type\":\"end\",\"tool\":\"")
    append(tool)
    append(UInt8(ascii: "\""))
  }

  /// One counter of the last record.
  public mutating func append(count name: StaticString, _ value: UInt64) {
    append(",\"")
    append(name)
    append("\":")
    append(decimal: value)
  }

  /// Ends a record.
  public mutating func endRecord() {
    append(UInt8(ascii: "}"))
    endLine()
  }
}
