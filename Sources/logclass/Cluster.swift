import Lines

/// Texts of one program that say the same with other values, and the template that they share.
struct Cluster {
  /// One token of the template.
  struct Slot {
    /// What stood there first.
    let bytes: [UInt8]
    var kind: Token.Kind
    var isVaried = false

    func isSame(as text: borrowing Span<UInt8>) -> Bool { text.equals(bytes.span) }

    /// Whether a template can say it as it stands.
    var isLiteral: Bool { !isVaried && (kind != .separator || bytes[0] >= 32) }
  }

  let app: [UInt8]
  /// Where the first of them stood in the input.
  let line: Int
  private(set) var slots: [Slot]
  /// Whether texts go on behind the slots.
  private(set) var isOpen: Bool
  private(set) var count = 0
  private(set) var severity = Severity.debug
  private(set) var samples: [[UInt8]] = []

  private static let mostSamples = 3
  private static let longestSample = 1000

  init(_ text: borrowing Span<UInt8>, _ tokens: [Token], app: [UInt8], line: Int) {
    self.app = app
    self.line = line
    slots = tokens.map { Slot(bytes: text.extracting($0.range).array, kind: $0.kind) }
    isOpen = (tokens.last?.range.upperBound ?? 0) < text.count
  }

  /// Whether at least half of the words are the same; values of the same type are the same.
  ///
  /// The rule of Drain (He et al., ICWS 2017), whose groups are told apart by separators here too.
  func resembles(_ text: borrowing Span<UInt8>, _ tokens: [Token]) -> Bool {
    var same = 0
    var words = 0
    for (slot, token) in zip(slots, tokens) where slot.kind != .separator {
      words += 1
      if slot.kind != .word {
        if slot.kind.joined(token.kind) != .word { same += 1 }
      } else if !slot.isVaried, slot.isSame(as: text.extracting(token.range)) {
        same += 1
      }
    }
    return same * 2 >= words
  }

  /// Takes one more text in.
  mutating func add(_ text: borrowing Span<UInt8>, _ tokens: [Token], _ severity: Severity) {
    count += 1
    self.severity = max(self.severity, severity)
    for i in slots.indices where !slots[i].isSame(as: text.extracting(tokens[i].range)) {
      slots[i].isVaried = true
      slots[i].kind = slots[i].kind.joined(tokens[i].kind)
    }
    let end = tokens.last?.range.upperBound ?? 0
    if end < text.count { isOpen = true }
    let isNew = samples.count < Self.mostSamples && !samples.contains { text.equals($0.span) }
    if isNew, text.count <= Self.longestSample, text.end(from: 0, while: { $0 >= 32 }) == text.count {
      samples.append(text.array)
    }
  }
}

extension Cluster {
  /// The template, up to `length` slots if it goes on with anything there.
  ///
  /// A value that was seen once only is taken for a variable one when it is a number or an address.
  /// The empty text can only be said by an expression.
  func template(openAfter length: Int? = nil) -> [UInt8] {
    if slots.isEmpty { return Array("re:".utf8) }
    var template: [UInt8] = []
    for (i, slot) in slots.prefix(length ?? slots.count).enumerated() {
      let isValue = slot.kind != .word && slot.kind != .separator
      // A template cannot begin with a blank or be taken for an expression.
      let isHidden = i == 0 && (slot.bytes == [32] || slot.bytes == Array("re".utf8))
      if slot.isLiteral && !isHidden && !(isValue && count == 1) {
        for byte in slot.bytes { template += byte == UInt8(ascii: "{") ? [byte, byte] : [byte] }
      } else {
        template += Array(slot.kind.hole.description.utf8)
      }
    }
    return isOpen || length != nil ? template + Array("{:rest}".utf8) : template
  }

  /// A class from the program's name and the first words: `site.sshd.failed_password_for`.
  var proposedClass: String {
    let words = slots.filter { $0.kind == .word && $0.isLiteral && Self.isName($0.bytes) }
    let name = words.prefix(3).map { $0.bytes.span.string.lowercased() }.joined(separator: "_")
    let letters = app.span.string.lowercased().utf8.map { Rule.isNameByte($0) ? $0 : UInt8(ascii: "_") }
    let program = letters.first.map(Self.isLetter) ?? false ? letters.span.string : "any"
    return "site.\(program).\(name.isEmpty ? "event" : name)"
  }

  private static func isName(_ word: [UInt8]) -> Bool { word.count <= 20 && word.allSatisfy(isLetter) }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 32 >= 97 && byte | 32 <= 122 }
}
