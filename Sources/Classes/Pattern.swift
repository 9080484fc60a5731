/// What a rule matches: built from a template or a regular expression, compiled to an `Automaton`.
package enum Pattern: Hashable, Sendable {
  case literal([UInt8])
  /// One byte of a set.
  case byte(ByteSet)
  case sequence([Pattern])
  case choice([Pattern])
  /// So many times; without an upper bound when `most` is nil.
  indirect case repeated(Pattern, least: Int, most: Int?)

  /// Any bytes, also none.
  static let anything = Pattern.repeated(.byte(.all), least: 0, most: nil)

  static func many(_ set: ByteSet) -> Pattern { .repeated(.byte(set), least: 1, most: nil) }

  static func some(_ set: ByteSet) -> Pattern { .repeated(.byte(set), least: 0, most: nil) }

  static func maybe(_ pattern: Pattern) -> Pattern { .repeated(pattern, least: 0, most: 1) }

  static func sign(_ sign: Unicode.Scalar) -> Pattern { .literal([UInt8(ascii: sign)]) }

  /// Reads what stands in a rule's last column: `re:` and an expression, or a template.
  package static func read(_ text: ArraySlice<UInt8>) throws(PatternError) -> Pattern {
    if text.starts(with: "re:".utf8) {
      var expression = Expression(Array(text.dropFirst(3)))
      return try expression.read()
    }
    return try template(Array(text))
  }
}

/// What is wrong with a pattern, and what to do about it.
package struct PatternError: Error {
  package let what: String

  init(_ what: String) { self.what = what }
}
