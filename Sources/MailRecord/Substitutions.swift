import Lines

/// What stands in a record in place of some bytes of the line, in the text and in every field that shows them.
///
///     AUTH PLAIN AGZyYW5rAHNlY3JldA==   becomes   AUTH PLAIN *****
struct Substitutions {
  private struct Piece {
    let range: Range<Int>
    /// Where the new text stands in `texts`.
    let text: Range<Int>
    let isSecret: Bool
  }

  /// From left to right; no two overlap.
  private var pieces: [Piece] = []
  private var texts: [UInt8] = []

  var isEmpty: Bool { pieces.isEmpty }
  var hasSecrets: Bool { pieces.contains { $0.isSecret } }

  /// Puts `text` in place of `range`; where two overlap a secret wins, then the longer one, then the first.
  mutating func add(_ range: Range<Int>, _ text: borrowing Span<UInt8>, isSecret: Bool) {
    guard !range.isEmpty else { return }
    for i in pieces.indices.reversed() where pieces[i].range.overlaps(range) {
      if !isSecret, pieces[i].isSecret || pieces[i].range.count >= range.count { return }
      if pieces[i].isSecret { return add(range.union(pieces.remove(at: i).range), text, isSecret: true) }
      pieces.remove(at: i)
    }
    var i = pieces.count
    while i > 0, pieces[i - 1].range.lowerBound >= range.upperBound { i -= 1 }
    let place = texts.count..<texts.count + text.count
    pieces.insert(Piece(range: range, text: place, isSecret: isSecret), at: i)
    texts.append(text)
  }

  mutating func removeAll() {
    pieces.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  /// Whether a secret stands in `slice`, or a part of one.
  func hidesSecret(in slice: Range<Int>) -> Bool {
    pieces.contains { $0.isSecret && $0.range.overlaps(slice) }
  }

  func overlaps(_ range: Range<Int>) -> Bool { pieces.contains { $0.range.overlaps(range) } }

  /// Appends `slice` of `line` as it may be shown.
  func show(_ slice: Range<Int>, of line: borrowing Span<UInt8>, to output: inout Output) {
    _ = show(slice, of: line) { bytes in
      output.append(bytes)
      return true
    }
  }

  /// Appends it as the inside of a JSON string; false when some byte of it was no text.
  func show(escaped slice: Range<Int>, of line: borrowing Span<UInt8>, to output: inout Output) -> Bool {
    show(slice, of: line) { output.append(escaped: $0) }
  }

  /// Hands what is to be shown of `slice` over, piece by piece; whether all of it was taken.
  ///
  /// A character is never parted: what stands in place of something is ASCII.
  @inline(__always) private func show(
    _ slice: Range<Int>, of line: borrowing Span<UInt8>, _ take: (borrowing Span<UInt8>) -> Bool
  ) -> Bool {
    var at = slice.lowerBound
    var isWhole = true
    for piece in pieces where piece.range.overlaps(slice) {
      if piece.range.lowerBound > at, !take(line.extracting(at..<piece.range.lowerBound)) { isWhole = false }
      if !take(texts.span.extracting(piece.text)) { isWhole = false }
      at = min(piece.range.upperBound, slice.upperBound)
    }
    return take(line.extracting(at..<slice.upperBound)) && isWhole
  }
}

extension Range where Bound == Int {
  fileprivate func union(_ other: Range) -> Range {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}

private let stars: [UInt8] = Array("*****".utf8)

extension Record {
  /// Hides a secret: `*****` stands for it in every field, and the field `masked` names those.
  public mutating func mask(_ range: Range<Int>) {
    substitutions.add(range, stars.span, isSecret: true)
  }

  /// Puts `text` in place of `range` in every field.
  public mutating func substitute(_ range: Range<Int>, by text: borrowing Span<UInt8>) {
    substitutions.add(range, text, isSecret: false)
  }

  /// Whether something stands already in place of a byte of `range`.
  public func isSubstituted(_ range: Range<Int>) -> Bool { substitutions.overlaps(range) }

  /// All of `line` from `start` on, as it may be shown.
  public func shown(_ line: borrowing Span<UInt8>, from start: Int) -> [UInt8] {
    var shown = Output("record", descriptor: -1)
    substitutions.show(start..<line.count, of: line, to: &shown)
    return shown.held.array
  }

  /// The next record is of another line.
  public mutating func forgetSubstitutions() { substitutions.removeAll() }

  /// Whether some bytes of the line are not to be shown.
  public var hidesBytes: Bool { !substitutions.isEmpty }
}

extension RecordWriter {
  /// Writes a record with substitutions: the slow way.
  @inline(never) mutating func writeSubstituted(
    _ record: inout Record, of line: borrowing Span<UInt8>, to output: inout Output
  ) -> Bool {
    var kept = true
    masked.undo(to: 0)
    if record.substitutions.hasSecrets { record[.masked] = .integer(0) }
    var fields = FieldWalk(record.fields)
    record.fields.removeAll()
    while let field = fields.next() {
      if field == Field.masked.rawValue {
        keys.writeQuoted(field, to: &output)
        output.append(masked.held)
        output.append(UInt8(ascii: "\""))
      } else if let slice = record.values[field].slice {
        if record.substitutions.hidesSecret(in: slice), let field = Field(rawValue: field) {
          if masked.mark > 0 { masked.append(UInt8(ascii: " ")) }
          masked.append(string: field.stringValue)
        }
        keys.writeQuoted(field, to: &output)
        if !record.substitutions.show(escaped: slice, of: line, to: &output) { kept = false }
        output.append(UInt8(ascii: "\""))
      } else if !write(field, record, of: line, to: &output) {
        kept = false
      }
    }
    return kept
  }
}
