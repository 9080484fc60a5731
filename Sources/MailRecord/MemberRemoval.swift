import Lines

/// Taking fields out of a record.
extension RecordReader {
  /// The record `line` without `fields`, all else as it was; nil when it is no record.
  ///
  ///     {"a": 1, "class": "x", "b": 2}   without class   is   {"a": 1, "b": 2}
  public mutating func copy(_ line: borrowing Span<UInt8>, without fields: [Field]) -> [UInt8]? {
    var bytes = line.array
    for field in fields {
      while read(bytes.span), let value = range(field) {
        bytes.removeSubrange(member(of: value, named: field.stringValue.utf8.count, in: bytes.span))
      }
    }
    return read(bytes.span) ? bytes : nil
  }

  /// What must go with a value: its name and one comma.
  private func member(of value: Range<Int>, named length: Int, in line: borrowing Span<UInt8>) -> Range<Int> {
    let isString = line[value.lowerBound - 1] == UInt8(ascii: "\"")
    let end = isString ? value.upperBound + 1 : value.upperBound
    var start = line.backOverBlanks(isString ? value.lowerBound - 1 : value.lowerBound) - 1
    start = line.backOverBlanks(start) - length - 2
    let before = line.backOverBlanks(start)
    if line[before - 1] == UInt8(ascii: ",") { return before - 1..<end }
    let after = line.skipBlanks(end)
    return line[after] == UInt8(ascii: ",") ? start..<line.skipBlanks(after + 1) : start..<end
  }
}

extension Span where Element == UInt8 {
  /// Where the blanks that end before `end` begin.
  fileprivate func backOverBlanks(_ end: Int) -> Int {
    var i = end
    while i > 0, self[i - 1] == 0x20 || self[i - 1] == 9 || self[i - 1] == 13 { i -= 1 }
    return i
  }
}
