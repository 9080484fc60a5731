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
/// A hole is a `word` without blanks, an `int`, an address (`ip`) or any `text` (`rest` where it ends the line); one
/// without a name is passed over. One text hole takes what is left: that of the user or query, else one at the end, else the first. Holes
/// before it are read from the left, holes behind it from the right, so that a stranger who chose the name
/// `x from 192.0.2.1 port 22` gains nothing. There is no way back, so a text costs time in its length only.
struct Shapes: Sendable {
  typealias Found = InlineArray<16, Range<Int>>

  private let openings: Openings
  private let shapes: [Shape]
  private let holes: [Hole]
  /// Letters of the shapes that a text is looked through for where many shapes open as it does.
  private let marks: Marks
  /// By a shape's number that of its mark; negative when it has none.
  private let markOf: [Int16]
  /// The letters behind the holes.
  private let letters: [UInt8]

  /// - Parameter templates: lists of them, one a line; of two that fit, the one with more letters before its first hole
  ///   wins, then the first.
  init(_ templates: StaticString...) {
    var reader = TemplateReader()
    for list in templates {
      for line in list.description.utf8.split(separator: 10) { reader.add(Array(line)) }
    }
    openings = Openings(reader.openings)
    marks = Marks(reader.marks)
    markOf = reader.markOf
    (shapes, holes, letters) = (reader.shapes, reader.holes, reader.letters)
  }

  /// Reads the text in `range` into the record; false, and nothing read, when it has none of the shapes.
  func read(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
    let range = line.withoutBlanks(text)
    let begun = openings.begun(by: line, range)
    let first = begun.prefix(begun.count <= Self.few + 2 ? begun.count : Self.few)
    for i in first where fits(shapes[openings.number(i)], line, range, &record) { return true }
    return first.count < begun.count && read(oneOf: begun.dropFirst(first.count), line, range, &record)
  }

  /// So many shapes are tried before the text is looked through for marks.
  private static let few = 3

  /// The same, of many shapes: only those are tried whose mark stands in the text.
  @inline(never) private func read(
    oneOf begun: Range<Int>, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record
  ) -> Bool {
    let found = marks.found(in: line, range)
    for i in begun {
      let number = openings.number(i)
      let mark = markOf[number]
      if mark >= 0, !found.contains(Int(mark)) { continue }
      if fits(shapes[number], line, range, &record) { return true }
    }
    return false
  }

  private func fits(
    _ shape: Shape, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record
  ) -> Bool {
    guard closes(shape, line, range) else { return false }
    var found = Found(repeating: 0..<0)
    guard let start = readForward(shape, line, range, &found),
      readBackward(shape, line, start..<range.upperBound, &found)
    else { return false }
    for i in shape.holes {
      record.set(holes[i].field, line, found[i - shape.holes.lowerBound], holes[i].type == .int)
    }
    return true
  }

  /// Whether the text is long enough and ends as the shape does.
  private func closes(_ shape: Shape, _ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    if shape.holes.isEmpty { return range.count == shape.opening }
    return range.count >= shape.least
      && line.holds(letters.span, shape.closing, at: range.upperBound - shape.closing.count)
  }

  /// Reads the holes before the one that takes what is left, and tells where that one begins.
  private func readForward(
    _ shape: Shape, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ found: inout Found
  ) -> Int? {
    var start = range.lowerBound + shape.opening
    for i in shape.holes.lowerBound..<shape.pivot {
      guard let end = end(of: holes[i], line, start..<range.upperBound) else { return nil }
      found[i - shape.holes.lowerBound] = start..<end
      start = end + holes[i].behind.count
    }
    return start
  }

  /// Reads the holes behind it, the last one first, and gives it what is left of `range`.
  private func readBackward(
    _ shape: Shape, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ found: inout Found
  ) -> Bool {
    if shape.pivot == shape.holes.upperBound { return range.isEmpty }
    let first = shape.holes.lowerBound
    var end = range.upperBound - shape.closing.count
    for i in (shape.pivot + 1..<shape.holes.upperBound).reversed() {
      let before = holes[i - 1].behind
      guard end >= range.lowerBound,
        let begin = begin(of: holes[i], line, range.lowerBound..<end, before)
      else { return false }
      found[i - first] = begin..<end
      end = begin - before.count
    }
    guard end >= range.lowerBound else { return false }
    found[shape.pivot - first] = range.lowerBound..<end
    return holes[shape.pivot].type != .word || line.isWord(range.lowerBound..<end)
  }

  /// Where a hole that begins at `range` ends, read from the left.
  private func end(of hole: Hole, _ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
    let behind = hole.behind
    if hole.type == .int {
      let end = line.end(from: range.lowerBound) { $0 &- 48 < 10 }
      return end > range.lowerBound && stands(behind, line, end, range) ? end : nil
    }
    if behind.isEmpty { return hole.type == .text || line.isWord(range) ? range.upperBound : nil }
    if hole.type == .address { return addressEnd(line, range, behind) }
    let first = letters[behind.lowerBound]
    var at = range.lowerBound
    while let found = line.position(of: first, from: at), found < range.upperBound {
      if stands(behind, line, found, range) {
        let value = range.lowerBound..<found
        return hole.type == .text || line.isWord(value) ? found : nil
      }
      at = found + 1
    }
    return nil
  }

  /// Where an address ends that may hold the very colon behind it: at the last place where `behind` stands.
  private func addressEnd(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ behind: Range<Int>) -> Int? {
    var at = line.end(from: range.lowerBound) { $0.isPartOfAddress }
    while at > range.lowerBound, !stands(behind, line, at, range) { at -= 1 }
    return at > range.lowerBound ? at : nil
  }

  /// Where a hole that ends at the end of `range` begins, read from the right; `before` stands before it.
  private func begin(
    of hole: Hole, _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ before: Range<Int>
  ) -> Int? {
    if before.isEmpty { return nil }
    let last = letters[before.upperBound - 1]
    var at = range.upperBound
    while at - before.count >= range.lowerBound {
      let byte = line[at - 1]
      if byte == last, line.holds(letters.span, before, at: at - before.count) {
        return hole.type == .text || at < range.upperBound ? at : nil
      }
      if hole.type == .word && byte == UInt8(ascii: " ") || hole.type == .int && byte &- 48 > 9 { return nil }
      at -= 1
    }
    return nil
  }

  private func stands(
    _ text: Range<Int>, _ line: borrowing Span<UInt8>, _ at: Int, _ range: Range<Int>
  ) -> Bool {
    at + text.count <= range.upperBound && line.holds(letters.span, text, at: at)
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
    } else if field == .client_address || field == .local_address {
      self[field] = .slice(withoutMapping(line, range))
    } else if field == .remote_address, !line.isAddress(range) {
      self[.remote_mta] = .slice(range)
    } else {
      self[field] = .slice(range)
    }
  }
}

extension UInt8 {
  /// Whether it may stand in an IPv4 or IPv6 address, its zone left out.
  fileprivate var isPartOfAddress: Bool {
    self &- 48 < 11 || (self | 0x20) &- 97 < 6 || self == Self(ascii: ".")
  }
}

extension Span where Element == UInt8 {
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
