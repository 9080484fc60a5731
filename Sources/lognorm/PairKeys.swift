import Lines
import MailRecord

/// The fields that the keys of `key=value` lists mean; a list is read by them in one pass.
///
///     logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=root
///     pid=1264 uid=0 msg='op=login acct="bob" exe="/usr/sbin/sshd" res=failed'
///
/// A value ends at a blank, or where its quotes do. Of two pairs with one key the first counts: what a stranger
/// puts into the last value can't stand for one before it.
struct PairKeys: Sendable {
  private struct Key {
    /// Its last eight bytes, or fewer, which with its length tell it from the others.
    let word: UInt64
    let length: Int
    let field: Field
  }

  /// Each at the hash of its word or behind it, among four times as many places.
  private var keys: [Key?]

  init(_ pairs: KeyValuePairs<StaticString, Field>) {
    var places = 16
    while places < 4 * pairs.count { places *= 2 }
    keys = Array(repeating: nil, count: places)
    for (name, field) in pairs {
      let letters = Array(name.description.utf8)
      let word = Self.word(letters.span, 0..<letters.count)
      var place = place(of: word)
      while keys[place] != nil { place = (place + 1) & (places - 1) }
      keys[place] = Key(word: word, length: name.utf8CodeUnitCount, field: field)
    }
  }

  @inline(__always) private static func word(_ line: borrowing Span<UInt8>, _ name: Range<Int>) -> UInt64 {
    if name.count >= 8 { return line.word(at: name.upperBound &- 8) }
    return line.word(at: name.lowerBound) & (1 &<< UInt64(8 &* name.count) &- 1)
  }

  private func place(of word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) &>> 48) & (keys.count &- 1)
  }

  /// The field that `range` names.
  func field(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Field? {
    let word = Self.word(line, range)
    var at = place(of: word)
    while let key = keys[at] {
      if key.word == word, key.length == range.count { return key.field }
      at = (at + 1) & (keys.count &- 1)
    }
    return nil
  }

  /// Reads the pairs in `range` into the record; fields that are set stay as they are.
  func read(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
    var pairs = KeyValues(range)
    while let pair = pairs.next(in: line) {
      guard let field = field(line, pair.key), record[field] == nil else { continue }
      record.set(field, line, pair.value, isNumber(field))
    }
  }
}

/// Whether a field of a list is a number.
private func isNumber(_ field: Field) -> Bool {
  switch field {
  case .uid, .gid, .pid, .client_port, .local_port, .size: true
  default: false
  }
}

/// Walks over the pairs of a `key=value` list.
struct KeyValues {
  private var at: Int
  private let end: Int

  init(_ range: Range<Int>) { (at, end) = (range.lowerBound, range.upperBound) }

  /// The next pair, quotes taken off; words without `=` are passed over.
  mutating func next(in line: borrowing Span<UInt8>) -> (key: Range<Int>, value: Range<Int>)? {
    while at < end {
      let start = at
      at = line.end(from: at) { !isOne(of: keyEnds, $0) }
      guard at < end, line[at] == UInt8(ascii: "="), at > start else {
        at += 1
        continue
      }
      let key = start..<at
      at += 1
      // `msg='op=... res=success'` is a list within the list.
      if at < end, line[at] == UInt8(ascii: "'") {
        at += 1
        continue
      }
      return (key, value(line))
    }
    return nil
  }

  private mutating func value(_ line: borrowing Span<UInt8>) -> Range<Int> {
    let quote = UInt8(ascii: "\"")
    if at < end, line[at] == quote, let close = line.position(of: quote, from: at + 1), close < end {
      defer { at = close + 1 }
      return at + 1..<close
    }
    let start = at
    at = min(line.end(from: at) { !isOne(of: pairEnds, $0) }, end)
    return start..<at
  }
}

/// Blanks, audit's separator before its second part, the quote that ends a list within the list, commas: a bit each.
private let pairEnds: UInt64 = 1 << 0x20 | 1 << 0x1D | 1 << 0x27 | 1 << 0x2C

/// The same and the sign that ends a key.
private let keyEnds: UInt64 = pairEnds | 1 << 0x3D

@inline(__always) private func isOne(of bytes: UInt64, _ byte: UInt8) -> Bool {
  byte < 64 && bytes &>> UInt64(byte) & 1 != 0
}
