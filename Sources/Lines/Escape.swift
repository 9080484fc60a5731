/// JSON text: everything that is not plain printable ASCII takes the slow way, and most text never does.
extension Output {
  /// Appends `bytes` as the inside of a JSON string: valid UTF-8, every control character escaped.
  ///
  ///     a"b\c<TAB>  becomes  a\"b\\c\t
  ///
  /// NUL and bytes that are not UTF-8 become U+FFFD (one for each maximal wrong part, as Unicode 3.9 advises).
  /// - Returns: whether every byte could be kept; false when U+FFFD stands for some.
  @inlinable @discardableResult public mutating func append(escaped bytes: borrowing Span<UInt8>) -> Bool {
    let count = bytes.count
    reserve(count &+ 8)
    let plain = unsafe bytes.withUnsafeBytes { source -> Int in
      guard let from = source.baseAddress else { return 0 }
      let to = unsafe store + used
      var i = 0
      while i &+ 16 <= count {
        let block = unsafe from.loadUnaligned(fromByteOffset: i, as: SIMD2<UInt64>.self)
        if !isPlain(block) { break }
        unsafe to.storeBytes(of: block, toByteOffset: i, as: SIMD2<UInt64>.self)
        i &+= 16
      }
      while i &+ 8 <= count {
        let word = unsafe from.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        if !isPlain(word) { return i }
        unsafe to.storeBytes(of: word, toByteOffset: i, as: UInt64.self)
        i &+= 8
      }
      // The rest with one more word, which begins inside the one before where there is one.
      if i == count { return i }
      let rest =
        count < 8 ? bytes.shortWord : unsafe from.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      if !isPlain(rest) { return i }
      unsafe to.storeBytes(of: rest, toByteOffset: count < 8 ? 0 : count &- 8, as: UInt64.self)
      return count
    }
    used &+= plain
    return plain == count || append(odd: bytes.extracting(plain..<count))
  }

  /// Appends `bytes` as `append(escaped:)` does, and the `"` that ends the string.
  @inlinable @inline(__always) @discardableResult
  public mutating func append(quoted bytes: borrowing Span<UInt8>) -> Bool {
    let kept = append(escaped: bytes)
    append(UInt8(ascii: "\""))
    return kept
  }

  /// The slow way: one odd character at a time, and up to eight plain ones before it.
  @inline(never) @usableFromInline mutating func append(odd bytes: borrowing Span<UInt8>) -> Bool {
    var kept = true
    var i = 0
    while i < bytes.count {
      // Past the end are zeros, which are odd.
      let word = bytes.word(at: i)
      let plain = odd(word).trailingZeroBitCount &>> 3
      reserve(8)
      unsafe (store + used).storeBytes(of: word, as: UInt64.self)
      used &+= plain
      i &+= plain
      if plain == 8 || i == bytes.count { continue }
      let byte = bytes[i]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        append(UInt8(ascii: "\\"))
        append(byte)
        i &+= 1
      } else if byte < 0x80 {
        if byte == 0 { kept = false }
        append(control: byte)
        i += 1
      } else {
        let length = bytes.characterLength(at: i)
        if length < 0 {
          append("\u{FFFD}")
          kept = false
        } else if byte == 0xC2, bytes[i + 1] < 0xA0 {
          append("\\u00")
          append(hexadecimal: bytes[i + 1])
        } else {
          append(bytes.extracting(i..<i + length))
        }
        i += abs(length)
      }
    }
    return kept
  }

  private mutating func append(control byte: UInt8) {
    switch byte {
    case 0: append("\u{FFFD}")
    case 8: append("\\b")
    case 9: append("\\t")
    case 10: append("\\n")
    case 12: append("\\f")
    case 13: append("\\r")
    default:
      append("\\u00")
      append(hexadecimal: byte)
    }
  }

  private mutating func append(hexadecimal byte: UInt8) {
    for digit in [byte >> 4, byte & 15] { append(digit < 10 ? 48 + digit : 87 + digit) }
  }

  /// Appends `bytes` in base64 with padding (RFC 4648, section 4).
  public mutating func append(base64 bytes: borrowing Span<UInt8>) {
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    reserve((bytes.count + 2) / 3 * 4)
    var i = 0
    while i < bytes.count {
      let left = Swift.min(3, bytes.count - i)
      var group: UInt32 = 0
      for k in 0..<3 { group = group << 8 | (k < left ? UInt32(bytes[i + k]) : 0) }
      for k in 0..<4 {
        let digit = Int(group >> UInt32(18 - 6 * k) & 63)
        append(k <= left ? unsafe alphabet.utf8Start[digit] : UInt8(ascii: "="))
      }
      i += 3
    }
  }
}

extension Span where Element == UInt8 {
  /// How many bytes the UTF-8 character at `at` has; negative: that many bytes are no character.
  func characterLength(at start: Int) -> Int {
    let lead = self[start]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, low) = (3, 0xA0)
    case 0xED: (length, high) = (3, 0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, low) = (4, 0x90)
    case 0xF4: (length, high) = (4, 0x8F)
    case 0xF1...0xF3: length = 4
    default: return -1
    }
    var i = 1
    while i < length {
      guard start + i < count, self[start + i] >= low, self[start + i] <= high else { return -i }
      (low, high) = (0x80, 0xBF)
      i += 1
    }
    return length
  }
}

/// Whether eight bytes may stand in a JSON string as they are: printable ASCII but for `"` and `\`.
@inlinable @inline(__always) func isPlain(_ word: UInt64) -> Bool { odd(word) == 0 }

/// The top bits of those that may not; the lowest is always right, one behind it may be a plain byte's.
@inlinable @inline(__always) func odd(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let tops: UInt64 = 0x8080_8080_8080_8080
  let quote = (word ^ (ones &* 0x22)) &- ones
  let slash = (word ^ (ones &* 0x5C)) &- ones
  let delete = word &+ ones  // 0x7F becomes 0x80
  let control = word &- ones &* 0x20
  return (quote | slash | delete | control | word) & tops
}

/// The same for sixteen bytes.
@inlinable @inline(__always) func isPlain(_ words: SIMD2<UInt64>) -> Bool {
  let ones = SIMD2<UInt64>(repeating: 0x0101_0101_0101_0101)
  let quote = (words ^ (ones &* 0x22)) &- ones
  let slash = (words ^ (ones &* 0x5C)) &- ones
  let delete = words &+ ones
  let control = words &- ones &* 0x20
  let odd = quote | slash | delete | control | words
  return (odd[0] | odd[1]) & 0x8080_8080_8080_8080 == 0
}
