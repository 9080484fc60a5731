import Lines

/// The last few lines with a host or a tag, in case a line says that one of them was repeated.
///
/// Central logs mix hosts, so that more than one must be kept.
struct RecentLines: ~Copyable {
  /// A line as it stood in its wrapper, and the host that the wrapper told where the line names none.
  struct Kept: Equatable {
    var line: [UInt8] = []
    var host: [UInt8] = []
  }

  private static let most = 8
  /// Lines up to this have a place of their own; few are longer.
  private static let usual = 1024

  private var store = Slots<UInt8>(repeating: 0, count: most * usual)
  private var lengths = Slots<Int>(repeating: 0, count: most)
  /// Those that are longer, or were wrapped.
  private var others = [Kept](repeating: Kept(), count: most)
  private var hasOthers = false
  private var next = 0

  @inline(never) mutating func keep(_ line: borrowing Span<UInt8>) {
    if hasOthers || line.count > Self.usual { return keepApart(line) }
    lengths[next] = line.count
    store.copy(line, to: next &* Self.usual)
    next = (next &+ 1) & (Self.most &- 1)
  }

  @inline(never) private mutating func keepApart(_ line: borrowing Span<UInt8>) {
    keep(Kept(line: line.array))
    hasOthers = others.contains { $0.line.count > Self.usual || !$0.host.isEmpty }
  }

  @inline(never) mutating func keep(_ other: Kept) {
    hasOthers = true
    (others[next], lengths[next]) = (other, 0)
    next = (next &+ 1) & (Self.most &- 1)
  }

  /// The lines, the newest first.
  var lines: [Kept] {
    get {
      (1...Self.most).map { back in
        let slot = (next - back) & (Self.most - 1)
        if lengths[slot] == 0 { return others[slot] }
        return Kept(
          line: store.span.extracting(slot * Self.usual..<slot * Self.usual + lengths[slot]).array)
      }
    }
    set {
      for i in 0..<Self.most { (lengths[i], others[i]) = (0, Kept()) }
      hasOthers = false
      for kept in newValue.reversed() {
        if kept.host.isEmpty { keep(kept.line.span) } else { keep(kept) }
      }
    }
  }
}
