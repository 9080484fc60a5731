import Lines
import Testing

/// UTF-8 without control characters is text, wherever the odd byte stands.
@Test func onlyCleanUTF8IsText() {
  for length in 0..<40 {
    let plain = [UInt8](repeating: UInt8(ascii: "~"), count: length)
    #expect(isText(plain))
    for place in 0..<length {
      for byte in [UInt8](0...31) + [0x80, 0xC0, 0xC3, 0xE2, 0xF5, 0xFF] {
        var odd = plain
        odd[place] = byte
        #expect(!isText(odd), "\(byte) at \(place) of \(length)")
        #expect(isText(odd, blanksMay: true) == (byte == 9 || byte == 13))
      }
    }
  }
  for text in ["", "\u{7F}", "ä", "x€", "𝄞 and more than eight bytes", "12345678ä2345678€"] {
    let bytes = Array(text.utf8)
    #expect(isText(bytes))
    if !text.isEmpty, text.utf8.last! > 0x7F { #expect(!isText(bytes.dropLast())) }
  }
}

private func isText(_ bytes: [UInt8], blanksMay: Bool = false) -> Bool {
  let span = bytes.span
  return span.isText(blanksMay: blanksMay)
}
