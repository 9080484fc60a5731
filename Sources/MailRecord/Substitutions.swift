import Lines

/// What stands in a record in place of some bytes of the line, in the text and in every field that shows them.
///
///     AUTH PLAIN AGZyYW5rAHNlY3JldA==   becomes   AUTH PLAIN *****
struct Substitutions {
  private struct Entry {
    let range: Range<Int>
    /// Where the new text stands in `texts`.
    let place: Range<Int>
    let isSecret: Bool
  }

  /// In the order of the line; no two overlap.
  private var entries: [Entry] = []
  private var texts: [UInt8] = []
  private(set) var hasSecrets = false

  var isEmpty: Bool { entries.isEmpty }

  /// Puts `text` in place of `range`; where two overlap a secret wins, then the longer one, then the first.
  mutating func add(_ range: Range<Int>, _ text: borrowing Span<UInt8>, isSecret: Bool) {
    guard !range.isEmpty else { return }
    var others = overlapping(range)
    var range = range
    if isSecret {
      // What of a secret another one covers is hidden with it.
      for other in entries[others] where other.isSecret {
        range = min(range.lowerBound, other.range.lowerBound)..<max(range.upperBound, other.range.upperBound)
      }
      others = overlapping(range)
    } else if entries[others].contains(where: { $0.isSecret || $0.range.count >= range.count }) {
      return
    }
    entries.replaceSubrange(others, with: CollectionOfOne(entry(range, text, isSecret: isSecret)))
  }

  /// Puts many in place at once: pairs of a range and the end of its text in `texts`, in the order of the line. Those
  /// that overlap one that is there already are left out.
  mutating func add(_ ranges: [(range: Range<Int>, end: Int)], _ texts: borrowing Span<UInt8>) {
    var merged: [Entry] = []
    merged.reserveCapacity(entries.count + ranges.count)
    var (old, start) = (0, 0)
    for (range, end) in ranges {
      defer { start = end }
      while old < entries.count, entries[old].range.upperBound <= range.lowerBound {
        merged.append(entries[old])
        old += 1
      }
      let isFree = old == entries.count || entries[old].range.lowerBound >= range.upperBound
      let isBehind = merged.last.map { $0.range.upperBound <= range.lowerBound } ?? true
      if isFree, isBehind, !range.isEmpty {
        merged.append(entry(range, texts.extracting(start..<end), isSecret: false))
      }
    }
    merged += entries[old...]
    entries = merged
  }

  private mutating func entry(_ range: Range<Int>, _ text: borrowing Span<UInt8>, isSecret: Bool) -> Entry {
    let start = texts.count
    texts.append(text)
    if isSecret { hasSecrets = true }
    return Entry(range: range, place: start..<texts.count, isSecret: isSecret)
  }

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    hasSecrets = false
  }

  /// The entries that have a byte of `range` in common with it.
  private func overlapping(_ range: Range<Int>) -> Range<Int> {
    let first = index { $0.range.upperBound > range.lowerBound }
    return first..<max(first, index { $0.range.lowerBound >= range.upperBound })
  }

  /// The first entry for which `test` holds, as it does for all behind it.
  private func index(where test: (Entry) -> Bool) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if test(entries[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Whether a secret stands in `slice`, or a part of one.
  func hidesSecret(in slice: Range<Int>) -> Bool {
    hasSecrets && overlapping(slice).contains { entries[$0].isSecret }
  }

  func overlaps(_ range: Range<Int>) -> Bool { !overlapping(range).isEmpty }

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
    for i in overlapping(slice) {
      let entry = entries[i]
      if entry.range.lowerBound > at, !take(line.extracting(at..<entry.range.lowerBound)) { isWhole = false }
      if !take(texts.span.extracting(entry.place)) { isWhole = false }
      at = min(entry.range.upperBound, slice.upperBound)
    }
    return take(line.extracting(at..<slice.upperBound)) && isWhole
  }

  /// Appends what was decoded of a line from `start` on as it may be shown.
  func show(_ decoded: Placed, from start: Int, to output: inout Output) {
    var shown = -1
    for (byte, place) in zip(decoded.bytes, decoded.places) {
      let found = overlapping(start + place.lowerBound..<start + place.upperBound)
      if found.isEmpty {
        output.append(byte == 0 ? UInt8(ascii: " ") : byte)
      } else if found.lowerBound > shown {
        output.append(texts.span.extracting(entries[found.lowerBound].place))
        shown = found.lowerBound
      }
    }
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

  /// Puts pseudonyms in place of many ranges at once, each with the end of its text in `texts`, in the order of the
  /// line; those where something stands already are left out.
  public mutating func substitute(
    _ ranges: [(range: Range<Int>, end: Int)], by texts: borrowing Span<UInt8>
  ) {
    substitutions.add(ranges, texts)
  }

  /// Whether something stands already in place of a byte of `range`.
  public func isSubstituted(_ range: Range<Int>) -> Bool { substitutions.overlaps(range) }

  /// What of `line` stands in `range`, as it may be shown.
  public func shown(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var shown = Output("record", descriptor: -1)
    substitutions.show(range, of: line, to: &shown)
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
    var isKept = true
    masked.undo(to: 0)
    let substitutions = record.substitutions
    if substitutions.hasSecrets { record[.masked] = .integer(0) }
    var fields = FieldWalk(record.fields)
    record.fields.removeAll()
    while let field = fields.next() {
      if field == Field.masked.rawValue {
        keys.writeQuoted(field, to: &output)
        output.append(masked.held)
        output.append(UInt8(ascii: "\""))
      } else if let slice = record.values[field].places {
        if substitutions.hidesSecret(in: slice), let field = Field(rawValue: field) {
          if masked.mark > 0 { masked.append(UInt8(ascii: " ")) }
          masked.append(string: field.stringValue)
        }
        keys.writeQuoted(field, to: &output)
        if !show(record.values[field], slice, substitutions, of: line, to: &output) { isKept = false }
        output.append(UInt8(ascii: "\""))
      } else if !write(field, record, of: line, to: &output) {
        isKept = false
      }
    }
    return isKept
  }

  /// Appends a value as it may be shown; false when some byte of it was no text.
  private mutating func show(
    _ value: Value, _ slice: Range<Int>, _ substitutions: borrowing Substitutions,
    of line: borrowing Span<UInt8>, to output: inout Output
  ) -> Bool {
    shown.undo(to: 0)
    switch value {
    case .hexadecimal:
      substitutions.show(Placed(hexadecimal: line, slice), from: 0, to: &shown)
    case .arguments:
      let arguments = line.extracting(slice).placedArguments
      substitutions.show(arguments, from: slice.lowerBound, to: &shown)
    default: return substitutions.show(escaped: slice, of: line, to: &output)
    }
    return output.append(escaped: shown.held)
  }
}

extension Value {
  /// Where in the line it stands, when it is text of it.
  fileprivate var places: Range<Int>? {
    switch self {
    case .hexadecimal(let start, let end), .arguments(let start, let end): Int(start)..<Int(end)
    default: slice
    }
  }
}
