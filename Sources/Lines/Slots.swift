/// A fixed number of plain values in one place: an array without reference counts, copies or growth.
///
/// `InlineArray` copies itself whole when it is read through a getter, `Array` counts references; on a path that
/// is walked for each field of each line both cost more than the work.
@safe public struct Slots<Element: BitwiseCopyable>: ~Copyable {
  public let count: Int
  @usableFromInline let store: UnsafeMutablePointer<Element>

  public init(repeating value: Element, count: Int) {
    self.count = count
    unsafe store = .allocate(capacity: count)
    unsafe store.initialize(repeating: value, count: count)
  }

  public init(_ values: [Element]) {
    count = values.count
    unsafe store = .allocate(capacity: count)
    for i in 0..<count { unsafe (store + i).initialize(to: values[i]) }
  }

  deinit { unsafe store.deallocate() }

  @inlinable public subscript(_ i: Int) -> Element {
    @inline(__always) get {
      precondition(i >= 0 && i < count)
      return unsafe store[i]
    }
    @inline(__always) set {
      precondition(i >= 0 && i < count)
      unsafe store[i] = newValue
    }
  }

  @inlinable public var span: Span<Element> {
    @_lifetime(borrow self) @inline(__always) get {
      let all = unsafe Span(_unsafeStart: UnsafePointer(store), count: count)
      return unsafe _overrideLifetime(all, borrowing: self)
    }
  }
}

extension Slots where Element == UInt8 {
  /// Copies `bytes` to `start`, where there must be room for them.
  @inlinable @inline(__always) public mutating func copy(_ bytes: borrowing Span<UInt8>, to start: Int) {
    precondition(start >= 0 && start &+ bytes.count <= count)
    if bytes.count == 0 { return }
    unsafe bytes.withUnsafeBytes {
      let base = unsafe $0.baseAddress.unsafelyUnwrapped
      unsafe UnsafeMutableRawPointer(store + start).copyMemory(from: base, byteCount: $0.count)
    }
  }
}
