/// A row, and the eight bytes by which it is compared just now: at first its key.
struct Rank {
  var word: UInt64
  var row: Int
}

/// The ranks that one thread has found.
final class Ranks {
  var ranks: [Rank] = []
}

extension [Rank] {
  /// Sorts by the words; equal ones stay in the order in which they are.
  ///
  /// Radix sort: by the last byte, then by the one before, and so on, but for bytes that all words share.
  mutating func sortByWord() {
    if count < 256 { return sort { $0.word < $1.word } }
    let first = self[0].word
    let differences = reduce(0) { $0 | ($1.word ^ first) }
    var other = self
    for shift in stride(from: UInt64(0), to: 64, by: 8) where differences &>> shift & 0xFF != 0 {
      var places = [Int](repeating: 0, count: 257)
      for rank in self { places[Int(rank.word &>> shift & 0xFF) + 1] += 1 }
      for byte in 1..<256 { places[byte] += places[byte - 1] }
      for rank in self {
        let byte = Int(rank.word &>> shift & 0xFF)
        other[places[byte]] = rank
        places[byte] += 1
      }
      swap(&self, &other)
    }
  }
}
