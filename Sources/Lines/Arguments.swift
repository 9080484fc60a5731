/// Text that the audit system wrote in hexadecimal, since a stranger chose it.
extension Span where Element == UInt8 {
  /// The bytes that pairs of hexadecimal digits of either case stand for, NULs as blanks.
  ///
  ///     6C73002D6C   is   ls -l
  public var decodedHexadecimal: [UInt8] {
    (0..<count / 2).map { i in
      let byte = Self.hexDigit(self[2 * i]) &<< 4 | Self.hexDigit(self[2 * i + 1])
      return byte == 0 ? UInt8(ascii: " ") : byte
    }
  }

  /// What the Common Event Format's escapes stand for: `\|`, `\=`, `\\`, and `\n` and `\r` for ends of lines.
  public var withoutBackslashes: [UInt8] {
    var text: [UInt8] = []
    var at = 0
    while at < count {
      let next = self[at] == UInt8(ascii: "\\") && at + 1 < count ? self[at + 1] : 0
      switch next {
      case UInt8(ascii: "|"), UInt8(ascii: "="), UInt8(ascii: "\\"): text.append(next)
      case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
      default:
        text.append(self[at])
        at -= 1
      }
      at += 2
    }
    return text
  }

  fileprivate static func hexDigit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte &- 48 : (byte | 0x20) &- 87 }

  /// The arguments of a command, with blanks between: of `argc=2 a0="ls" a1=2D6C` it is `ls -l`.
  ///
  /// A long one stands in parts, `a1[0]=2D a1[1]=6C`.
  public var joinedArguments: [UInt8] {
    arguments(hasPlaces: false).bytes.map { $0 == 0 ? UInt8(ascii: " ") : $0 }
  }

  /// The same with NULs between, and where each byte of them stands.
  public var placedArguments: Placed { arguments(hasPlaces: true) }

  private func arguments(hasPlaces: Bool) -> Placed {
    var words = Placed(hasPlaces: hasPlaces)
    var at = 0
    while at < count {
      let end = end(from: at) { $0 != UInt8(ascii: " ") && $0 != 0x1D }
      append(argument: at..<end, to: &words)
      at = end + 1
    }
    return words
  }

  /// Appends the value in `range` when its key is that of an argument.
  private func append(argument range: Range<Int>, to words: inout Placed) {
    guard holds("a", at: range.lowerBound), let number = decimal(at: range.lowerBound + 1) else { return }
    var start = number.end
    var isFirstPart = true
    if holds("[", at: start), let part = decimal(at: start + 1), holds("]", at: part.end) {
      start = part.end + 1
      isFirstPart = part.value == 0
    }
    guard start < range.upperBound, holds("=", at: start) else { return }
    if isFirstPart, !words.bytes.isEmpty { words.append(0, at: range.lowerBound..<range.lowerBound) }
    let value = start + 1..<range.upperBound
    if value.count >= 2, holds("\"", at: value.lowerBound), self[value.upperBound - 1] == UInt8(ascii: "\"") {
      for i in value.dropFirst().dropLast() { words.append(self[i], at: i..<i + 1) }
    } else {
      words.append(hexadecimal: self, value)
    }
  }
}

/// Bytes that were decoded, and where in the text each of them stands.
public struct Placed {
  public private(set) var bytes: [UInt8] = []
  public private(set) var places: [Range<Int>] = []
  private let hasPlaces: Bool

  fileprivate init(hasPlaces: Bool) { self.hasPlaces = hasPlaces }

  /// - Parameter range: pairs of hexadecimal digits.
  public init(hexadecimal text: borrowing Span<UInt8>, _ range: Range<Int>) {
    self.init(hasPlaces: true)
    append(hexadecimal: text, range)
  }

  fileprivate mutating func append(_ byte: UInt8, at place: Range<Int>) {
    bytes.append(byte)
    if hasPlaces { places.append(place) }
  }

  fileprivate mutating func append(hexadecimal text: borrowing Span<UInt8>, _ range: Range<Int>) {
    for i in 0..<range.count / 2 {
      let at = range.lowerBound + 2 * i
      append(Span.hexDigit(text[at]) &<< 4 | Span.hexDigit(text[at + 1]), at: at..<at + 2)
    }
  }
}
