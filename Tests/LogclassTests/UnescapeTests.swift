import Lines
import Testing

/// JSON's escapes, undone.
@Test(arguments: [
  ("plain", "plain"), (#"a\"b\\c\/d"#, #"a"b\c/d"#), (#"\b\t\n\f\r"#, "\u{8}\t\n\u{C}\r"),
  (#"\u00e4\u20AC"#, "ä€"),
  (#"\ud83d\ude00!"#, "😀!"), (#"\ud83d"#, "\u{FFFD}"), (#"\ude00x"#, "\u{FFFD}x"),
  (#"\ud83d\u0041"#, "\u{FFFD}A"),
  (#"\u12"#, #"\u12"#), (#"\u+123"#, #"\u+123"#), (#"\q\"#, #"\q\"#), (#"\u0000"#, "\0"), ("ä\\n😀", "ä\n😀"),
])
func unescaped(_ text: String, _ expected: String) {
  var bytes: [UInt8] = []
  bytes.append(unescaping: Array(text.utf8).span)
  #expect(bytes == Array(expected.utf8))
}
