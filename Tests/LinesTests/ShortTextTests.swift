import Lines
import Testing

/// A short text stands where all its bytes stand, and nowhere else.
@Test func shortTextsAreFoundWhole() {
  for length in 1...24 {
    let text = (0..<length).map { UInt8(ascii: "a") + UInt8($0) }
    let line = Array("..".utf8) + text + Array("........".utf8)
    let short = ShortText(line.span, 2..<2 + length)
    #expect(holds(line, short, at: 2))
    for place in 0..<line.count where place != 2 { #expect(!holds(line, short, at: place)) }
    for place in 2..<2 + length {
      var other = line
      other[place] ^= 0x80
      #expect(!holds(other, short, at: 2), "byte \(place - 2) of \(length)")
    }
  }
}

@Test func noTextStandsNowhere() {
  let line = [UInt8](repeating: 0, count: 64)
  for text in [ShortText(), ShortText(line.span, 3..<3), ShortText(line.span, 0..<25)] {
    for place in -1...64 { #expect(!holds(line, text, at: place)) }
  }
}

private func holds(_ line: [UInt8], _ text: ShortText, at start: Int) -> Bool {
  let span = line.span
  return span.holds(text, at: start)
}
