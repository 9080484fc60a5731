/// An IP address as one number of 128 bits; IPv4 is mapped as in RFC 4291, `::ffff:192.0.2.1`.
public struct Address: Equatable {
  public let bits: UInt128

  public init(bits: UInt128) { self.bits = bits }

  /// - Parameter text: `192.0.2.1`, `2001:db8::1`, `IPv6:2001:db8::1`, also in brackets; nil when it is none.
  public init?(_ text: borrowing Span<UInt8>) {
    var range = 0..<text.count
    if text.holds("[", at: 0), text.ends(with: "]") { range = 1..<text.count - 1 }
    if text.hasPrefixIPv6(at: range.lowerBound) { range = range.lowerBound + 5..<range.upperBound }
    if let zone = text.position(of: UInt8(ascii: "%"), from: range.lowerBound) {
      range = range.lowerBound..<min(zone, range.upperBound)
    }
    if let four = text.fourNumbers(range) {
      bits = 0xFFFF_0000_0000 | UInt128(four)
    } else if let six = text.groups(range) {
      bits = six
    } else {
      return nil
    }
  }

  public var isFour: Bool { bits >> 32 == 0xFFFF }
}

extension Address: CustomStringConvertible {
  /// As RFC 5952 has it: lower case, the longest run of zeros left out.
  public var description: String {
    if isFour {
      return stride(from: 24, through: 0, by: -8).map { "\(bits >> $0 & 0xFF)" }.joined(separator: ".")
    }
    let groups = stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: bits >> $0) }
    let zeros = Self.longestZeros(groups)
    let text = { (part: ArraySlice<UInt16>) in part.map { String($0, radix: 16) }.joined(separator: ":") }
    if zeros.count < 2 { return text(groups[...]) }
    return text(groups[..<zeros.lowerBound]) + "::" + text(groups[zeros.upperBound...])
  }

  private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for (i, group) in groups.enumerated() {
      if group != 0 { start = i + 1 }
      if i + 1 - start > longest.count { longest = start..<i + 1 }
    }
    return longest
  }
}

extension Span where Element == UInt8 {
  fileprivate func hasPrefixIPv6(at start: Int) -> Bool {
    holds("IPv6:", at: start) || holds("ipv6:", at: start) || holds("IPV6:", at: start)
  }

  /// `192.0.2.1`
  fileprivate func fourNumbers(_ range: Range<Int>) -> UInt32? {
    var (number, at): (UInt32, Int) = (0, range.lowerBound)
    for place in 0..<4 {
      if place > 0 {
        guard at < range.upperBound, self[at] == UInt8(ascii: ".") else { return nil }
        at += 1
      }
      guard let part = decimal(at: at), part.end - at <= 3, part.value < 256 else { return nil }
      number = number << 8 | UInt32(part.value)
      at = part.end
    }
    return at == range.upperBound ? number : nil
  }

  /// `2001:db8::1`, `::ffff:192.0.2.1`: 16-bit groups in hexadecimal, once `::` for as many zeros as it takes.
  fileprivate func groups(_ range: Range<Int>) -> UInt128? {
    var (head, tail, count, at): (UInt128, UInt128, Int, Int) = (0, 0, 0, range.lowerBound)
    var gap: Int?
    if holds("::", at: at) { (gap, at) = (0, at + 2) }
    while at < range.upperBound {
      if count <= 6, let four = fourNumbers(at..<range.upperBound) {
        (tail, count, at) = (tail << 32 | UInt128(four), count + 2, range.upperBound)
        break
      }
      guard count < 8, let group = group(at, before: range.upperBound) else { return nil }
      (tail, count, at) = (tail << 16 | UInt128(group.value), count + 1, group.end)
      if at == range.upperBound { break }
      guard self[at] == UInt8(ascii: ":"), at + 1 < range.upperBound else { return nil }
      at += 1
      if self[at] == UInt8(ascii: ":") {
        if gap != nil { return nil }
        (head, tail, gap, at) = (tail, 0, count, at + 1)
      }
    }
    guard let gap else { return count == 8 ? tail : nil }
    if count > 7 { return nil }
    return gap == 0 ? tail : head << UInt128(16 * (8 - gap)) | tail
  }

  /// Up to four hexadecimal digits.
  private func group(_ start: Int, before end: Int) -> (value: UInt16, end: Int)? {
    var (value, at): (UInt16, Int) = (0, start)
    while at < Swift.min(end, start + 4), let digit = UInt16(hex: self[at]) {
      (value, at) = (value << 4 | digit, at + 1)
    }
    return at > start ? (value, at) : nil
  }
}

extension UInt16 {
  fileprivate init?(hex byte: UInt8) {
    switch byte {
    case 48...57: self = UInt16(byte) - 48
    case 65...70, 97...102: self = UInt16(byte | 0x20) - 87
    default: return nil
    }
  }
}
