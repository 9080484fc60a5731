import Glibc

/// Byte strings that come and go: each lies in a block of a fitting size, and freed blocks are used again.
///
///     let block = pool.store(line.extracting(8..<40))
///     output.append(pool.bytes(block))
///     pool.free(block)
///
/// Blocks have 16, 32, 48, 64, 96, 128, 192, ... bytes, so that at most a third is idle and nothing has to be moved
/// together. Memory is that of the most bytes ever held at once.
@safe public struct BytePool: ~Copyable {
  /// A stored byte string; `.empty` needs no memory.
  public struct Block: Sendable {
    fileprivate var start: UInt32 = 0
    public fileprivate(set) var count: UInt32 = 0
    public static let empty = Block()
  }

  /// Bytes of the smallest block; all blocks begin at a multiple of it.
  private static let unit = 16
  private var room = 1 << 12
  private var used = unit
  private var store: UnsafeMutableRawPointer
  /// By size: the first free block, in units; 0 when none is free. A free block begins with the next one's number.
  private var free = Slots<UInt32>(repeating: 0, count: 64)

  public init() { unsafe store = .allocate(byteCount: room, alignment: 64) }

  deinit { unsafe store.deallocate() }

  /// Keeps a copy of `bytes`, up to 4 GB.
  public mutating func store(_ bytes: borrowing Span<UInt8>) -> Block {
    if bytes.count == 0 { return .empty }
    let (size, units) = Self.size(of: bytes.count)
    let start = takeFree(size) ?? takeFresh(units)
    unsafe bytes.withUnsafeBytes {
      unsafe (store + start * Self.unit).copyMemory(
        from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count)
    }
    return Block(start: UInt32(start), count: UInt32(bytes.count))
  }

  /// Keeps a copy of `bytes` in small letters, as ASCII has them.
  public mutating func store(lowered bytes: borrowing Span<UInt8>) -> Block {
    let block = store(bytes)
    let start = Int(block.start) * Self.unit
    for i in start..<start + bytes.count {
      let byte = unsafe store.load(fromByteOffset: i, as: UInt8.self)
      if byte &- UInt8(ascii: "A") < 26 {
        unsafe store.storeBytes(of: byte | 0x20, toByteOffset: i, as: UInt8.self)
      }
    }
    return block
  }

  /// Gives a block back; it must not be used again.
  public mutating func free(_ block: Block) {
    if block.count == 0 { return }
    let size = Self.size(of: Int(block.count)).size
    unsafe store.storeBytes(of: free[size], toByteOffset: Int(block.start) * Self.unit, as: UInt32.self)
    free[size] = block.start
  }

  /// The bytes of a block.
  @_lifetime(borrow self) public func bytes(_ block: Block) -> Span<UInt8> {
    let start = Int(block.start) * Self.unit
    precondition(start + Int(block.count) <= used)
    let bytes = unsafe UnsafeRawBufferPointer(start: store + start, count: Int(block.count))
    let span = unsafe Span<UInt8>(_unsafeBytes: bytes)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  private mutating func takeFree(_ size: Int) -> Int? {
    let start = Int(free[size])
    if start == 0 { return nil }
    free[size] = unsafe store.load(fromByteOffset: start * Self.unit, as: UInt32.self)
    return start
  }

  private mutating func takeFresh(_ units: Int) -> Int {
    let start = used
    used += units * Self.unit
    if used > room { grow(keeping: start) }
    return start / Self.unit
  }

  private mutating func grow(keeping count: Int) {
    while room < used { room *= 2 }
    let larger = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 64)
    unsafe larger.copyMemory(from: store, byteCount: count)
    unsafe store.deallocate()
    unsafe store = larger
  }

  /// Which size of block holds `count` bytes, and how many units that is: 1, 2, 3, 4, 6, 8, 12, 16, 24, ...
  private static func size(of count: Int) -> (size: Int, units: Int) {
    let needed = (count + unit - 1) / unit
    let power = Int.bitWidth - 1 - needed.leadingZeroBitCount
    let low = 1 << power
    if needed == low { return (2 * power, low) }
    if needed <= low + low / 2 { return (2 * power + 1, low + low / 2) }
    return (2 * power + 2, 2 * low)
  }
}
