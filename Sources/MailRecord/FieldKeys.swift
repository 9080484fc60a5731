import Lines

/// Field names as bytes: `,"name":` for the writer, a small hash table for the reader. Made once a tool.
struct FieldKeys: ~Copyable {
  /// 32 bytes a field: `,"name":"`.
  private let blocks: Slots<UInt8>
  /// Bytes of a name.
  private let lengths: Slots<UInt8>
  /// Open addressing over the names; at most a quarter is taken.
  private var table = Slots(repeating: Key(), count: 1024)

  /// A name: its first and its last eight bytes, and its length, 0 in an empty place of the table.
  struct Key: BitwiseCopyable {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var length: UInt32 = 0
    var field = Field.type
  }

  init() {
    var blocks: [UInt8] = []
    var lengths: [UInt8] = []
    for field in Field.allCases {
      let name = Array(field.stringValue.utf8)
      let block = Array(",\"".utf8) + name + Array("\":\"".utf8)
      blocks += block + [UInt8](repeating: 0, count: 32 - block.count)
      lengths.append(UInt8(name.count))
      let head = name.span.word(at: 0)
      let tail = name.span.word(at: max(0, name.count - 8))
      var slot = Self.slot(head, tail)
      while table[slot].length > 0 { slot = (slot + 1) & 1023 }
      table[slot] = Key(head: head, tail: tail, length: UInt32(name.count), field: field)
    }
    self.blocks = Slots(blocks)
    self.lengths = Slots(lengths)
  }

  /// Appends `,"name":`.
  @inline(__always) func write(_ field: Int, to output: inout Output) {
    output.append(block: blocks, at: field &* 32, count: Int(lengths[field]) &+ 4)
  }

  /// Appends `,"name":"`.
  @inline(__always) func writeQuoted(_ field: Int, to output: inout Output) {
    output.append(block: blocks, at: field &* 32, count: Int(lengths[field]) &+ 5)
  }

  /// Bytes of `,"name":"`.
  @inline(__always) func width(_ field: Field) -> Int { Int(lengths[field.rawValue]) &+ 5 }

  /// The field that `range` of `line` names, or nil.
  @inline(__always) func field(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Field? {
    let length = range.count
    var head = line.word(at: range.lowerBound)
    if length < 8 { head &= 1 &<< (8 &* UInt64(length)) &- 1 }
    let tail = length < 8 ? head : line.word(at: range.upperBound &- 8)
    var slot = Self.slot(head, tail)
    while table[slot].length > 0 {
      let key = table[slot]
      if key.head == head, key.tail == tail, Int(key.length) == length { return key.field }
      slot = (slot &+ 1) & 1023
    }
    return nil
  }

  /// Names share heads (`client_`) and tails (`_address`), hardly ever both.
  @inline(__always) private static func slot(_ head: UInt64, _ tail: UInt64) -> Int {
    Int(truncatingIfNeeded: ((head &+ tail &<< 7) &* 0x9E37_79B9_7F4A_7C15) &>> 54)
  }
}

extension Field {
  /// All fields in order; `allCases` would make the list anew each time.
  public static let all = allCases
}
