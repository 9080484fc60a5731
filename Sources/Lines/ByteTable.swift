/// Numbers byte strings: the same bytes have the same slot until they are removed.
///
///     slot(of: "ash/18995") is 0, slot(of: "ash/18996") 1, slot(of: "ash/18995") 0 again
///
/// Keys lie one behind the other in an arena, found by open addressing. The hash is seeded at random in each
/// process, so that nobody can send keys that collide; nothing a user sees depends on it. Slots of removed keys are
/// used again, the last one freed first; the arena is packed when half of it is garbage.
///
/// One table may serve many groups: the same bytes in another group are another key.
@safe public struct ByteTable: ~Copyable {
  private var arena: [UInt8] = []
  private var garbage = 0
  /// By slot.
  private var keys: [Key] = []
  private var free: [Int32] = []
  /// Slot + 1 by hash, 0 where empty.
  private var index = [Int32](repeating: 0, count: 64)
  private let seed = ownSeed

  /// Where a key starts in the arena, how long it is (negative: the slot is free), its group and its hash.
  ///
  /// What is looked at together lies together.
  private struct Key {
    var start: Int32
    var length: Int32
    let group: Int32
    let hash: UInt32

    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  public init() {}

  /// Keys in the table.
  public var count: Int { keys.count - free.count }

  /// Slots ever used: all slots are below.
  public var bound: Int { keys.count }

  /// The slot of `key` in `group`; a new one when it is not there yet.
  public mutating func slot(of key: borrowing Span<UInt8>, in group: Int = 0) -> Int {
    slot(of: key, group, hash(key, group))
  }

  private mutating func slot(of key: borrowing Span<UInt8>, _ group: Int, _ hash: UInt32) -> Int {
    let place = place(key, group, hash)
    if index[place] != 0 { return Int(index[place]) - 1 }
    let slot = add(key, group, hash)
    index[place] = Int32(slot + 1)
    if count * 2 > index.count { grow() }
    return slot
  }

  /// The slots of all keys of `other`, in the order of their slots there; no key of it was ever removed.
  ///
  /// Its hashes are ours: all tables of a process share their seed.
  public mutating func slots(ofKeysIn other: borrowing ByteTable) -> [Int] {
    var slots: [Int] = []
    slots.reserveCapacity(other.keys.count)
    for key in other.keys {
      slots.append(slot(of: other.bytes.extracting(key.range), Int(key.group), key.hash))
    }
    return slots
  }

  /// The slot of `key` in `group`, or nil.
  public func find(_ key: borrowing Span<UInt8>, in group: Int = 0) -> Int? {
    let slot = index[place(key, group, hash(key, group))]
    return slot == 0 ? nil : Int(slot) - 1
  }

  /// Where the key of `slot` stands in `bytes`.
  public func range(_ slot: Int) -> Range<Int> { keys[slot].range }

  /// All keys, one behind the other, with gaps: see `range`.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self) borrowing get { unsafe _overrideLifetime(arena.span, borrowing: self) }
  }

  /// Forgets the key of `slot`.
  public mutating func remove(_ slot: Int) {
    let mask = index.count - 1
    var hole = Int(keys[slot].hash) & mask
    while index[hole] != Int32(slot + 1) { hole = (hole + 1) & mask }
    // Keys behind the hole move up when it lies on their way.
    var next = (hole + 1) & mask
    while index[next] != 0 {
      let home = Int(keys[Int(index[next]) - 1].hash) & mask
      if (next - home) & mask >= (next - hole) & mask {
        index[hole] = index[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    index[hole] = 0
    garbage += Int(keys[slot].length)
    keys[slot].length = -1
    free.append(Int32(slot))
    if garbage > 1 << 16, garbage * 2 > arena.count { pack() }
  }

  private mutating func add(_ key: borrowing Span<UInt8>, _ group: Int, _ hash: UInt32) -> Int {
    let new = Key(
      start: Int32(arena.count), length: Int32(key.count), group: Int32(group), hash: hash)
    unsafe key.withUnsafeBytes { unsafe arena.append(contentsOf: $0) }
    if let slot = free.popLast() {
      keys[Int(slot)] = new
      return Int(slot)
    }
    keys.append(new)
    return keys.count - 1
  }

  /// Where `key` stands in the index, or the empty place where it belongs.
  private func place(_ key: borrowing Span<UInt8>, _ group: Int, _ hash: UInt32) -> Int {
    let mask = index.count - 1
    var at = Int(hash) & mask
    while index[at] != 0 {
      let slot = Int(index[at]) - 1
      let known = keys[slot]
      if known.hash == hash, Int(known.group) == group, key.equals(arena.span.extracting(known.range)) {
        return at
      }
      at = (at + 1) & mask
    }
    return at
  }

  private mutating func grow() {
    let mask = index.count * 2 - 1
    index = [Int32](repeating: 0, count: mask + 1)
    for slot in keys.indices where keys[slot].length >= 0 {
      var at = Int(keys[slot].hash) & mask
      while index[at] != 0 { at = (at + 1) & mask }
      index[at] = Int32(slot + 1)
    }
  }

  private mutating func pack() {
    var packed: [UInt8] = []
    packed.reserveCapacity(arena.count - garbage)
    for slot in keys.indices where keys[slot].length >= 0 {
      let start = packed.count
      packed += arena[keys[slot].range]
      keys[slot].start = Int32(start)
    }
    arena = packed
    garbage = 0
  }

  /// Eight bytes at a time through a 64 by 64 bit multiplication, whose halves are folded together; the last eight
  /// may hold some once more.
  private func hash(_ key: borrowing Span<UInt8>, _ group: Int) -> UInt32 {
    var state = seed ^ UInt64(key.count) &+ UInt64(truncatingIfNeeded: group) &* 0xD6E8_FEB8_6659_FD93
    var at = 0
    while at &+ 8 < key.count {
      state = fold(state ^ key.word(at: at))
      at &+= 8
    }
    state = fold(state ^ (key.count < 8 ? key.shortWord : key.word(at: key.count &- 8)))
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }

  @inline(__always) private func fold(_ state: UInt64) -> UInt64 {
    let product = state.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low ^ seed
  }
}

private let ownSeed = UInt64.random(in: .min ... .max) | 1
