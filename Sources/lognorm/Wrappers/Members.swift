import Lines
import Timestamps

/// The members of a wrapping object that are of use, whatever it calls them; others are passed over.
struct Members {
  enum Role: Int { case text, time, host, app, pid, level, facility, stream, file, container }

  /// Names and what they tell; of those that tell the same the first one wins.
  private static let names: [(name: StaticString, role: Role)] = [
    ("log", .text), ("MESSAGE", .text), ("message", .text), ("msg", .text), ("line", .text), ("_raw", .text),
    ("_SOURCE_REALTIME_TIMESTAMP", .time), ("__REALTIME_TIMESTAMP", .time), ("time", .time),
    ("@timestamp", .time), ("timestamp", .time), ("ts", .time), ("_time", .time),
    ("_HOSTNAME", .host), ("hostname", .host), ("host", .host),
    ("SYSLOG_IDENTIFIER", .app), ("_COMM", .app), ("appname", .app), ("program", .app), ("ident", .app),
    ("app", .app),
    ("_PID", .pid), ("SYSLOG_PID", .pid), ("procid", .pid), ("pid", .pid),
    ("PRIORITY", .level), ("severity", .level), ("level", .level),
    ("SYSLOG_FACILITY", .facility), ("facility", .facility), ("stream", .stream),
    ("file", .file), ("filename", .file), ("container_name", .container), ("CONTAINER_NAME", .container),
  ]

  private struct Found {
    var name = Int.max
    var value = 0..<0
  }

  private var found = InlineArray<10, Found>(repeating: Found())

  subscript(_ role: Role) -> Range<Int>? {
    found[role.rawValue].name == .max ? nil : found[role.rawValue].value
  }

  /// Whether something is told of the text, as every wrapper does.
  var hasMore: Bool {
    for role in Role.time.rawValue...Role.container.rawValue where found[role].name != .max { return true }
    return false
  }

  mutating func take(_ key: borrowing Span<UInt8>, _ value: Range<Int>?) {
    guard let value else { return }
    for (i, row) in Self.names.enumerated() where key.equals(row.name) {
      if i < found[row.role.rawValue].name { found[row.role.rawValue] = Found(name: i, value: value) }
      return
    }
  }
}

extension Envelope {
  /// All that the members say, but for the text.
  mutating func tell(_ members: Members, of line: borrowing Span<UInt8>) {
    set(time: members[.time].flatMap { line.time($0) })
    if let host = members[.host] { set(host: host, of: line) }
    if let app = members[.app] { set(app: app, of: line) }
    set(pid: members[.pid].flatMap { line.decimal($0) })
    if let container = members[.container] { set(container: container, of: line) }
    if let file = members[.file] { set(file: file, of: line) }
    level = members[.level].flatMap { line.number($0, of: levels, below: 8) } ?? level
    facility = members[.facility].flatMap { line.number($0, of: facilities, below: 24) } ?? facility
    if let stream = members[.stream] {
      let name = line.extracting(stream)
      self.stream = name.equals("stderr") ? .errors : name.equals("stdout") ? .output : self.stream
    }
  }
}

extension Span where Element == UInt8 {
  /// A time of RFC 3339 with a zone, or seconds, milliseconds, microseconds or nanoseconds since 1970.
  fileprivate func time(_ range: Range<Int>) -> Instant? {
    if let stamp = RFC3339(self, at: range.lowerBound) {
      return stamp.end == range.upperBound ? stamp.instant : nil
    }
    if let stamp = Epoch(self, at: range.lowerBound), stamp.end == range.upperBound { return stamp.instant }
    guard let number = decimal(range) else { return nil }
    let places: (scale: UInt64, digits: UInt8)
    switch range.count {
    case 12...14: places = (1_000_000, 3)
    case 15...17: places = (1000, 6)
    case 18...19: places = (1, 9)
    default: return nil
    }
    let units = 1_000_000_000 / places.scale
    let fraction = UInt32(number % units * places.scale)
    return Instant(seconds: Int64(number / units), nanoseconds: fraction, digits: places.digits)
  }

  /// A number below `end`, or the place of a name in `names`.
  fileprivate func number(_ range: Range<Int>, of names: [StaticString], below end: Int) -> Int? {
    if let number = decimal(range) { return number < end ? Int(number) : nil }
    let word = extracting(range)
    return names.firstIndex { word.equals($0) }
  }
}
