import Lines

/// Sums by name: counts, bytes and nanoseconds, one row a name.
struct Table: ~Copyable {
  private var names = ByteTable()
  let width: Int
  private var sums: [Int64] = []
  /// Nanoseconds: a month of deliveries may pass what 64 bits hold.
  private var times: [Int128] = []

  /// - Parameter width: counters a row, besides the time.
  init(width: Int) { self.width = width }

  var count: Int { names.bound }

  /// The row of `name`; a new one when it is not there yet.
  @inline(__always) mutating func row(_ name: borrowing Span<UInt8>) -> Int {
    let row = names.slot(of: name)
    if row == times.count {
      times.append(0)
      for _ in 0..<width { sums.append(0) }
    }
    return row
  }

  @inline(__always) mutating func add(_ value: Int64, to column: Int, of row: Int) {
    sums[row &* width &+ column] &+= value
  }

  @inline(__always) mutating func add(time: Int64, to row: Int) { times[row] += Int128(time) }

  mutating func add(time: Int128, to row: Int) { times[row] += time }

  func sum(_ column: Int, of row: Int) -> Int64 { sums[row * width + column] }

  func time(of row: Int) -> Int128 { times[row] }

  func name(of row: Int) -> [UInt8] { names.bytes.extracting(names.range(row)).array }
}
