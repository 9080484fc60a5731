import Lines

/// Addresses that begin with the same bits, in CIDR notation (RFC 4632).
///
///     192.0.2.0/24   2001:db8::/32   198.51.100.7
struct Network {
  private let bits: UInt128
  private let mask: UInt128

  init?(_ text: Substring) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = Address(Array(parts[0].utf8).span) else { return nil }
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
