import Lines

/// What stands in a record in place of some bytes of the line, in the text and in every field that shows them.
///
///     AUTH PLAIN AGZyYW5rAHNlY3JldA==   becomes   AUTH PLAIN *****
struct Substitutions {
  private var ranges: [Range<Int>] = []
  /// Where the new text of each range stands in `texts`.
  private var places: [Range<Int>] = []
  private var texts: [UInt8] = []
  private var secrets: [Bool] = []

  var isEmpty: Bool { ranges.isEmpty }
  var hasSecrets: Bool { secrets.contains(true) }

  /// Puts `text` in place of `range`; where two overlap a secret wins, then the longer one, then the first.
  mutating func add(_ range: Range<Int>, _ text: borrowing Span<UInt8>, isSecret: Bool) {
    guard !range.isEmpty else { return }
    for i in ranges.indices.reversed() where ranges[i].overlaps(range) {
      if !isSecret, secrets[i] || ranges[i].count >= range.count { return }
      if secrets[i] { return add(range.union(take(i)), text, isSecret: true) }
      _ = take(i)
    }
    let i = ranges.firstIndex { $0.lowerBound >= range.upperBound } ?? ranges.count
    ranges.insert(range, at: i)
    places.insert(texts.count..<texts.count + text.count, at: i)
    secrets.insert(isSecret, at: i)
    for k in 0..<text.count { texts.append(text[k]) }
  }

  private mutating func take(_ i: Int) -> Range<Int> {
    places.remove(at: i)
    secrets.remove(at: i)
    return ranges.remove(at: i)
  }

  mutating func removeAll() {
    ranges.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    secrets.removeAll(keepingCapacity: true)
  }

  /// Whether a secret stands in `slice`, or a part of one.
  func hidesSecret(in slice: Range<Int>) -> Bool {
    ranges.indices.contains { secrets[$0] && ranges[$0].overlaps(slice) }
  }

  func overlaps(_ range: Range<Int>) -> Bool { ranges.contains { $0.overlaps(range) } }

  /// Appends `slice` of `line` as it may be shown.
  func show(_ slice: Range<Int>, of line: borrowing Span<UInt8>, to output: inout Output) {
    var at = slice.lowerBound
    for i in ranges.indices where ranges[i].overlaps(slice) {
      if ranges[i].lowerBound > at { output.append(line.extracting(at..<ranges[i].lowerBound)) }
      output.append(texts.span.extracting(places[i]))
      at = min(ranges[i].upperBound, slice.upperBound)
    }
    output.append(line.extracting(at..<slice.upperBound))
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
    var fields = record.fields
    record.fields.removeAll()
    while let field = fields.popFirst() {
      if field == Field.masked.rawValue {
        keys.writeQuoted(field, to: &output)
        output.append(masked.held)
        output.append(UInt8(ascii: "\""))
      } else if let slice = record.values[field].slice {
        if record.substitutions.hidesSecret(in: slice), let field = Field(rawValue: field) {
          if masked.mark > 0 { masked.append(UInt8(ascii: " ")) }
          masked.append(string: field.stringValue)
        }
        shown.undo(to: 0)
        record.substitutions.show(slice, of: line, to: &shown)
        keys.writeQuoted(field, to: &output)
        if !output.append(quoted: shown.held) { kept = false }
      } else if !write(field, record, of: line, to: &output) {
        kept = false
      }
    }
    return kept
  }
}
