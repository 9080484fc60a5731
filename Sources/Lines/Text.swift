extension Span where Element == UInt8 {
  /// Whether the bytes are valid UTF-8 without control characters below U+0020; tab and carriage return may stand
  /// where `blanksMay` says so.
  public func isText(blanksMay: Bool = false) -> Bool {
    var i = 0
    while i &+ 32 <= count, isASCIIText(word(at: i), word(at: i &+ 8), word(at: i &+ 16), word(at: i &+ 24)) {
      i &+= 32
    }
    while i &+ 8 <= count, isASCIIText(word(at: i)) { i &+= 8 }
    while i < count {
      let byte = self[i]
      if byte < 0x20 {
        guard blanksMay, byte == 9 || byte == 13 else { return false }
      } else if byte >= 0x80 {
        let length = characterLength(at: i)
        if length < 0 { return false }
        i &+= length &- 1
      }
      i &+= 1
    }
    return true
  }
}

/// Whether eight bytes are ASCII and no control characters.
@inline(__always) private func isASCIIText(_ word: UInt64) -> Bool {
  oddTops(word) & 0x8080_8080_8080_8080 == 0
}

/// The same for 32 bytes.
@inline(__always) private func isASCIIText(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> Bool {
  (oddTops(a) | oddTops(b) | oddTops(c) | oddTops(d)) & 0x8080_8080_8080_8080 == 0
}

/// Some byte has its top bit set when one was odd: a byte below 0x20 borrows, one from 0x80 on has it anyway.
@inline(__always) private func oddTops(_ word: UInt64) -> UInt64 { (word &- 0x2020_2020_2020_2020) | word }
