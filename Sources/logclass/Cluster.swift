import Classes
import Lines

/// Texts of one program that say the same with other values, and the template that they share.
struct Cluster {
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

  init(_ text: borrowing Span<UInt8>, _ words: [Range<Int>], app: [UInt8], line: Int) {
    self.app = app
    self.line = line
    var end = 0
    slots = []
    for word in words {
      slots.append(Slot(text.extracting(word), after: text.extracting(end..<word.lowerBound)))
      end = word.upperBound
    }
    isOpen = end < text.count
  }

  /// Which part of the words is the same, from 0 to 1; values say nothing.
  ///
  /// The measure of Drain (He et al., ICWS 2017) but for values, which are known by their digits here.
  func likeness(_ text: borrowing Span<UInt8>, _ words: [Range<Int>]) -> Double {
    var same = 0
    var all = 0
    for (slot, word) in zip(slots, words) {
      if slot.isValue && text.extracting(word).isValue { continue }
      all += 1
      if !slot.isVaried, slot.isSame(as: text.extracting(word)) { same += 1 }
    }
    return all == 0 ? 1 : Double(same) / Double(all)
  }

  /// Takes one more text in.
  mutating func add(_ text: borrowing Span<UInt8>, _ words: [Range<Int>], _ severity: Severity) {
    count += 1
    self.severity = max(self.severity, severity)
    var end = 0
    for (i, word) in words.enumerated() {
      slots[i].take(text.extracting(word), after: text.extracting(end..<word.lowerBound))
      end = word.upperBound
    }
    if end < text.count { isOpen = true }
    let isNew = samples.count < Self.mostSamples && !samples.contains { text.equals($0.span) }
    if isNew, text.count <= Self.longestSample, text.end(from: 0, while: { $0 >= 32 }) == text.count {
      samples.append(text.array)
    }
  }

  /// Takes in another cluster of as many words.
  mutating func add(_ other: Cluster) {
    for i in slots.indices { slots[i].take(other.slots[i]) }
    count += other.count
    severity = max(severity, other.severity)
    isOpen = isOpen || other.isOpen
    samples = Array((samples + other.samples).prefix(Self.mostSamples))
  }
}

extension Cluster {
  /// The template. A value that was seen once only is taken for a variable one.
  ///
  /// The empty text can only be said by an expression.
  var template: [UInt8] {
    if slots.isEmpty { return Array("re:".utf8) }
    var template: [UInt8] = []
    for (i, slot) in slots.enumerated() {
      // A template cannot begin with a blank or be taken for an expression.
      let isHidden = i == 0 && (!slot.blanks.isEmpty || slot.bytes.starts(with: Array("re:".utf8)))
      template += slot.template(isHidden: isHidden, isAlone: count == 1)
    }
    return isOpen ? template + Array("{:rest}".utf8) : template
  }

  /// How many words did not vary.
  var literals: Int { slots.count { !$0.isVaried } }

  /// A class from the program's name and the first words: `site.sshd.failed_password_for`.
  var proposedClass: String {
    let words = slots.lazy.filter { !$0.isVaried }.map { $0.name }.filter { !$0.isEmpty }
    let name = words.prefix(3).joined(separator: "_")
    let letters = app.span.string.lowercased().utf8.map { Rule.isNameByte($0) ? $0 : UInt8(ascii: "_") }
    let isName = letters.first.map { $0 >= 97 && $0 <= 122 } ?? false
    return "site.\(isName ? letters.span.string : "any").\(name.isEmpty ? "event" : name)"
  }
}
