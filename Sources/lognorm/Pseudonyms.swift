import Lines

/// What stands for a name or an address under the key of `-P`: the same for the same, and told by nobody who has
/// no key.
struct Pseudonyms {
  private let names: SipHash
  private let networks: SipHash

  /// - Parameter key: the bytes of the key file, 16 at least.
  init(key: [UInt8]) {
    func derived(_ purpose: UInt64) -> UInt64 { SipHash(k0: purpose, k1: 0).hash(key.span) }
    names = SipHash(k0: derived(0), k1: derived(1))
    networks = SipHash(k0: derived(2), k1: derived(3))
  }

  /// `p` and 13 letters and digits.
  func name(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    let hash = names.hash(bytes)
    return [UInt8(ascii: "p")]
      + stride(from: UInt64(60), through: 0, by: -5).map { letters[Int(hash >> $0 & 31)] }
  }

  /// Another address; two that share their first bits still share as many, and no more.
  ///
  /// Those of the host itself, 127.0.0.0/8, 0.0.0.0/8, `::1` and `::`, stand for themselves.
  /// - Source: Xu, Fan, Ammar and Moon, "Prefix-preserving IP address anonymization", 2002.
  func address(_ address: Address) -> Address {
    if isOwn(address) { return address }
    var other = permuted(address)
    while isOwn(other) { other = permuted(other) }
    return other
  }

  private func isOwn(_ address: Address) -> Bool {
    if !address.isFour { return address.bits < 2 }
    return address.bits >> 24 & 0xFF == 127 || address.bits >> 24 & 0xFF == 0
  }

  /// Each bit is turned or not, as the bits before it decide.
  private func permuted(_ address: Address) -> Address {
    var bits = address.bits
    for place in (0..<(address.isFour ? 32 : 128)).reversed() {
      let before = address.bits >> UInt128(place + 1)
      let input: [UInt8] =
        [UInt8(place), address.isFour ? 4 : 6]
        + (0..<16).map { UInt8(truncatingIfNeeded: before >> (8 * $0)) }
      bits ^= UInt128(networks.hash(input.span) & 1) << UInt128(place)
    }
    let isTaken = !address.isFour && Address(bits: bits).isFour
    return isTaken ? permuted(Address(bits: bits)) : Address(bits: bits)
  }
}
