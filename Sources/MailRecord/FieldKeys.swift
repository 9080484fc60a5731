import Lines

/// Field names as bytes: `,"name":` for the writer, a small hash table for the reader. Made once a tool.
struct FieldKeys: ~Copyable {
  /// 32 bytes a field: `,"name":"`.
  private let blocks: Slots<UInt8>
  /// Bytes of a name.
  private let lengths: Slots<UInt8>
  /// Open addressing over name, 0xFF where empty; at most a quarter is taken.
  private var table = Slots<UInt8>(repeating: 0xFF, count: 1 << 10)
  private let heads: Slots<UInt64>
  private let tails: Slots<UInt64>

  init() {
    var blocks: [UInt8] = []
    var lengths: [UInt8] = []
    var heads: [UInt64] = []
    var tails: [UInt64] = []
    for field in Field.allCases {
      let name = Array(field.stringValue.utf8)
      heads.append(name.span.word(at: 0))
      tails.append(name.span.word(at: max(0, name.count - 8)))
      lengths.append(UInt8(name.count))
      let block = Array(",\"".utf8) + name + Array("\":\"".utf8)
      blocks += block + [UInt8](repeating: 0, count: 32 - block.count)
      var slot = Self.slot(heads.last!, tails.last!)
      while table[slot] != 0xFF { slot = (slot + 1) & 1023 }
      table[slot] = UInt8(field.rawValue)
    }
    self.blocks = Slots(blocks)
    self.lengths = Slots(lengths)
    self.heads = Slots(heads)
    self.tails = Slots(tails)
  }

  /// Appends `,"name":`.
  @inline(__always) func write(_ field: Int, to output: inout Output) {
    output.append(block: blocks, at: field &* 32, count: Int(lengths[field]) &+ 4)
  }

  /// Appends `,"name":"`.
  @inline(__always) func writeQuoted(_ field: Int, to output: inout Output) {
    output.append(block: blocks, at: field &* 32, count: Int(lengths[field]) &+ 5)
  }

  /// The field that `range` of `line` names, or nil.
  @inline(__always) func field(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Field? {
    let length = range.count
    var head = line.word(at: range.lowerBound)
    if length < 8 { head &= 1 &<< (8 &* UInt64(length)) &- 1 }
    let tail = length < 8 ? head : line.word(at: range.upperBound - 8)
    var slot = Self.slot(head, tail)
    while table[slot] != 0xFF {
      let i = Int(table[slot])
      if heads[i] == head, tails[i] == tail, Int(lengths[i]) == length {
        return Field(rawValue: i)
      }
      slot = (slot + 1) & 1023
    }
    return nil
  }

  /// Names share heads (`client_`) and tails (`_address`), hardly ever both.
  @inline(__always) private static func slot(_ head: UInt64, _ tail: UInt64) -> Int {
    Int(truncatingIfNeeded: ((head &+ tail &<< 7) &* 0x9E37_79B9_7F4A_7C15) &>> 54)
  }
}
