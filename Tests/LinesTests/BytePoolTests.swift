import Lines
import Support
import Testing

/// What is stored comes back unchanged, whatever is stored and freed around it.
@Test(arguments: 1...4)
func bytePoolKeepsWhatItHolds(seed: UInt64) {
  var random = Seeded(seed)
  var pool = BytePool()
  var held: [(block: BytePool.Block, bytes: [UInt8])] = []
  for _ in 0..<20_000 {
    if held.count > 200 || (!held.isEmpty && Int.random(in: 0..<5, using: &random) < 2) {
      let (block, bytes) = held.remove(at: Int.random(in: 0..<held.count, using: &random))
      #expect(pool.bytes(block).array == bytes)
      pool.free(block)
    } else {
      let length = Int.random(in: 0..<1 << Int.random(in: 0...12, using: &random), using: &random)
      let bytes = [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: length)
      held.append((pool.store(bytes.span), bytes))
    }
  }
  for (block, bytes) in held { #expect(pool.bytes(block).array == bytes) }
}

@Test func bytePoolLowersLettersOnly() {
  var pool = BytePool()
  let block = pool.store(lowered: Array("ZoÉ[@A`{.EXAMPLE".utf8).span)
  #expect(pool.bytes(block).string == "zoÉ[@a`{.example")
}
