import Lines

/// Undoes the escapes of a JSON string into `buffer`, which is emptied first.
///
///     a\"b\\c\u00e9   becomes   a"b\cé
///
/// What is no escape stays as it is.
func unescape(_ text: borrowing Span<UInt8>, into buffer: inout [UInt8]) {
  buffer.removeAll(keepingCapacity: true)
  var i = 0
  while i < text.count {
    guard text[i] == UInt8(ascii: "\\"), i + 1 < text.count else {
      buffer.append(text[i])
      i += 1
      continue
    }
    switch text[i + 1] {
    case UInt8(ascii: "b"): buffer.append(8)
    case UInt8(ascii: "t"): buffer.append(9)
    case UInt8(ascii: "n"): buffer.append(10)
    case UInt8(ascii: "f"): buffer.append(12)
    case UInt8(ascii: "r"): buffer.append(13)
    case UInt8(ascii: "u"):
      guard var code = hexadecimal(text, at: i + 2) else { break }
      if code >> 10 == 0x36, text.holds("\\u", at: i + 6), let low = hexadecimal(text, at: i + 8),
        low >> 10 == 0x37
      {
        code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
        i += 6
      }
      buffer += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
      i += 4
    default: buffer.append(text[i + 1])
    }
    i += 2
  }
}

/// Four hex digits of either case.
private func hexadecimal(_ text: borrowing Span<UInt8>, at start: Int) -> UInt32? {
  guard start + 4 <= text.count else { return nil }
  var code: UInt32 = 0
  for i in start..<start + 4 {
    let byte = text[i]
    let digit = byte < 58 ? byte &- 48 : (byte | 0x20) &- 87
    guard digit < 16, byte < 58 || digit > 9 else { return nil }
    code = code << 4 | UInt32(digit)
  }
  return code
}
