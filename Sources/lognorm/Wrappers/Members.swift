import Lines
import Timestamps

/// The members of a wrapping object that are of use, whatever it calls them; others are passed over.
struct Members {
  enum Role: Int { case text, time, date, host, app, pid, level, facility, stream, file, container, tag }

  /// Names and what they tell; of those that tell the same the first one wins.
  private static let names: [(name: StaticString, role: Role)] = [
    ("log", .text), ("MESSAGE", .text), ("message", .text), ("msg", .text), ("line", .text), ("_raw", .text),
    ("rawmsg", .text),
    ("_SOURCE_REALTIME_TIMESTAMP", .time), ("__REALTIME_TIMESTAMP", .time), ("time", .time),
    ("@timestamp", .time), ("timestamp", .time), ("ts", .time), ("_time", .time),
    ("timereported", .time), ("timegenerated", .time), ("ISODATE", .time), ("R_ISODATE", .time),
    ("S_ISODATE", .time), ("UNIXTIME", .time), ("DATE", .date), ("R_DATE", .date), ("S_DATE", .date),
    ("_HOSTNAME", .host), ("hostname", .host), ("host", .host), ("sysloghost", .host), ("fromhost", .host),
    ("HOST", .host),
    ("SYSLOG_IDENTIFIER", .app), ("_COMM", .app), ("appname", .app), ("program", .app), ("ident", .app),
    ("app", .app), ("programname", .app), ("app-name", .app), ("app_name", .app),
    ("PROGRAM", .app),
    ("syslogtag", .tag), ("syslog-tag", .tag), ("syslog_tag", .tag),
    ("_PID", .pid), ("SYSLOG_PID", .pid), ("procid", .pid), ("pid", .pid), ("PID", .pid),
    ("PRIORITY", .level), ("severity", .level), ("level", .level), ("LEVEL", .level),
    ("syslogseverity-text", .level), ("syslogseverity", .level),
    ("SYSLOG_FACILITY", .facility), ("facility", .facility), ("FACILITY", .facility),
    ("syslogfacility-text", .facility),
    ("syslogfacility", .facility), ("stream", .stream),
    ("file", .file), ("filename", .file), ("container_name", .container), ("CONTAINER_NAME", .container),
  ]

  /// Docker and journald keep texts as programs wrote them: the first two names.
  private static let verbatim = 2

  private struct Found {
    var name = Int.max
    var value = 0..<0
  }

  private var found = InlineArray<12, Found>(repeating: Found())

  subscript(_ role: Role) -> Range<Int>? {
    found[role.rawValue].name == .max ? nil : found[role.rawValue].value
  }

  /// Whether the text is rsyslog's `msg`, all that stands behind a tag: with the blank there.
  var isBehindTag: Bool {
    let name = found[Role.text.rawValue].name
    return name < .max && name >= Self.verbatim && (self[.tag] != nil || self[.app] != nil)
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

extension Members {
  /// Where a date stands that tells no year, as syslog's: `Nov 21 00:17:11`; of use when no other time is told.
  func yearless(_ line: borrowing Span<UInt8>) -> Range<Int>? {
    if let time = self[.time], line.time(time) != nil { return nil }
    guard let date = self[.date] ?? self[.time], let stamp = Syslog3164(line, at: date.lowerBound),
      stamp.end == date.upperBound || line.holds(".", at: stamp.end)
    else { return nil }
    return date
  }
}

extension Envelope {
  /// All that the members say, but for the text.
  mutating func tell(_ members: Members, of line: borrowing Span<UInt8>, isJSON: Bool = false) {
    set(time: members[.time].flatMap { line.time($0) })
    if let host = members[.host] { set(host: host, of: line, isJSON: isJSON) }
    let tag = members[.tag].flatMap { line.tag($0) }
    if let app = members[.app] ?? tag?.app { set(app: app, of: line, isJSON: isJSON) }
    set(pid: members[.pid].flatMap { line.decimal($0) } ?? tag?.pid)
    if let container = members[.container] { set(container: container, of: line, isJSON: isJSON) }
    if let file = members[.file] { set(file: file, of: line, isJSON: isJSON) }
    level =
      members[.level].flatMap { line.number($0, of: levels, below: 8, else: Priority.severity) } ?? level
    facility =
      members[.facility].flatMap { line.number($0, of: facilities, below: 24, else: Priority.facility) }
      ?? facility
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

  /// syslog's tag, `sshd[7]:`, `sshd:` or `sshd`.
  fileprivate func tag(_ range: Range<Int>) -> (app: Range<Int>, pid: UInt64?)? {
    let end = end(from: range.lowerBound) { $0 > 32 && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: ":") }
    let app = range.lowerBound..<Swift.min(end, range.upperBound)
    if app.isEmpty { return nil }
    return (app, holds("[", at: app.upperBound) ? decimal(at: app.upperBound + 1)?.value : nil)
  }

  /// A number below `end`, or the place of a name in `names`, else what `other` makes of it.
  fileprivate func number(
    _ range: Range<Int>, of names: [StaticString], below end: Int,
    else other: (borrowing Span<UInt8>) -> Int?
  ) -> Int? {
    if let number = decimal(range) { return number < end ? Int(number) : nil }
    let word = extracting(range)
    return names.firstIndex { word.equals($0) } ?? other(word)
  }
}
