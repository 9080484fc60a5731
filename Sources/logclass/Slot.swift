import Classes
import Lines

/// One word of a cluster's template, and the blanks before it: what stays, and what sort of thing varies.
///
///     uid=0  uid=1003      uid={:int}
///     <a@b>, <cc@b>,       <{:word}@b>,
struct Slot {
  /// What stood there first.
  let bytes: [UInt8]
  private(set) var blanks: [UInt8]
  /// Whether the blanks differ from text to text.
  private(set) var areBlanksVaried = false
  private(set) var isVaried = false
  /// Whether it looks like a value, of which others are to be expected.
  let isValue: Bool
  /// How many bytes all words have in common at both ends, up to a sign that parts words.
  private var head: Int
  private var tail: Int
  private var kind = Value.none
  /// What all words look like alone, `{:ip}:{:int}`; empty when they differ in that.
  private var shape: [UInt8] = []

  init(_ word: borrowing Span<UInt8>, after blanks: borrowing Span<UInt8>) {
    bytes = word.array
    self.blanks = blanks.array
    isValue = word.isValue
    (head, tail) = (bytes.count, 0)
  }

  func isSame(as word: borrowing Span<UInt8>) -> Bool { word.equals(bytes.span) }

  /// Takes one more word in.
  mutating func take(_ word: borrowing Span<UInt8>, after blanks: borrowing Span<UInt8>) {
    if !blanks.equals(self.blanks.span) { areBlanksVaried = true }
    if isSame(as: word) { return }
    let (oldHead, oldTail) = (head, tail)
    let isFirst = !isVaried
    isVaried = true
    if isFirst { shape = Self.guess(bytes) }
    if !shape.isEmpty, Self.guess(word.array) != shape { shape = [] }
    head = commonHead(word, most: isFirst ? bytes.count : oldHead)
    tail = commonTail(word, most: min(isFirst ? bytes.count : oldTail, bytes.count - head, word.count - head))
    // Values of other words were looked at between the old bounds only. Now at least a sign belongs to them.
    let isKnown = isFirst || kind == .any || (head == oldHead && tail == oldTail)
    let here = Value(bytes.span.extracting(head..<bytes.count - tail))
    let there = Value(word.extracting(head..<word.count - tail))
    kind = (isKnown ? kind : .word).joined(here).joined(there)
  }

  mutating func take(_ other: Slot) {
    take(other.bytes.span, after: other.blanks.span)
    areBlanksVaried = areBlanksVaried || other.areBlanksVaried
    guard other.isVaried else { return }
    if !isVaried {
      (isVaried, head, tail, kind, shape) = (true, other.head, other.tail, other.kind, other.shape)
      return
    }
    kind = kind.joined(other.kind)
    if kind != .any, head != other.head || tail != other.tail { kind = .value }
    (head, tail) = (min(head, other.head), min(tail, other.tail))
    if shape != other.shape { shape = [] }
  }

  /// Up to the last parting sign that both have at the same place from the left.
  private func commonHead(_ word: borrowing Span<UInt8>, most: Int) -> Int {
    var (i, end) = (0, 0)
    while i < min(most, word.count), word[i] == bytes[i] {
      i += 1
      if Self.parts(bytes[i - 1]) { end = i }
    }
    return end
  }

  private func commonTail(_ word: borrowing Span<UInt8>, most: Int) -> Int {
    var (i, end) = (0, 0)
    while i < most, word[word.count - 1 - i] == bytes[bytes.count - 1 - i] {
      i += 1
      if Self.parts(bytes[bytes.count - i]) { end = i }
    }
    return end
  }

  /// Signs that part words without a blank.
  private static func parts(_ byte: UInt8) -> Bool { signs.contains(byte) }

  private static let signs = ByteSet(",;:=()[]<>{}|\"'@#/!")
}

extension Slot {
  /// Blanks, and the word with its hole.
  func template(isHidden: Bool, isAlone: Bool) -> [UInt8] {
    let gap = areBlanksVaried ? Array("{:text}".utf8) : blanks
    if isHidden { return Array("{:text}".utf8) }
    if isVaried, !shape.isEmpty { return gap + shape }
    if isVaried {
      return gap + Self.literal(bytes[..<head]) + Array(kind.hole.description.utf8)
        + Self.literal(bytes[(bytes.count - tail)...])
    }
    return gap + (isAlone ? Self.guess(bytes) : Self.literal(bytes[...]))
  }

  /// A lone word: the numbers and addresses in it will vary.
  private static func guess(_ word: [UInt8]) -> [UInt8] {
    var template: [UInt8] = []
    var start = 0
    while start < word.count {
      if parts(word[start]) {
        template += literal(word[start..<start + 1])
        start += 1
        continue
      }
      // An IPv6 address has parting signs of its own.
      let whole = Value(word.span.extracting(start..<word.count))
      var end = start
      while end < word.count, !parts(word[end]) { end += 1 }
      if whole == .address { end = word.count }
      let value = whole == .address ? whole : Value(word.span.extracting(start..<end))
      template += value == .word ? literal(word[start..<end]) : Array(value.hole.description.utf8)
      start = end
    }
    return template
  }

  /// Bytes as a template says them; control characters, which it can't, as a hole.
  private static func literal(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.flatMap { byte in
      byte < 32 ? Array("{:text}".utf8) : byte == UInt8(ascii: "{") ? [byte, byte] : [byte]
    }
  }

  /// The letters at its beginning, when it is a word of a language: `Failed`, `password`.
  var name: String {
    let word = bytes.span.string.lowercased()
    let letters = word.prefix { $0 >= "a" && $0 <= "z" }
    let isWord = letters.count <= 20 && word.dropFirst(letters.count).allSatisfy { ",:;.!?".contains($0) }
    return isWord ? String(letters) : ""
  }
}

extension Span where Element == UInt8 {
  var hasDigit: Bool { end(from: 0) { !ByteSet.digits.contains($0) } < count }

  /// Words with a digit, words in brackets, names of days and months.
  var isValue: Bool {
    if hasDigit { return true }
    if count >= 2, self[0] == UInt8(ascii: "("), self[count - 1] == UInt8(ascii: ")") { return true }
    if count != 3 { return false }
    let name = UInt32(self[0]) << 16 | UInt32(self[1]) << 8 | UInt32(self[2])
    return dayAndMonthNames.contains(name)
  }

  /// The words of a text, `most` at most: what stands between blanks.
  func words(most: Int) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var at = end(from: 0) { $0 <= 32 }
    while at < count, words.count < most {
      let end = end(from: at) { $0 > 32 }
      words.append(at..<end)
      at = self.end(from: end) { $0 <= 32 }
    }
    // Blanks behind the last word belong to it.
    if let last = words.last, words.count < most, at == count {
      words[words.count - 1] = last.lowerBound..<count
    }
    return words
  }
}

/// The short names of days and months as numbers of three bytes.
private let dayAndMonthNames = Set(
  "Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(separator: " ").map {
    $0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  })
