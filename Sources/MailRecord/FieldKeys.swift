import Lines

/// Field names as bytes: `,"name":` for the writer, a small hash table for the reader. Made once a tool.
struct FieldKeys: ~Copyable {
  private let bytes: Slots<UInt8>
  private let ends: Slots<Int>
  /// Open addressing over name, 0xFF where empty.
  private var table = Slots<UInt8>(repeating: 0xFF, count: 512)
  private let heads: Slots<UInt64>
  private let tails: Slots<UInt64>

  init() {
    var bytes: [UInt8] = []
    var ends = [0]
    var heads: [UInt64] = []
    var tails: [UInt64] = []
    for field in Field.allCases {
      let name = Array("\(field)".utf8)
      heads.append(name.span.word(at: 0))
      tails.append(name.span.word(at: max(0, name.count - 8)))
      bytes += Array(",\"".utf8) + name + Array("\":".utf8)
      ends.append(bytes.count)
      var slot = Self.slot(heads.last!, name.count)
      while table[slot] != 0xFF { slot = (slot + 1) & 511 }
      table[slot] = field.rawValue
    }
    self.bytes = Slots(bytes)
    self.ends = Slots(ends)
    self.heads = Slots(heads)
    self.tails = Slots(tails)
  }

  /// Appends `,"name":`.
  @inline(__always) func write(_ field: Field, to output: inout Output) {
    let i = Int(field.rawValue)
    output.append(bytes.span.extracting(ends[i]..<ends[i + 1]))
  }

  /// The field that `range` of `line` names, or nil.
  @inline(__always) func field(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Field? {
    let length = range.count
    var head = line.word(at: range.lowerBound)
    if length < 8 { head &= 1 &<< (8 &* UInt64(length)) &- 1 }
    let tail = length < 8 ? head : line.word(at: range.upperBound - 8)
    var slot = Self.slot(head, length)
    while table[slot] != 0xFF {
      let i = Int(table[slot])
      if heads[i] == head, tails[i] == tail, ends[i + 1] - ends[i] == length + 4 {
        return Field(rawValue: table[slot])
      }
      slot = (slot + 1) & 511
    }
    return nil
  }

  @inline(__always) private static func slot(_ head: UInt64, _ length: Int) -> Int {
    Int(truncatingIfNeeded: ((head ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15) &>> 55)
  }
}
