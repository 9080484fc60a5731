import Lines
import MailRecord
import Timestamps

/// What became of a line, and if it was not read, why.
enum Reading: CaseIterable {
  case read, unknownMessage, unknownProgram, untagged, malformed

  /// The word for it in the end record.
  var state: StaticString {
    switch self {
    case .read: "read"
    case .malformed: "malformed"
    case .unknownMessage, .unknownProgram, .untagged: "unread"
    }
  }

  var why: StaticString {
    switch self {
    case .read: ""
    case .unknownMessage: "not a message that is known of this program"
    case .unknownProgram: "no dialect for this program"
    case .untagged: "names no program, and none is known to write this"
    case .malformed: "begins like a stamp, but is none"
    }
  }
}

/// The table of `-v`: which programs wrote what, how often, and what could not be read.
///
///     unread  12  foo   no dialect for this program   starting up * of *   mail.log:7: Nov 21 ... starting up 3 of 4
struct Survey: ~Copyable {
  fileprivate struct Kind {
    let key: [UInt8]
    let reading: Reading
    let app: String
    let shape: String
    let place: String
    let sample: String
    var lines = 0
  }

  /// Numbers of `kinds` by reading, program and shape.
  private var numbers = ByteTable()
  private var kinds: [Kind] = []
  /// Attackers may make up programs and texts: what comes after so many is one kind.
  private static let most = 5000

  mutating func note(_ reading: Reading, _ found: Found) {
    var key = [UInt8(Reading.allCases.firstIndex(of: reading)!)]
    key += found.app
    if reading != .read { key += [0] + Self.shape(found.said) }
    if kinds.count >= Self.most, numbers.find(key.span) == nil { key = key.prefix(1) + [0] }
    let number = numbers.slot(of: key.span)
    if number == kinds.count { kinds.append(kind(key, reading, found)) }
    kinds[number].lines += 1
  }

  /// The line's place and program.
  struct Found {
    let app: [UInt8]
    /// Its text as it may be shown.
    let said: [UInt8]
    let place: String
    /// The line as it may be shown.
    let shown: [UInt8]
  }

  private func kind(_ key: [UInt8], _ reading: Reading, _ found: Found) -> Kind {
    Kind(
      key: key, reading: reading, app: found.app.isEmpty ? "-" : Self.printable(found.app),
      shape: reading == .read ? "" : Self.printable(Self.shape(found.said)), place: found.place,
      sample: Self.printable(Array(found.shown.prefix(160))))
  }

  /// The first words of a text, with `*` for those that hold a digit or an address or are long.
  private static func shape(_ text: [UInt8]) -> [UInt8] {
    let text = text.span
    var shape: [UInt8] = []
    var at = 0
    for _ in 0..<8 where at < text.count {
      let end = text.end(from: at) { $0 != UInt8(ascii: " ") }
      let isFixed =
        end - at < 24 && !(at..<end).contains { text[$0] &- 48 < 10 || text[$0] == UInt8(ascii: "@") }
      shape += isFixed ? text.extracting(at..<end).array : [UInt8(ascii: "*")]
      shape.append(UInt8(ascii: " "))
      at = end + 1
    }
    return shape.dropLast()
  }

  static func printable(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 < 32 || $0 == 127 ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
  }

  /// Takes over what another noted of later lines.
  mutating func add(_ other: borrowing Survey) {
    for kind in other.kinds {
      let number = numbers.slot(of: kind.key.span)
      if number == kinds.count { kinds.append(kind) } else { kinds[number].lines += kind.lines }
    }
  }

  /// The table's lines: what was not read first, the most frequent first.
  func lines(most: Int) -> [String] {
    let sorted = kinds.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      if (a.reading == .read) != (b.reading == .read) { return b.reading == .read }
      return (b.lines, one.offset) < (a.lines, other.offset)
    }
    let rows = sorted.prefix(most).map { $0.element.row }
    let rest = sorted.count - rows.count
    return aligned(rows) + (rest > 0 ? ["and \(rest) more kinds"] : [])
  }
}

extension Survey.Kind {
  fileprivate var row: [String] {
    if reading == .read { return ["read", "\(lines)", app] }
    return ["\(reading.state)", "\(lines)", app, "\(reading.why)", shape, "\(place): \(sample)"]
  }
}

/// Rows with each column as wide as its widest word, two blanks apart.
private func aligned(_ rows: [[String]]) -> [String] {
  var widths: [Int] = []
  for row in rows {
    for (column, word) in row.enumerated() {
      if column == widths.count { widths.append(0) }
      widths[column] = max(widths[column], word.count)
    }
  }
  return rows.map { row in
    row.indices.map { column in
      let word = row[column]
      let isLast = column == row.count - 1
      return isLast ? word : word + String(repeating: " ", count: widths[column] + 2 - word.count)
    }.joined()
  }
}

extension Normaliser {
  /// Notes what became of a line, for `-v`.
  @inline(never) mutating func note(
    _ reading: Reading, _ line: borrowing Span<UInt8>, _ header: Header, _ named: Int?, _ number: UInt64
  ) {
    let name = reader(reading, named).map { Array($0.description.utf8) }
    let found = Survey.Found(
      app: (inferred(named) == nil ? header.app : nil).map { line.extracting($0).array } ?? name ?? [],
      said: reading == .read ? [] : record.shown(line, header.text),
      place: fileName.isEmpty ? "\(number)" : "\(fileName):\(number)",
      shown: record.shown(line, start..<line.count))
    survey?.note(reading, found)
  }
}
