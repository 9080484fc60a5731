import Lines

/// States that lead to the next by number on one byte: a text walks along them eight bytes at a time.
///
///     bytes    d e l i v e r y     from state 4 the text `livery 7` walks to state 9
///     state  1 2 3 4 5 6 7 8 9
struct Paths {
  /// By state: the byte, if it leads on.
  private var bytes: [UInt8] = []
  /// By state: how many states one after the other lead on, eight at most.
  private var lengths: [UInt8] = []

  /// Adds a state, which leads nowhere yet.
  mutating func append() {
    bytes.append(0)
    lengths.append(0)
  }

  /// Lets the state before the last lead to the last; false when `state` is another, or leads there already.
  mutating func append(_ byte: UInt8, to state: Int) -> Bool {
    guard state + 2 == bytes.count, lengths[state] == 0 else { return false }
    bytes[state] = byte
    var back = 0
    while back < 8, back <= state, lengths[state - back] == back {
      lengths[state - back] += 1
      back += 1
    }
    return true
  }

  /// The byte on which `state` leads to the next.
  func byte(_ state: Int) -> UInt8? { lengths[state] > 0 ? bytes[state] : nil }

  /// Walks as far as the bytes of `text` lead on.
  @inline(__always) func walk(_ text: borrowing Span<UInt8>, _ at: inout Int, _ state: inout Int) {
    let (bytes, lengths) = (bytes.span, lengths.span)
    while true {
      let unlike = text.word(at: at) ^ bytes.word(at: state)
      let same = min(unlike.trailingZeroBitCount &>> 3, Int(lengths[state]), text.count &- at)
      at &+= same
      state &+= same
      if same < 8 { return }
    }
  }
}
