/// Looks for some bytes in a text, each byte of which is looked at twice at most.
///
///     Search(name).next(in: line, 0..<line.count)
///
/// - Source: Knuth, Morris and Pratt, "Fast Pattern Matching in Strings", 1977.
public struct Search {
  private let bytes: [UInt8]
  /// For each number of bytes that stand there, how many of the first ones the last ones are.
  private let borders: [Int]

  /// - Parameter bytes: one at least.
  public init(_ bytes: borrowing Span<UInt8>) {
    self.bytes = bytes.array
    var borders = [0, 0]
    for i in 1..<max(1, bytes.count) {
      var border = borders[i]
      while border > 0, bytes[border] != bytes[i] { border = borders[border] }
      borders.append(bytes[border] == bytes[i] ? border + 1 : 0)
    }
    self.borders = borders
  }

  /// Where they first stand in `range`.
  public func next(in text: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var count = 0
    for at in range {
      while count > 0, text[at] != bytes[count] { count = borders[count] }
      if text[at] == bytes[count] { count += 1 }
      if count == bytes.count { return at + 1 - count..<at + 1 }
    }
    return nil
  }
}
