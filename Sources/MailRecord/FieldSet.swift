/// A set of fields: four words, one bit each.
public struct FieldSet: Sendable {
  @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  public init() {}

  @inlinable @inline(__always) public func contains(_ field: Field) -> Bool {
    let i = field.rawValue
    return word(i &>> 6) &>> UInt64(i & 63) & 1 == 1
  }

  @inlinable @inline(__always) public mutating func insert(_ field: Field) {
    let i = field.rawValue
    let bit: UInt64 = 1 &<< UInt64(i & 63)
    switch i &>> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  @inlinable @inline(__always) public mutating func remove(_ field: Field) {
    let i = field.rawValue
    let rest = ~(1 &<< UInt64(i & 63) as UInt64)
    switch i &>> 6 {
    case 0: words.0 &= rest
    case 1: words.1 &= rest
    case 2: words.2 &= rest
    default: words.3 &= rest
    }
  }

  @inlinable @inline(__always) public mutating func removeAll() { words = (0, 0, 0, 0) }

  @inlinable @inline(__always) func word(_ i: UInt8) -> UInt64 {
    switch i {
    case 0: words.0
    case 1: words.1
    case 2: words.2
    default: words.3
    }
  }

  /// Takes the first field out, in writing order; nil when there is none.
  @inlinable @inline(__always) mutating func popFirst() -> Int? {
    if let i = Self.popFirst(&words.0) { return i }
    if let i = Self.popFirst(&words.1) { return i &+ 64 }
    if let i = Self.popFirst(&words.2) { return i &+ 128 }
    return Self.popFirst(&words.3).map { $0 &+ 192 }
  }

  @inlinable @inline(__always) static func popFirst(_ word: inout UInt64) -> Int? {
    if word == 0 { return nil }
    let i = word.trailingZeroBitCount
    word &= word &- 1
    return i
  }
}
