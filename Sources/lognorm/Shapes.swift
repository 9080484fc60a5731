import Lines
import MailRecord

/// The messages that a program can write, as templates like those of logclass's rules: finds the one that a text
/// has, and takes its fields out.
///
///     Shapes("""
///       Invalid user {user:text} from {client_address} port {client_port:int}
///       Received SIGHUP; restarting.
///       """)
///
/// A hole is a `word` without blanks, an `int` or any `text` (`rest` where it ends the line); one without a name is
/// passed over. One text hole takes what is left: that of the user, else one at the end, else the first. Holes
/// before it are read from the left, holes behind it from the right, so that a stranger who chose the name
/// `x from 192.0.2.1 port 22` gains nothing. There is no way back, so a text costs time in its length only.
struct Shapes: Sendable {
  /// A hole and the letters behind it.
  private struct Hole {
    let type: HoleType
    let field: Field?
    let behind: Range<Int>
  }

  private enum HoleType { case word, int, text }

  private struct Shape {
    let opening: Range<Int>
    /// The opening's first eight bytes, and which bits of them count.
    let head: UInt64
    let mask: UInt64
    let holes: Range<Int>
    /// The hole that takes what is left; the end of `holes` when there is none.
    let pivot: Int
  }

  private static let mostHoles = 16
  private static let fields = Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0.stringValue, $0) })

  private var letters: [UInt8] = []
  private var holes: [Hole] = []
  private var shapes: [Shape] = []
  /// By the first byte of a text, the numbers of the shapes it may have, in order.
  private var byFirst: [[Int32]] = Array(repeating: [], count: 256)

  /// - Parameter templates: one a line; of two that fit, the first wins.
  init(_ templates: StaticString) {
    for line in templates.description.utf8.split(separator: 10) { add(Array(line)) }
  }

  /// Reads the text in `range` into the record; false, and nothing read, when it has none of the shapes.
  func read(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
    let range = line.withoutBlanks(text)
    guard range.lowerBound < range.upperBound else { return false }
    let head = line.word(at: range.lowerBound)
    for number in byFirst[Int(line[range.lowerBound])] {
      let shape = shapes[Int(number)]
      if (head ^ shape.head) & shape.mask == 0, fits(shape, line, range, &record) { return true }
    }
    return false
  }

  private func fits(
    _ shape: Shape, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record
  ) -> Bool {
    guard line.holds(letters, shape.opening, at: range.lowerBound, before: range.upperBound),
      closes(shape, line, range)
    else { return false }
    var found = InlineArray<16, Range<Int>>(repeating: 0..<0)
    let first = shape.holes.lowerBound
    var start = range.lowerBound + shape.opening.count
    for i in first..<shape.pivot {
      guard let end = end(of: holes[i], line, start..<range.upperBound) else { return false }
      found[i - first] = start..<end
      start = end + holes[i].behind.count
    }
    if shape.pivot == shape.holes.upperBound {
      guard start == range.upperBound else { return false }
    } else {
      var end = range.upperBound
      var i = shape.holes.upperBound
      while i > shape.pivot {
        i -= 1
        let behind = holes[i].behind
        end -= behind.count
        guard end >= start, line.holds(letters, behind, at: end, before: range.upperBound),
          let begin = i == shape.pivot ? start : begin(of: holes[i], line, start..<end, holes[i - 1].behind)
        else { return false }
        if i == shape.pivot, holes[i].type == .word, !line.isWord(begin..<end) { return false }
        found[i - first] = begin..<end
        end = begin
      }
    }
    for i in shape.holes { record.set(holes[i].field, line, found[i - first], holes[i].type == .int) }
    return true
  }

  /// Whether the text ends as the shape does.
  private func closes(_ shape: Shape, _ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    if shape.holes.isEmpty { return true }
    let behind = holes[shape.holes.upperBound - 1].behind
    return line.holds(letters, behind, at: range.upperBound - behind.count, before: range.upperBound)
  }

  /// Where a hole that begins at `range` ends, read from the left.
  private func end(of hole: Hole, _ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
    if hole.type == .int {
      let end = line.end(from: range.lowerBound) { $0 &- 48 < 10 }
      guard end > range.lowerBound, line.holds(letters, hole.behind, at: end, before: range.upperBound) else {
        return nil
      }
      return end
    }
    if hole.behind.isEmpty { return hole.type == .text || line.isWord(range) ? range.upperBound : nil }
    let limit = hole.type == .text ? range.upperBound : line.wordEnd(range)
    var at = range.lowerBound
    while let found = line.position(of: letters[hole.behind.lowerBound], from: at), found <= limit {
      if line.holds(letters, hole.behind, at: found, before: range.upperBound) {
        return hole.type == .text || found > range.lowerBound ? found : nil
      }
      at = found + 1
    }
    return nil
  }

  /// Where a hole that ends at the end of `range` begins, read from the right; `before` stands before it.
  private func begin(
    of hole: Hole, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ before: Range<Int>
  ) -> Int? {
    var at = range.upperBound
    while at - before.count >= range.lowerBound {
      if line.holds(letters, before, at: at - before.count, before: at), !before.isEmpty {
        let value = at..<range.upperBound
        switch hole.type {
        case .text: return at
        case .word: return line.isWord(value) ? at : nil
        case .int: return line.decimal(value) == nil ? nil : at
        }
      }
      at -= 1
    }
    return nil
  }
}

extension Shapes {
  private mutating func add(_ template: [UInt8]) {
    let first = holes.count
    var at = 0
    let opening = literal(template, &at)
    while at < template.count {
      let end = template[at...].firstIndex(of: UInt8(ascii: "}"))!
      let parts = template[at + 1..<end].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      at = end + 1
      let name = String(decoding: parts[0], as: UTF8.self)
      let type = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "word"
      let field = Self.fields[name]
      precondition(field != nil || name.isEmpty, "\(name) is no field")
      let kind: HoleType = type == "int" ? .int : type == "text" || type == "rest" ? .text : .word
      holes.append(Hole(type: kind, field: field, behind: literal(template, &at)))
    }
    let all = first..<holes.count
    precondition(all.count <= Self.mostHoles)
    let texts = all.filter { holes[$0].type == .text }
    let pivot =
      texts.first { holes[$0].field == .user } ?? texts.last { holes[$0].behind.isEmpty } ?? texts.first
      ?? all.last { holes[$0].type == .word }
    let bits = UInt64(min(opening.count, 8) * 8)
    let mask = bits == 64 ? UInt64.max : (1 << bits) - 1
    let head = Array(letters[opening]).span.word(at: 0) & mask
    register(Shape(opening: opening, head: head, mask: mask, holes: all, pivot: pivot ?? all.upperBound))
  }

  private mutating func register(_ shape: Shape) {
    let number = Int32(shapes.count)
    shapes.append(shape)
    for byte in byFirst.indices where shape.opening.isEmpty || letters[shape.opening.lowerBound] == byte {
      byFirst[byte].append(number)
    }
  }

  /// The letters of `template` from `at` to the next hole; `{{` is a brace.
  private mutating func literal(_ template: [UInt8], _ at: inout Int) -> Range<Int> {
    let start = letters.count
    let brace = UInt8(ascii: "{")
    while at < template.count {
      let isDouble = at + 1 < template.count && template[at + 1] == brace
      if template[at] == brace, !isDouble { break }
      letters.append(template[at])
      at += template[at] == brace ? 2 : 1
    }
    return start..<letters.count
  }
}

extension Record {
  /// Sets a field to what a hole held, unless that says that there is nothing.
  ///
  /// What stands where an address may stand is a name when it reads like none.
  mutating func set(_ field: Field?, _ line: borrowing Span<UInt8>, _ value: Range<Int>, _ isNumber: Bool) {
    let range = line.withoutBlanks(value)
    guard let field, !line.isNothing(range) else { return }
    if isNumber {
      if let number = line.decimal(range) { self[field] = .integer(number) }
      return
    }
    if field == .client_address, !line.isAddress(range) {
      self[.client_name] = .slice(range)
    } else if field == .remote_address, !line.isAddress(range) {
      self[.remote_mta] = .slice(range)
    } else {
      self[field] = .slice(range)
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes of `letters` in `range` stand at `start` and end at `limit` or before.
  fileprivate func holds(_ letters: [UInt8], _ range: Range<Int>, at start: Int, before limit: Int) -> Bool {
    guard start >= 0, start + range.count <= limit else { return false }
    for i in 0..<range.count where self[start + i] != letters[range.lowerBound + i] { return false }
    return true
  }

  /// Where the first blank in `range` stands, or its end.
  fileprivate func wordEnd(_ range: Range<Int>) -> Int {
    Swift.min(position(of: UInt8(ascii: " "), from: range.lowerBound) ?? range.upperBound, range.upperBound)
  }

  fileprivate func isWord(_ range: Range<Int>) -> Bool {
    if range.isEmpty { return false }
    for i in range where self[i] == UInt8(ascii: " ") { return false }
    return true
  }

  /// `range` without the blanks at both ends.
  fileprivate func withoutBlanks(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start] == UInt8(ascii: " ") { start += 1 }
    while end > start, self[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return start..<end
  }

  /// Whether programs write this for a value that they don't have.
  func isNothing(_ range: Range<Int>) -> Bool {
    switch range.count {
    case 0: true
    case 1: self[range.lowerBound] == UInt8(ascii: "-") || self[range.lowerBound] == UInt8(ascii: "?")
    case 6: holds("(none)", at: range.lowerBound) || holds("(null)", at: range.lowerBound)
    case 7: holds("UNKNOWN", at: range.lowerBound) || holds("unknown", at: range.lowerBound)
    case 9: holds("(unknown)", at: range.lowerBound)
    default: false
    }
  }
}
