/// A set of fields: four words, one bit each; no array, which would be copied for every question.
public struct FieldSet: Sendable {
  @usableFromInline var first: UInt64 = 0
  @usableFromInline var second: UInt64 = 0
  @usableFromInline var third: UInt64 = 0
  @usableFromInline var fourth: UInt64 = 0

  public init() {}

  @inlinable @inline(__always) public func contains(_ field: Field) -> Bool {
    let i = field.rawValue
    let low = i & 64 == 0 ? first : second
    let high = i & 64 == 0 ? third : fourth
    return (i < 128 ? low : high) & Self.bit(field) != 0
  }

  @inlinable @inline(__always) public mutating func insert(_ field: Field) {
    let bit = Self.bit(field)
    switch field.rawValue &>> 6 {
    case 0: first |= bit
    case 1: second |= bit
    case 2: third |= bit
    default: fourth |= bit
    }
  }

  @inlinable @inline(__always) public mutating func remove(_ field: Field) {
    let bit = Self.bit(field)
    switch field.rawValue &>> 6 {
    case 0: first &= ~bit
    case 1: second &= ~bit
    case 2: third &= ~bit
    default: fourth &= ~bit
    }
  }

  @inlinable @inline(__always) public mutating func removeAll() { self = FieldSet() }

  /// Takes the first field out, in writing order; nil when there is none.
  @inlinable @inline(__always) mutating func popFirst() -> Int? {
    if first != 0 { return Self.popFirst(&first) }
    if second != 0 { return 64 &+ Self.popFirst(&second) }
    if third != 0 { return 128 &+ Self.popFirst(&third) }
    return fourth != 0 ? 192 &+ Self.popFirst(&fourth) : nil
  }

  @inlinable @inline(__always) static func bit(_ field: Field) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: field.rawValue)
  }

  @inlinable @inline(__always) static func popFirst(_ word: inout UInt64) -> Int {
    let i = word.trailingZeroBitCount
    word &= word &- 1
    return i
  }
}
