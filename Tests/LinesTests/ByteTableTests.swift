import Lines
import Support
import Testing

/// A byte table against a dictionary, over many random additions and removals of few keys, so that they meet often.
@Test(arguments: 1...8)
func byteTableActsAsDictionary(seed: UInt64) {
  var random = Seeded(seed)
  var table = ByteTable()
  var known: [Key: Int] = [:]
  for step in 0..<20_000 {
    let key = Key.random(&random)
    if step % 3 == 2 || Int.random(in: 0..<10, using: &random) < 4 {
      #expect(table.find(key.bytes.span, in: key.group) == known[key])
      if let slot = known.removeValue(forKey: key) { table.remove(slot) }
    } else {
      let slot = table.slot(of: key.bytes.span, in: key.group)
      if let old = known[key] { #expect(slot == old) } else { #expect(!known.values.contains(slot)) }
      known[key] = slot
    }
    #expect(table.count == known.count)
  }
  for (key, slot) in known { #expect(Array(key.bytes) == table.bytes.extracting(table.range(slot)).array) }
}

@Test func slotsAreNumberedUpwardsAndUsedAgain() {
  var table = ByteTable()
  for number in 0..<1000 { #expect(table.slot(of: Array("\(number)".utf8).span) == number) }
  table.remove(17)
  table.remove(18)
  #expect(table.slot(of: Array("new".utf8).span) == 18)
  #expect(table.slot(of: Array("newer".utf8).span) == 17)
  #expect(table.bound == 1000)
}

@Test func emptyKeyIsAKey() {
  var table = ByteTable()
  let none: [UInt8] = []
  #expect(table.find(none.span) == nil)
  #expect(table.slot(of: none.span) == 0)
  #expect(table.slot(of: none.span, in: 1) == 1)
  #expect(table.find(none.span) == 0)
}

struct Key: Hashable {
  let bytes: [UInt8]
  let group: Int

  static func random(_ random: inout Seeded) -> Key {
    let length = Int.random(in: 0...20, using: &random)
    // A long key now and then makes garbage enough for the arena to be packed.
    let filler = Int.random(in: 0..<50, using: &random) == 0 ? [UInt8](repeating: 1, count: 2000) : []
    return Key(
      bytes: filler + (0..<length).map { _ in UInt8.random(in: 0...1, using: &random) },
      group: Int.random(in: 0...2, using: &random))
  }
}
