/// Text put together in an output that is never flushed.
extension Output {
  /// Appends what the inside of a JSON string means.
  ///
  ///     a\"b\\c\u00e9   becomes   a"b\cé
  public mutating func append(unescaped text: borrowing Span<UInt8>) {
    var meant: [UInt8] = []
    meant.append(unescaping: text)
    append(meant.span)
  }

  /// Makes the ASCII capitals that were appended since `mark` small, eight bytes at a time.
  public mutating func lowercase(from mark: Int) {
    reserve(8)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = mark
    while i < used {
      let word = unsafe store.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      // Bit 7 of a byte is set by the one sum from A on, by the other behind Z.
      let low = word & (ones &* 0x7F)
      let capitals = ((low &+ ones &* 63) ^ (low &+ ones &* 37)) & ~word & (ones &* 0x80)
      unsafe store.storeBytes(of: word | capitals &>> 2, toByteOffset: i, as: UInt64.self)
      i += 8
    }
  }

  /// Puts `new` wherever `old` was appended since `mark`.
  public mutating func replace(_ old: UInt8, by new: UInt8, from mark: Int) {
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: store, count: used)
    for i in Swift.min(mark, bytes.count)..<bytes.count where unsafe bytes[i] == old { unsafe bytes[i] = new }
  }
}
