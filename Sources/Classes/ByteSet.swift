/// A set of bytes, one bit each.
///
///     ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(UInt8(ascii: "7"))   is true
package struct ByteSet: Hashable, Sendable {
  private var bits = SIMD4<UInt64>()

  init(_ byte: UInt8) { insert(byte) }

  init(_ range: ClosedRange<UInt8>) { for byte in range { insert(byte) } }

  package init(_ text: StaticString) {
    for byte in text.description.utf8 { insert(byte) }
  }

  init() {}

  mutating func insert(_ byte: UInt8) { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  package func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

  /// The byte of a set that has but one.
  var only: UInt8? {
    var only: UInt8?
    for word in 0..<4 where bits[word] != 0 {
      if only != nil || bits[word].nonzeroBitCount > 1 { return nil }
      only = UInt8(word * 64 + bits[word].trailingZeroBitCount)
    }
    return only
  }

  func union(_ other: ByteSet) -> ByteSet {
    var both = self
    both.bits |= other.bits
    return both
  }

  var inverted: ByteSet {
    var others = self
    others.bits = ~others.bits
    return others
  }

  static let all = ByteSet().inverted
  package static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
  package static let hexDigits = digits.union(ByteSet("abcdefABCDEF"))
  static let blanks = ByteSet(9...13).union(ByteSet(32))
  static let wordBytes = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
    .union(ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))).union(digits).union(ByteSet("_"))
}
