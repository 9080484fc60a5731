import Lines

/// The addresses of a list as Sendmail logs it, one after the other: parts of a JSON string that keeps its escapes.
///
///     <ann@a.example>,<\"b,c\"@d.example>    gives  ann@a.example  and  \"b,c\"@d.example
///
/// A comma within quotes or angle brackets parts nothing; a program or a file is one recipient.
struct AddressList {
  private var at: Int
  private let end: Int

  init(_ range: Range<Int>) { (at, end) = (range.lowerBound, range.upperBound + 1) }

  /// The next address without its brackets; nil behind the last. An empty list has one empty address.
  mutating func next(in line: borrowing Span<UInt8>) -> Range<Int>? {
    if at >= end || at == end - 1 && line[at - 1] == UInt8(ascii: ",") { return nil }
    let start = at
    let stop = line[start] == UInt8(ascii: "|") || line[start] == UInt8(ascii: "/") ? end - 1 : comma(line)
    at = stop + 1
    let isBracketed =
      stop - start >= 2 && line[start] == UInt8(ascii: "<") && line[stop - 1] == UInt8(ascii: ">")
    return isBracketed ? start + 1..<stop - 1 : start..<stop
  }

  /// Where the comma behind the address at `at` stands, or the end of the list.
  private func comma(_ line: borrowing Span<UInt8>) -> Int {
    var (i, isQuoted, depth) = (at, false, 0)
    while i < end - 1 {
      switch line[i] {
      case UInt8(ascii: "\\"):
        i += 1
        if line[i] == UInt8(ascii: "\"") { isQuoted.toggle() }
        // A backslash of the address's own takes the next character literally, which may be escaped here too.
        if line[i] == UInt8(ascii: "\\") { i += line[i + 1] == UInt8(ascii: "\\") ? 2 : 1 }
      case UInt8(ascii: "<") where !isQuoted: depth += 1
      case UInt8(ascii: ">") where !isQuoted: depth -= 1
      case UInt8(ascii: ",") where !isQuoted && depth <= 0: return i
      default: break
      }
      i += 1
    }
    return end - 1
  }
}
