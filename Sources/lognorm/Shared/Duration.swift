import Lines

extension Span where Element == UInt8 {
  /// The seconds that numbers with their units mean; nil when `range` is something else, or too long a time.
  ///
  ///     2d3h    4m30s    1w2d
  ///
  /// - Parameters:
  ///   - units: those that may stand behind a number, of `wdhms`.
  ///   - most: what each number is less than.
  func duration(_ range: Range<Int>, units: StaticString, below most: UInt64) -> UInt64? {
    var (sum, at): (UInt64, Int) = (0, range.lowerBound)
    while at < range.upperBound {
      guard let number = decimal(at: at), number.end < range.upperBound, number.value < most,
        let unit = unit(self[number.end], of: units)
      else { return nil }
      // A line of a megabyte may hold a hundred thousand of them.
      let (total, isTooLong) = sum.addingReportingOverflow(number.value * unit)
      if isTooLong { return nil }
      (sum, at) = (total, number.end + 1)
    }
    return range.isEmpty ? nil : sum
  }

  /// The seconds of one.
  private func unit(_ letter: UInt8, of units: StaticString) -> UInt64? {
    guard units.description.utf8.contains(letter) else { return nil }
    switch letter {
    case UInt8(ascii: "w"): return 604_800
    case UInt8(ascii: "d"): return 86_400
    case UInt8(ascii: "h"): return 3600
    case UInt8(ascii: "m"): return 60
    case UInt8(ascii: "s"): return 1
    default: return nil
    }
  }
}
