/// A set of byte values: 256 bits.
struct ByteSet: Hashable, Sendable {
  private var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))

  static let any = ByteSet(0...255)

  init() {}

  init(_ range: ClosedRange<UInt8>) { for byte in range { insert(byte) } }

  init(_ bytes: [UInt8]) { for byte in bytes { insert(byte) } }

  func contains(_ byte: UInt8) -> Bool {
    let bit = UInt64(byte & 63)
    switch byte >> 6 {
    case 0: return words.0 >> bit & 1 == 1
    case 1: return words.1 >> bit & 1 == 1
    case 2: return words.2 >> bit & 1 == 1
    default: return words.3 >> bit & 1 == 1
    }
  }

  mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  func union(_ other: ByteSet) -> ByteSet {
    var result = self
    result.words.0 |= other.words.0
    result.words.1 |= other.words.1
    result.words.2 |= other.words.2
    result.words.3 |= other.words.3
    return result
  }

  var inverted: ByteSet {
    var result = self
    result.words = (~words.0, ~words.1, ~words.2, ~words.3)
    return result
  }

  static func == (a: ByteSet, b: ByteSet) -> Bool { a.words == b.words }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
