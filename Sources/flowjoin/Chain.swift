/// A chain of numbered slots: its first and its last, -1 when it is empty. `Links` knows what is between.
struct Chain {
  fileprivate(set) var first = -1
  fileprivate(set) var last = -1
}

/// Which slot is behind which: any number of chains, each slot in one of them at most.
struct Links {
  private var next: [Int32] = []
  private var previous: [Int32] = []

  /// The slot behind, and the one before; -1 when there is none.
  func after(_ slot: Int) -> Int { Int(next[slot]) }
  func before(_ slot: Int) -> Int { Int(previous[slot]) }

  mutating func append(_ slot: Int, to chain: inout Chain) {
    while next.count <= slot {
      next.append(-1)
      previous.append(-1)
    }
    next[slot] = -1
    previous[slot] = Int32(chain.last)
    if chain.last < 0 { chain.first = slot } else { next[chain.last] = Int32(slot) }
    chain.last = slot
  }

  mutating func remove(_ slot: Int, from chain: inout Chain) {
    let (before, after) = (Int(previous[slot]), Int(next[slot]))
    if before < 0 { chain.first = after } else { next[before] = Int32(after) }
    if after < 0 { chain.last = before } else { previous[after] = Int32(before) }
  }
}

/// Values in numbered slots; slots given back are used again, the last one first.
struct SlotList<Element> {
  private(set) var values: [Element] = []
  private var free: [Int32] = []

  subscript(_ slot: Int) -> Element {
    _read { yield values[slot] }
    _modify { yield &values[slot] }
  }

  mutating func take(_ value: Element) -> Int {
    guard let slot = free.popLast() else {
      values.append(value)
      return values.count - 1
    }
    values[Int(slot)] = value
    return Int(slot)
  }

  mutating func giveBack(_ slot: Int) { free.append(Int32(slot)) }
}

extension Array {
  /// Sets the value of a slot that a `ByteTable` numbered: the next free one or one below.
  mutating func put(_ value: Element, at slot: Int) {
    if slot == count { append(value) } else { self[slot] = value }
  }
}
