/// A set of fields: two words, one bit each.
public struct FieldSet: Sendable {
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  public init() {}

  @inlinable @inline(__always) public func contains(_ field: Field) -> Bool { contains(field.rawValue) }

  @inlinable @inline(__always) public mutating func insert(_ field: Field) { insert(field.rawValue) }

  /// Fields by their numbers.
  @inlinable @inline(__always) func contains(_ i: UInt8) -> Bool {
    (i < 64 ? low &>> UInt64(i) : high &>> UInt64(i &- 64)) & 1 == 1
  }

  @inlinable @inline(__always) mutating func insert(_ i: UInt8) {
    if i < 64 { low |= 1 &<< UInt64(i) } else { high |= 1 &<< UInt64(i &- 64) }
  }

  @inlinable @inline(__always) public mutating func remove(_ field: Field) {
    let i = field.rawValue
    if i < 64 { low &= ~(1 &<< UInt64(i)) } else { high &= ~(1 &<< UInt64(i &- 64)) }
  }

  @inlinable @inline(__always) public mutating func removeAll() { (low, high) = (0, 0) }

  /// Takes the first field out, in writing order; nil when there is none.
  @inlinable @inline(__always) mutating func popFirst() -> Int? {
    if low != 0 {
      let i = low.trailingZeroBitCount
      low &= low &- 1
      return i
    }
    if high == 0 { return nil }
    let i = high.trailingZeroBitCount
    high &= high &- 1
    return i &+ 64
  }
}
