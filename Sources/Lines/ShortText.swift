/// A text of up to 24 bytes as three words that overlap, to be found again at the cost of one comparison.
///
///     ,"queue_id":"   is   ,"queue_   _id":"   _id":"
public struct ShortText: BitwiseCopyable, Sendable {
  @usableFromInline let words: (UInt64, UInt64, UInt64)
  /// Where the second and the third word are.
  @usableFromInline let middle: UInt8
  @usableFromInline let last: UInt8
  /// Bits of a word behind a text that is shorter.
  @usableFromInline let surplus: UInt8

  /// A text that stands nowhere.
  public init() { (words, middle, last, surplus) = ((0, 1, 2), 0, 0, 0) }

  /// The text that fills `range`; one that stands nowhere when it is empty or too long.
  public init(_ line: borrowing Span<UInt8>, _ range: Range<Int>) {
    if range.isEmpty || range.count > 24 {
      (words, middle, last, surplus) = ((0, 1, 2), 0, 0, 0)
      return
    }
    last = UInt8(max(0, range.count - 8))
    middle = min(8, last)
    surplus = UInt8(8 * max(0, 8 - range.count))
    let start = range.lowerBound
    words = (line.word(at: start), line.word(at: start + Int(middle)), line.word(at: start + Int(last)))
  }
}

extension Span where Element == UInt8 {
  /// Whether `text` stands at offset `start`; not known, and so false, where less than a word is left.
  @inlinable @inline(__always) public func holds(_ text: ShortText, at start: Int) -> Bool {
    guard start >= 0, start &+ Int(text.last) &+ 8 <= count else { return false }
    func word(_ at: UInt8) -> UInt64 {
      unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ Int(at), as: UInt64.self)
    }
    let first = word(0) ^ text.words.0
    let others = (word(text.middle) ^ text.words.1) | (word(text.last) ^ text.words.2)
    return (first | others) &<< UInt64(text.surplus) == 0
  }
}
