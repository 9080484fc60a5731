/// A set of fields: four words, one bit each; no array, which would be copied for every question.
///
/// The first and the last bit of a word stand for no field, and are set with each of the others. Without them the
/// compiler would store but the byte of a word that changes, and who then loads the word has to wait some 20
/// cycles until the byte has come to the cache.
public struct FieldSet: Sendable {
  @usableFromInline var first: UInt64 = 0
  @usableFromInline var second: UInt64 = 0
  @usableFromInline var third: UInt64 = 0
  @usableFromInline var fourth: UInt64 = 0

  /// Fields in a word.
  @usableFromInline static let most = 62
  @usableFromInline static let ends: UInt64 = 1 << 63 | 1

  public init() {}

  @inlinable @inline(__always) public func contains(_ field: Field) -> Bool {
    let (place, bit) = Self.place(field)
    let low = place & 1 == 0 ? first : second
    let high = place & 1 == 0 ? third : fourth
    return (place < 2 ? low : high) & bit != 0
  }

  @inlinable @inline(__always) public mutating func insert(_ field: Field) {
    let (place, bit) = Self.place(field)
    switch place {
    case 0: first |= bit | Self.ends
    case 1: second |= bit | Self.ends
    case 2: third |= bit | Self.ends
    default: fourth |= bit | Self.ends
    }
  }

  @inlinable @inline(__always) public mutating func remove(_ field: Field) {
    let (place, bit) = Self.place(field)
    switch place {
    case 0: first &= ~(bit | Self.ends)
    case 1: second &= ~(bit | Self.ends)
    case 2: third &= ~(bit | Self.ends)
    default: fourth &= ~(bit | Self.ends)
    }
  }

  @inlinable @inline(__always) public mutating func removeAll() { self = FieldSet() }

  /// Which word, and the bit in it.
  @inlinable @inline(__always) static func place(_ field: Field) -> (word: Int, bit: UInt64) {
    let i = UInt(truncatingIfNeeded: field.rawValue)
    return (Int(truncatingIfNeeded: i / UInt(most)), 2 &<< UInt64(i % UInt(most)))
  }
}

/// The fields of a set in writing order, each taken once.
struct FieldWalk {
  private var words: (UInt64, UInt64, UInt64, UInt64)

  @inline(__always) init(_ set: FieldSet) {
    words = (
      set.first & ~FieldSet.ends, set.second & ~FieldSet.ends, set.third & ~FieldSet.ends,
      set.fourth & ~FieldSet.ends
    )
  }

  /// Takes the first one out; nil when there is none.
  @inline(__always) mutating func next() -> Int? {
    if words.0 != 0 { return Self.takeFirst(&words.0) }
    if words.1 != 0 { return FieldSet.most &+ Self.takeFirst(&words.1) }
    if words.2 != 0 { return 2 &* FieldSet.most &+ Self.takeFirst(&words.2) }
    return words.3 != 0 ? 3 &* FieldSet.most &+ Self.takeFirst(&words.3) : nil
  }

  @inline(__always) private static func takeFirst(_ word: inout UInt64) -> Int {
    let i = word.trailingZeroBitCount
    word &= word &- 1
    return i &- 1
  }
}
