/// SipHash-2-4: 64 bits that nobody can tell from chance who does not have the key.
///
///     SipHash(k0: 0x0706050403020100, k1: 0x0f0e0d0c0b0a0908).hash([])   is   0x726fdb47dd0e0e31
///
/// - Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
public struct SipHash: Sendable {
  private let k0: UInt64
  private let k1: UInt64

  public init(k0: UInt64, k1: UInt64) { (self.k0, self.k1) = (k0, k1) }

  public func hash(_ bytes: borrowing Span<UInt8>) -> UInt64 {
    var state = State(k0, k1)
    var at = 0
    while at + 8 <= bytes.count {
      state.take(bytes.word(at: at))
      at += 8
    }
    var last = UInt64(truncatingIfNeeded: bytes.count) << 56
    for i in at..<bytes.count { last |= UInt64(bytes[i]) << UInt64(8 * (i - at)) }
    state.take(last)
    return state.end()
  }

  private struct State {
    var (v0, v1, v2, v3): (UInt64, UInt64, UInt64, UInt64)

    init(_ k0: UInt64, _ k1: UInt64) {
      (v0, v1) = (k0 ^ 0x736f_6d65_7073_6575, k1 ^ 0x646f_7261_6e64_6f6d)
      (v2, v3) = (k0 ^ 0x6c79_6765_6e65_7261, k1 ^ 0x7465_6462_7974_6573)
    }

    mutating func take(_ word: UInt64) {
      v3 ^= word
      for _ in 0..<2 { round() }
      v0 ^= word
    }

    mutating func end() -> UInt64 {
      v2 ^= 0xFF
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
      v0 &+= v1
      v1 = v1.rotated(13) ^ v0
      v0 = v0.rotated(32)
      v2 &+= v3
      v3 = v3.rotated(16) ^ v2
      v0 &+= v3
      v3 = v3.rotated(21) ^ v0
      v2 &+= v1
      v1 = v1.rotated(17) ^ v2
      v2 = v2.rotated(32)
    }
  }
}

extension UInt64 {
  fileprivate func rotated(_ bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}
