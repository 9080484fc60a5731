import Lines

/// Walks over the pairs of a flat JSON object: for records whose names are no `Field`s.
///
///     var pairs = Pairs()
///     while let pair = pairs.next(in: line) { ... line.extracting(pair.name) ... }
public struct Pairs {
  /// Where a name and its value stand: the inside of a string, or the whole of another value.
  public struct Pair {
    public var name: Range<Int>
    public var value: Range<Int>
    /// Whether the value is a string that holds a backslash.
    public var isEscaped: Bool
  }

  private var at = 0

  public init() {}

  /// The next pair; nil at the end, or where the line is no JSON object.
  public mutating func next(in line: borrowing Span<UInt8>) -> Pair? {
    at = line.skipBlanks(at)
    guard at < line.count, line[at] == (at == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")) else { return nil }
    at = line.skipBlanks(at + 1)
    guard at < line.count, line[at] == UInt8(ascii: "\"") else { return nil }
    let name = at + 1..<line.stringEnd(from: at + 1).end
    at = line.skipBlanks(name.upperBound + 1)
    guard at < line.count, line[at] == UInt8(ascii: ":") else { return nil }
    guard let value = line.value(at: line.skipBlanks(at + 1)) else { return nil }
    at = value.next
    return Pair(name: name, value: value.start..<value.end, isEscaped: value.escaped)
  }
}
