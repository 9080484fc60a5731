import Glibc

/// The bytes read and not yet handed out.
@safe struct LineBuffer: ~Copyable {
  private let cap: Int
  private var room: Int
  private var held = 0
  /// No newline stands in the first `searched` bytes: a huge line is not searched again from its start.
  private var searched = 0
  private var lost = 0
  private var store: UnsafeMutableRawPointer

  /// - Parameter room: bytes read at once; a longer line makes it grow.
  init(cap: Int, room: Int = 1 << 17) {
    self.cap = cap
    self.room = room
    unsafe store = .allocate(byteCount: room, alignment: 64)
  }

  deinit { unsafe store.deallocate() }

  /// Lets `read(where, how much)` put bytes behind those held; returns what it returned.
  @unsafe mutating func fill(_ read: (UnsafeMutableRawPointer, Int) -> Int) -> Int {
    if held == room { makeRoom() }
    let n = unsafe read(store + held, room - held)
    if n > 0 { held += n }
    return n
  }

  mutating func handOut(_ body: (borrowing Span<UInt8>, Int) -> Void) {
    var start = 0
    while let newline = unsafe memchr(store + start + searched, 10, held - start - searched) {
      let length = unsafe UnsafeRawPointer(newline) - UnsafeRawPointer(store + start)
      give(start, length, body)
      start += length + 1
      searched = 0
    }
    held -= start
    if start > 0 { unsafe memmove(store, store + start, held) }
    loseExcess()
    searched = held
  }

  /// Of a line that goes on beyond `cap` bytes the rest need not be held.
  private mutating func loseExcess() {
    if held <= cap { return }
    lost += held - cap
    held = cap
  }

  /// What is left when the source ends without a newline.
  mutating func handOutLast(_ body: (borrowing Span<UInt8>, Int) -> Void) {
    if held > 0 { give(0, held, body) }
    held = 0
    searched = 0
  }

  private mutating func give(_ start: Int, _ length: Int, _ body: (borrowing Span<UInt8>, Int) -> Void) {
    let kept = min(length, cap)
    let bytes = unsafe UnsafeRawBufferPointer(start: store + start, count: kept)
    let line = unsafe Span<UInt8>(_unsafeBytes: bytes)
    body(line, lost + length - kept)
    lost = 0
  }

  private mutating func makeRoom() {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: room * 2, alignment: 64)
    unsafe larger.copyMemory(from: store, byteCount: held)
    unsafe store.deallocate()
    unsafe store = larger
    room *= 2
  }
}

/// Lines that stay, to be handed out as often as it takes.
extension LineBuffer {
  var isFull: Bool { held == room }
  var isEmpty: Bool { held == 0 }

  /// Moves what stands behind the last newline to the empty buffer `next`; false when there is no newline.
  mutating func passRest(to next: inout LineBuffer) -> Bool {
    var end = held
    while end > 0, unsafe store.load(fromByteOffset: end - 1, as: UInt8.self) != 10 { end -= 1 }
    if end == 0 {
      loseExcess()
      return false
    }
    while next.room < held - end { next.makeRoom() }
    unsafe next.store.copyMemory(from: store + end, byteCount: held - end)
    next.held = held - end
    held = end
    return true
  }

  /// Forgets what stands behind the last newline.
  mutating func dropPart() {
    while held > 0, unsafe store.load(fromByteOffset: held - 1, as: UInt8.self) != 10 { held -= 1 }
  }

  /// Hands out each line from offset `start` on, and then, when the source ends here, what has no newline.
  mutating func eachLine(from start: Int, _ body: (borrowing Span<UInt8>, Int) -> Void) {
    let before = lost
    var at = start
    while let newline = unsafe memchr(store + at, 10, held - at) {
      let length = unsafe UnsafeRawPointer(newline) - UnsafeRawPointer(store + at)
      give(at, length, body)
      at += length + 1
    }
    if at < held { give(at, held - at, body) }
    lost = before
  }

  /// How many lines begin before offset `end`.
  func lines(before end: Int) -> Int {
    var (count, at) = (0, 0)
    while at < min(held, end) {
      count += 1
      guard let newline = unsafe memchr(store + at, 10, held - at) else { break }
      at = unsafe UnsafeRawPointer(newline) - UnsafeRawPointer(store) + 1
    }
    return count
  }

  /// Behind the first newline of the last `length` bytes.
  func tail(_ length: Int) -> Int {
    if held <= length { return 0 }
    guard let newline = unsafe memchr(store + held - length, 10, length) else { return 0 }
    return unsafe UnsafeRawPointer(newline) - UnsafeRawPointer(store) + 1
  }

  mutating func removeAll() {
    held = 0
    searched = 0
    lost = 0
  }
}
