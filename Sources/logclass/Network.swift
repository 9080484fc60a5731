/// An IP address as one number of 128 bits; IPv4 is mapped as in RFC 4291, `::ffff:192.0.2.1`.
struct Address: Equatable {
  let bits: UInt128

  /// - Parameter text: `192.0.2.1`, `2001:db8::1`, `IPv6:2001:db8::1`, also in brackets; nil when it is none.
  init?(_ text: Substring) {
    var text = text
    if text.first == "[", text.last == "]" { text = text.dropFirst().dropLast() }
    if text.lowercased().hasPrefix("ipv6:") { text = text.dropFirst(5) }
    if let zone = text.firstIndex(of: "%") { text = text[..<zone] }
    if let four = Self.four(text) {
      bits = 0xFFFF_0000_0000 | UInt128(four)
    } else if let six = Self.six(text) {
      bits = six
    } else {
      return nil
    }
  }

  private static func four(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var number: UInt32 = 0
    for part in parts {
      guard part.utf8.count <= 3, part.first != "+", let byte = UInt8(part) else { return nil }
      number = number << 8 | UInt32(byte)
    }
    return number
  }

  private static func six(_ text: Substring) -> UInt128? {
    let halves = text.components(around: "::")
    guard halves.count <= 2, let head = groups(halves[0]) else { return nil }
    if halves.count == 1 { return head.count == 8 ? number(head) : nil }
    guard let tail = groups(halves[1]), head.count + tail.count < 8 else { return nil }
    return number(head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail)
  }

  /// The 16-bit groups between colons; an IPv4 address at the end makes two.
  private static func groups(_ text: Substring) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (i, part) in parts.enumerated() {
      if i == parts.count - 1, let four = four(part) {
        groups += [UInt16(four >> 16), UInt16(four & 0xFFFF)]
      } else if !part.isEmpty, part.utf8.count <= 4, part.first != "+", let group = UInt16(part, radix: 16) {
        groups.append(group)
      } else {
        return nil
      }
    }
    return groups.count <= 8 ? groups : nil
  }

  private static func number(_ groups: [UInt16]) -> UInt128 { groups.reduce(0) { $0 << 16 | UInt128($1) } }
}

/// Addresses that begin with the same bits, in CIDR notation (RFC 4632).
///
///     192.0.2.0/24   2001:db8::/32   198.51.100.7
struct Network {
  private let bits: UInt128
  private let mask: UInt128

  init?(_ text: Substring) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = Address(parts[0]) else { return nil }
    let isFour = !parts[0].contains(":")
    var length = 128
    if parts.count == 2 {
      guard let given = Int(parts[1]), given >= 0, given <= (isFour ? 32 : 128) else { return nil }
      length = isFour ? given + 96 : given
    }
    mask = length == 0 ? 0 : ~UInt128(0) << UInt128(128 - length)
    bits = address.bits & mask
  }

  func contains(_ address: Address) -> Bool { address.bits & mask == bits }
}

extension Substring {
  /// The pieces before, between and behind `separator`.
  fileprivate func components(around separator: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = self
    while let found = rest.range(of: separator) {
      pieces.append(rest[..<found.lowerBound])
      rest = rest[found.upperBound...]
    }
    return pieces + [rest]
  }

  private func range(of text: String) -> Range<Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
      at = index(after: at)
    }
    return nil
  }
}
