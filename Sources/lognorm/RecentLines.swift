import Lines

/// The last few lines with a host or a tag, in case a line says that one of them was repeated.
///
/// Central logs mix hosts, so that more than one must be kept. A line of more than 1 KiB is not.
struct RecentLines: ~Copyable {
  private static let most = 8
  private static let longest = 1024

  private var store = Slots<UInt8>(repeating: 0, count: most * longest)
  private var lengths = Slots<Int>(repeating: 0, count: most)
  private var next = 0

  @inline(never) mutating func keep(_ line: borrowing Span<UInt8>) {
    let fits = line.count <= Self.longest
    lengths[next] = fits ? line.count : 0
    if fits { store.copy(line, to: next &* Self.longest) }
    next = (next &+ 1) & (Self.most &- 1)
  }

  /// The lines, the newest first.
  var lines: [[UInt8]] {
    get {
      (1...Self.most).map { back in
        let slot = (next - back) & (Self.most - 1)
        return store.span.extracting(slot * Self.longest..<slot * Self.longest + lengths[slot]).array
      }
    }
    set {
      for i in 0..<Self.most { lengths[i] = 0 }
      for line in newValue.reversed() { keep(line.span) }
    }
  }
}
