extension Span where Element == UInt8 {
  /// Whether the bytes are valid UTF-8 without control characters below U+0020; tab and carriage return may stand
  /// where `blanksMay` says so.
  public func isText(blanksMay: Bool = false) -> Bool {
    let tops: UInt64 = 0x8080_8080_8080_8080
    var i = 0
    while i &+ 8 <= count {
      let word = word(at: i)
      // A byte below 0x20 borrows, one from 0x80 on has its top bit set.
      if (word &- 0x2020_2020_2020_2020 | word) & tops != 0 { break }
      i &+= 8
    }
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
