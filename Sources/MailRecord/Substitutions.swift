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

  /// `slice` of `line` as it may be shown.
  func shown(_ slice: Range<Int>, of line: borrowing Span<UInt8>) -> [UInt8] {
    var shown: [UInt8] = []
    var at = slice.lowerBound
    for (range, place) in zip(ranges, places) where range.overlaps(slice) {
      if range.lowerBound > at { shown += line.extracting(at..<range.lowerBound).array }
      shown += texts[place]
      at = min(range.upperBound, slice.upperBound)
    }
    return shown + line.extracting(at..<slice.upperBound).array
  }
}

extension Range where Bound == Int {
  fileprivate func union(_ other: Range) -> Range {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}

extension Record {
  /// Hides a secret: `*****` stands for it in every field, and the field `masked` names those.
  public mutating func mask(_ range: Range<Int>) {
    let stars: [UInt8] = Array("*****".utf8)
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
    substitutions.shown(start..<line.count, of: line)
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
    var masked: [String] = []
    if record.substitutions.hasSecrets { record[.masked] = .integer(0) }
    var fields = record.fields
    record.fields.removeAll()
    while let field = fields.popFirst() {
      if field == Field.masked.rawValue {
        write(.masked, Array(masked.joined(separator: " ").utf8).span, to: &output)
      } else if case .bytes(let start, let end) = record.values[field] {
        let slice = Int(start)..<Int(end)
        if record.substitutions.hidesSecret(in: slice) { masked.append(Field.allCases[field].stringValue) }
        keys.writeQuoted(field, to: &output)
        if !output.append(quoted: record.substitutions.shown(slice, of: line).span) { kept = false }
      } else if !write(field, record, of: line, to: &output) {
        kept = false
      }
    }
    return kept
  }
}
