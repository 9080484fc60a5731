/// Whole numbers to small whole numbers: open addressing, two words an entry.
///
///     table[5646881] = 3      table[5646881] is 3      table.remove(5646881)
///
/// The hash is seeded at random, so that nobody can choose numbers that collide.
public struct IntTable: ~Copyable {
  private var keys = [UInt64](repeating: 0, count: 64)
  /// -1 where the place is empty.
  private var values = [Int32](repeating: -1, count: 64)
  private let seed = UInt64.random(in: .min ... .max) | 1
  public private(set) var count = 0

  public init() {}

  public subscript(_ key: UInt64) -> Int? {
    get {
      let value = values[place(key)]
      return value < 0 ? nil : Int(value)
    }
    set {
      let at = place(key)
      if values[at] < 0 { count += 1 }
      keys[at] = key
      values[at] = Int32(newValue ?? -1)
      if count * 2 > keys.count { grow() }
    }
  }

  public mutating func remove(_ key: UInt64) {
    let mask = keys.count - 1
    var hole = place(key)
    if values[hole] < 0 { return }
    count -= 1
    var next = (hole + 1) & mask
    while values[next] >= 0 {
      // An entry behind the hole moves up when the hole lies on its way from home.
      if (next - home(keys[next])) & mask >= (next - hole) & mask {
        (keys[hole], values[hole]) = (keys[next], values[next])
        hole = next
      }
      next = (next + 1) & mask
    }
    values[hole] = -1
  }

  private func home(_ key: UInt64) -> Int {
    let product = (key ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: product.high ^ product.low) & (keys.count - 1)
  }

  private func place(_ key: UInt64) -> Int {
    var at = home(key)
    while values[at] >= 0, keys[at] != key { at = (at + 1) & (keys.count - 1) }
    return at
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    values = [Int32](repeating: -1, count: oldKeys.count * 2)
    for (key, value) in zip(oldKeys, oldValues) where value >= 0 {
      let at = place(key)
      (keys[at], values[at]) = (key, value)
    }
  }
}
