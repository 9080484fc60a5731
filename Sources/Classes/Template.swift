/// Templates: literal text with typed holes.
///
///     delivery {delivery:int}: {result:word} {:rest}   matches   delivery 8: failure: no such user
extension Pattern {
  /// The types of holes. `{name}` alone is a word.
  static let holes: [(name: String, pattern: Pattern)] = [
    ("hex", .many(.hexDigits)),
    ("int", .many(.digits)),
    ("ip", .address),
    ("labels", labels),
    ("number", .number),
    ("rest", .anything),
    ("text", .anything),
    ("value", .some(ByteSet.blanks.inverted)),
    ("word", .many(ByteSet.blanks.inverted)),
  ]

  /// Categories and severities before a message, or none: `xfer-in: info: `.
  private static let labels: Pattern = {
    let letters = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z")).union(ByteSet("-"))
    return .repeated(.sequence([.many(letters), .literal(Array(": ".utf8))]), least: 0, most: nil)
  }()

  /// A decimal number with or without sign and fraction: `-0.25`, `12`, `.5`.
  private static let number = Pattern.sequence([
    .maybe(.byte(ByteSet("+-"))),
    .choice([
      .sequence([.many(.digits), .maybe(.sequence([.sign("."), .some(.digits)]))]),
      .sequence([.sign("."), .many(.digits)]),
    ]),
  ])

  /// IPv4 in four parts; IPv6 with two colons or more: `2001:db8::1`, `fe80::1%eth0`, `::ffff:192.0.2.1`.
  private static let address: Pattern = {
    let part = Pattern.repeated(.byte(.digits), least: 1, most: 3)
    let short = Pattern.some(.hexDigits)
    let zone = Pattern.sequence([.sign("%"), .many(ByteSet.wordBytes.union(ByteSet(".-")))])
    return .choice([
      .sequence([part, .sign("."), part, .sign("."), part, .sign("."), part]),
      .sequence([
        short, .sign(":"), short, .sign(":"), .some(ByteSet.hexDigits.union(ByteSet(":."))), .maybe(zone),
      ]),
    ])
  }()

  /// Reads a template; `{{` is a brace that means itself.
  static func template(_ text: [UInt8]) throws(PatternError) -> Pattern {
    let brace = UInt8(ascii: "{")
    var parts: [Pattern] = []
    var literal: [UInt8] = []
    var at = 0
    while at < text.count {
      let byte = text[at]
      at += 1
      if byte != brace || at < text.count && text[at] == brace {
        literal.append(byte)
        if byte == brace { at += 1 }
        continue
      }
      guard let end = text[at...].firstIndex(of: UInt8(ascii: "}")) else {
        throw PatternError("a hole has no closing brace; write {{ for a brace that means itself")
      }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = []
      parts.append(try hole(text[at..<end], isLast: end + 1 == text.count))
      at = end + 1
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return .sequence(parts)
  }

  /// The hole of `name:type`, `:type` or `name`.
  private static func hole(_ inside: ArraySlice<UInt8>, isLast: Bool) throws(PatternError) -> Pattern {
    let text = String(decoding: inside, as: UTF8.self)
    let colon = text.firstIndex(of: ":")
    let name = text[..<(colon ?? text.endIndex)]
    let type = colon.map { String(text[text.index(after: $0)...]) } ?? "word"
    guard name.utf8.allSatisfy(Rule.isNameByte), colon != nil || !name.isEmpty else {
      throw PatternError("hole {\(text)} has no lower-case name; write {name:type}, {name} or {:type}")
    }
    guard let hole = holes.first(where: { $0.name == type }) else {
      let known = holes.map { $0.name }.joined(separator: " ")
      throw PatternError("hole {\(text)} is of no known type; choose from \(known)")
    }
    if type == "rest", !isLast { throw PatternError("hole {\(text)} is not at the end; use {\(name):text}") }
    return hole.pattern
  }
}
