import Lines

extension Span where Element == UInt8 {
  /// The nanoseconds that a decimal number of seconds means; nil for anything else, and for 10^9 seconds and more.
  ///
  ///     0.07   is   70000000
  public func nanoseconds(ofSeconds range: Range<Int>) -> Int64? {
    guard let whole = decimal(at: range.lowerBound), whole.value < 1_000_000_000 else { return nil }
    let seconds = Int64(whole.value) * 1_000_000_000
    if whole.end == range.upperBound { return seconds }
    guard holds(".", at: whole.end), let part = fraction(self, at: whole.end + 1),
      part.end == range.upperBound
    else { return nil }
    return seconds + Int64(part.nanoseconds)
  }
}
