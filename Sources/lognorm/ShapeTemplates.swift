import MailRecord

/// A place in a template where a value stands, and the letters behind it.
struct Hole: Sendable {
  enum Kind { case address, int, text, word }

  let type: Kind
  let field: Field?
  let behind: Range<Int>
}

/// One template, read.
struct Shape: Sendable {
  /// How many letters open it.
  let opening: Int
  /// The letters behind the last hole.
  let closing: Range<Int>
  /// How many letters it has in all.
  let least: Int
  let holes: Range<Int>
  /// The hole that takes what is left; the end of `holes` when there is none.
  let pivot: Int
}

/// Reads templates.
///
///     Invalid user {user:text} from {client_address}
///
/// A name is that of a field; `{{` is a brace.
struct TemplateReader {
  private(set) var openings: [[UInt8]] = []
  private(set) var shapes: [Shape] = []
  private(set) var holes: [Hole] = []
  private(set) var letters: [UInt8] = []
  /// Of each shape the longest letters behind a hole, those of several shapes once.
  private(set) var marks: [[UInt8]] = []
  private var knownMarks: [[UInt8]: Int] = [:]
  /// The number of each shape's mark, which stands in every text that has the shape; negative when it has none.
  private(set) var markOf: [Int16] = []

  private static let fields = Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0.stringValue, $0) })

  mutating func add(_ template: [UInt8]) {
    let first = holes.count
    var rest = template[...]
    let opening = literal(&rest)
    while !rest.isEmpty { holes.append(hole(&rest)) }
    let all = first..<holes.count
    precondition(all.count <= Shapes.Found.count)
    openings.append(opening)
    shapes.append(
      Shape(
        opening: opening.count, closing: all.last.map { holes[$0].behind } ?? 0..<0,
        least: all.reduce(opening.count) { $0 + holes[$1].behind.count }, holes: all, pivot: pivot(all)))
    markOf.append(Int16(mark(all) ?? -1))
  }

  private mutating func mark(_ all: Range<Int>) -> Int? {
    let longest = all.map { holes[$0].behind }.max { $0.count < $1.count }
    guard let longest, longest.count >= Marks.shortest, marks.count < Marks.most else { return nil }
    let mark = Array(letters[longest])
    if let known = knownMarks[mark] { return known }
    knownMarks[mark] = marks.count
    marks.append(mark)
    return marks.count - 1
  }

  /// Which of the holes takes what is left.
  private func pivot(_ all: Range<Int>) -> Int {
    let texts = all.filter { holes[$0].type == .text }
    return texts.first { holes[$0].field == .user || holes[$0].field == .query }
      ?? texts.last { holes[$0].behind.isEmpty } ?? texts.first
      ?? all.last { holes[$0].type == .word } ?? all.upperBound
  }

  /// The hole that `rest` begins with and the letters up to the next.
  private mutating func hole(_ rest: inout ArraySlice<UInt8>) -> Hole {
    let end = rest.firstIndex(of: UInt8(ascii: "}"))!
    let inside = rest[rest.startIndex + 1..<end]
    let colon = inside.firstIndex(of: UInt8(ascii: ":")) ?? end
    let name = String(decoding: inside[..<colon], as: UTF8.self)
    rest = rest[(end + 1)...]
    let field = Self.fields[name]
    precondition(field != nil || name.isEmpty, "\(name) is no field")
    let type: Hole.Kind =
      switch String(decoding: inside[colon...].dropFirst(), as: UTF8.self) {
      case "int": .int
      case "ip": .address
      case "text", "rest": .text
      default: .word
      }
    let start = letters.count
    letters += literal(&rest)
    return Hole(type: type, field: field, behind: start..<letters.count)
  }

  /// The letters that `rest` begins with, up to the next hole.
  private func literal(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let brace = UInt8(ascii: "{")
    var found: [UInt8] = []
    while let byte = rest.first {
      let isDouble = rest.starts(with: [brace, brace])
      if byte == brace, !isDouble { break }
      found.append(byte)
      rest = rest.dropFirst(isDouble ? 2 : 1)
    }
    return found
  }
}
