/// Bytes that no pattern of a table tells apart, numbered: a row of the table has one place for each class.
struct ByteClasses {
  /// By byte: its class, from 0.
  private(set) var places = [UInt8](repeating: 0, count: 256)
  private(set) var count = 0

  init(of automaton: Automaton) {
    var classes = [Int](repeating: 0, count: 256)
    var bound = 1
    for set in automaton.sets { Self.part(&classes, by: set, &bound) }
    for case .byte(let byte, _) in automaton.nodes { classes[Int(byte)] = -1 - Int(byte) }
    var known: [Int: Int] = [:]
    for byte in classes.indices {
      let place = known[classes[byte]] ?? known.count
      known[classes[byte]] = place
      places[byte] = UInt8(place)
    }
    count = known.count
  }

  /// Members of `set` leave their classes for new ones.
  private static func part(_ classes: inout [Int], by set: ByteSet, _ bound: inout Int) {
    var renamed: [Int: Int] = [:]
    for byte in UInt8.min...UInt8.max where set.contains(byte) {
      let old = classes[Int(byte)]
      if renamed[old] == nil {
        renamed[old] = bound
        bound += 1
      }
      classes[Int(byte)] = renamed[old]!
    }
  }
}
