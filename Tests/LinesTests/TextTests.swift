import Lines
import Testing

/// UTF-8 without control characters is text, wherever the odd byte stands.
@Test func onlyCleanUTF8IsText() {
  for length in 0..<40 {
    let plain = [UInt8](repeating: UInt8(ascii: "~"), count: length)
    #expect(plain.span.isText())
    for place in 0..<length {
      for byte in [UInt8](0...31) + [0x80, 0xC0, 0xC3, 0xE2, 0xF5, 0xFF] {
        var odd = plain
        odd[place] = byte
        #expect(!odd.span.isText(), "\(byte) at \(place) of \(length)")
        #expect(odd.span.isText(blanksMay: true) == (byte == 9 || byte == 13))
      }
    }
  }
  for text in ["", "\u{7F}", "ä", "x€", "𝄞 and more than eight bytes", "12345678ä2345678€"] {
    #expect(Array(text.utf8).span.isText())
    if !text.isEmpty, text.utf8.last! > 0x7F { #expect(!Array(text.utf8.dropLast()).span.isText()) }
  }
}
