import Glibc

/// Bytes on their way to a descriptor, written when `flush` is called or when 64 KiB have gathered.
///
/// A filter flushes just before each read that could block (`Input` does it), so nothing waits here
/// while the pipe is idle. Every write is checked; a reader that is gone ends the tool.
/// One with the descriptor -1 is a pad, which gathers all.
@safe public struct Output: ~Copyable {
  public let tool: StaticString
  @usableFromInline let descriptor: Int32
  /// What messages call it.
  private let name: StaticString
  @usableFromInline var room: Int
  @usableFromInline var used = 0
  /// Bytes written to the descriptor so far.
  public private(set) var written = 0
  @usableFromInline var store: UnsafeMutableRawPointer

  /// Bytes that gather before a write.
  @usableFromInline static let block = 1 << 16

  public init(_ tool: StaticString, descriptor: Int32 = 1, named name: StaticString = "output") {
    self.tool = tool
    self.name = name
    self.descriptor = descriptor
    room = 2 * Self.block
    // The alignment of malloc, so that realloc may move pages instead of bytes.
    unsafe store = .allocate(byteCount: room, alignment: 16)
    enlargePipe(descriptor)
  }

  deinit { unsafe store.deallocate() }

  @inlinable @inline(__always) public mutating func append(_ text: StaticString) {
    let count = text.utf8CodeUnitCount
    reserve(count)
    unsafe (store + used).copyMemory(from: text.utf8Start, byteCount: count)
    used &+= count
  }

  @inlinable public mutating func append(_ bytes: borrowing Span<UInt8>) {
    let count = bytes.count
    if count == 0 { return }
    reserve(count)
    unsafe bytes.withUnsafeBytes {
      unsafe (store + used).copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: count)
    }
    used &+= count
  }

  @inlinable public mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe store.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
    used &+= 1
  }

  /// Appends the first `count` bytes of the 32 at `start`: all 32 are moved, whatever the count.
  @inlinable @inline(__always)
  public mutating func append(block bytes: borrowing Slots<UInt8>, at start: Int, count: Int) {
    precondition(start >= 0 && start &+ 32 <= bytes.count && count <= 32)
    reserve(32)
    let block = unsafe UnsafeRawPointer(bytes.store + start).loadUnaligned(as: SIMD32<UInt8>.self)
    unsafe (store + used).storeBytes(of: block, as: SIMD32<UInt8>.self)
    used &+= count
  }

  /// Appends the first `count` bytes of four words, the lowest byte of each first.
  @inlinable @inline(__always) public mutating func append(words: SIMD4<UInt64>, count: Int) {
    precondition(count <= 32)
    reserve(32)
    unsafe (store + used).storeBytes(of: words, as: SIMD4<UInt64>.self)
    used &+= count
  }

  /// Appends text that is not on a hot path: headings, options, names.
  public mutating func append(string text: String) {
    var text = text
    text.withUTF8 { append(unsafe $0.span) }
  }

  /// Appends `value` in decimal; most numbers of a log have one digit.
  @inlinable @inline(__always) public mutating func append(decimal value: UInt64) {
    if value < 10 {
      append(UInt8(ascii: "0") | UInt8(truncatingIfNeeded: value))
    } else {
      append(decimal: value, digits: 1)
    }
  }

  /// Appends `value` in decimal, padded with zeros to at least `least` places.
  @inlinable public mutating func append(decimal value: UInt64, digits least: Int) {
    var low = value
    var places = least
    if value >= 100_000_000 || least > 8 {
      append(decimal: value / 100_000_000, digits: least - 8)
      (low, places) = (value % 100_000_000, 8)
    }
    reserve(8)
    let digits = eightDigits(low)
    // The first digit is in the lowest byte: leading zeros are trailing zero bits.
    let zeros = Swift.min(digits.trailingZeroBitCount &>> 3, 8 &- Swift.max(places, 1))
    let text = (digits | 0x3030_3030_3030_3030) &>> UInt64(8 &* zeros)
    unsafe (store + used).storeBytes(of: text, as: UInt64.self)
    used &+= 8 &- zeros
  }

  /// Appends a number below 10^9 as nine digits, zeros in front: nanoseconds.
  @inlinable @inline(__always) public mutating func append(nineDigits value: UInt64) {
    reserve(9)
    let first = value / 100_000_000
    let text = eightDigits(value &- first &* 100_000_000) | 0x3030_3030_3030_3030
    unsafe (store + used).storeBytes(of: UInt8(truncatingIfNeeded: first) | 0x30, as: UInt8.self)
    unsafe (store + used + 1).storeBytes(of: text, as: UInt64.self)
    used &+= 9
  }

  /// Ends a line, and writes when a block has gathered.
  @inlinable public mutating func endLine() {
    append(UInt8(ascii: "\n"))
    flushBlock()
  }

  /// Appends whole lines with their newlines, and writes when a block has gathered.
  @inlinable public mutating func append(lines bytes: borrowing Span<UInt8>) {
    append(bytes)
    flushBlock()
  }

  /// Writes when a block has gathered: for output that is not made of lines.
  @inlinable @inline(__always) public mutating func flushBlock() {
    if used >= Self.block, descriptor >= 0 { flush() }
  }

  /// Bytes held now; `undo(to:)` forgets what was appended since.
  @inlinable public var mark: Int { used }
  @inlinable public mutating func undo(to mark: Int) { used = Swift.min(used, mark) }

  /// What is held and not yet written.
  @inlinable public var held: Span<UInt8> {
    @_lifetime(borrow self) borrowing get {
      let all = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(start: store, count: used))
      return unsafe _overrideLifetime(all, borrowing: self)
    }
  }

  /// Writes everything held, however many calls it takes; leaves with 111 when the reader is gone.
  public mutating func flush() {
    if used == 0 { return }
    let failure = unsafe writeAll(descriptor, store, used)
    written += used
    used = 0
    if failure != 0 { fatal(tool, "unable to write \(name)", errno: failure) }
  }

  /// Lets `other` have all that is held here; much of it is written at once and not copied.
  public mutating func move(to other: inout Output) {
    if used >= Self.block { return pass(to: &other) }
    other.append(held)
    other.flushBlock()
    used = 0
  }

  /// Lets `other` write all that is held here.
  mutating func pass(to other: inout Output) {
    other.flush()
    swap(&room, &other.room)
    swap(&used, &other.used)
    unsafe swap(&store, &other.store)
    other.flush()
  }

  /// Makes room for `count` more bytes: a comparison almost always.
  @inlinable @inline(__always) mutating func reserve(_ count: Int) {
    if used &+ count > room { makeRoom(count) }
  }

  /// The store grows with a long record, and is written only between records, so that `undo` can forget.
  @inline(never) @usableFromInline mutating func makeRoom(_ count: Int) {
    let larger = Swift.max(room * 2, used + count)
    guard let moved = unsafe realloc(store, larger) else {
      fatal(tool, "unable to hold \(name)", errno: ENOMEM)
    }
    unsafe store = moved
    room = larger
  }
}

/// Writes all of `count` bytes; returns 0 or the errno of the call that failed.
func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int32 {
  var at = 0
  while at < count {
    let n = unsafe write(descriptor, bytes + at, count - at)
    if n < 0 && errno == EINTR { continue }
    if n < 0 && errno == EAGAIN {
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = unsafe poll(&ready, 1, -1)
      continue
    }
    if n < 0 { return errno }
    at += n
  }
  return 0
}

/// A pipe of 1 MiB lets four filters in a row run side by side; not a pipe or not allowed is no harm.
func enlargePipe(_ descriptor: Int32) {
  let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ, linux/fcntl.h; Glibc hides it behind _GNU_SOURCE
  _ = fcntl(descriptor, setPipeSize, 1 << 20)
}

/// The eight decimal digits of a number below 10^8, one a byte, the first in the lowest byte.
///
/// Three divisions side by side: by 10000, both halves by 100, all four pairs by 10, each as a multiplication.
@inlinable @inline(__always) func eightDigits(_ value: UInt64) -> UInt64 {
  let high = value / 10_000
  var digits = high | (value &- high &* 10_000) &<< 32
  let hundreds = (digits &* 10_486) &>> 20 & 0x0000_007F_0000_007F
  digits = hundreds | (digits &- hundreds &* 100) &<< 16
  let tens = (digits &* 103) &>> 10 & 0x000F_000F_000F_000F
  return tens | (digits &- tens &* 10) &<< 8
}
