import Lines

/// One line of a rules file and its samples: a class for the texts that a pattern matches.
///
/// It is read no further than this run needs it: most rules are for programs that never write.
package struct Rule: Sendable {
  /// The file, and where in it the columns stand: apps, class, severity, pattern.
  private let bytes: [UInt8]
  private let columns: Columns
  /// The file that it stands in, nil for the catalogue inside the tool, and the number of its line, from 1.
  package let file: String?
  package let line: Int
  /// Where the last of its samples ends.
  var end: Int

  struct Columns: Sendable {
    var apps, `class`, severity, pattern: Range<Int32>
  }

  package struct Sample: Sendable {
    package let text: ArraySlice<UInt8>
    package let line: Int
    /// Whether the blank is missing that belongs behind the `=`.
    let isJoined: Bool
  }

  init(_ bytes: [UInt8], _ columns: Columns, file: String?, line: Int) {
    (self.bytes, self.columns, self.file, self.line) = (bytes, columns, file, line)
    end = Int(columns.pattern.upperBound)
  }

  /// A rule that stands in no file.
  package init(app: [UInt8], class: String, severity: Severity, pattern: [UInt8], line: Int) {
    var bytes: [UInt8] = []
    func column(_ text: [UInt8]) -> Range<Int32> {
      bytes += text
      return Int32(bytes.count - text.count)..<Int32(bytes.count)
    }
    let columns = Columns(
      apps: column(app), class: column(Array(`class`.utf8)), severity: column(Array(severity.rawValue.utf8)),
      pattern: column(pattern))
    self.init(bytes, columns, file: nil, line: line)
  }

  /// The programs whose texts it is for, with commas between; `*` is every program.
  var appColumn: ArraySlice<UInt8> { column(columns.apps) }

  package var apps: [ArraySlice<UInt8>] { appColumn.split(separator: UInt8(ascii: ",")) }

  package var `class`: String { column(columns.class).span.string }

  /// The severity as it stands there, and what it means.
  var level: String { column(columns.severity).span.string }
  package var severity: Severity { Severity(rawValue: level) ?? .info }

  /// A template, or `re:` and a regular expression.
  package var pattern: ArraySlice<UInt8> { column(columns.pattern) }

  private func column(_ range: Range<Int32>) -> ArraySlice<UInt8> {
    bytes[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// Texts that it must match; a line that begins with `=` and no blank is a sample without a text.
  package var samples: [Sample] {
    let below = bytes[Int(columns.pattern.upperBound)..<end]
    let lines = below.split(separator: 10, omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { (i, line) in
      let text = line.drop(while: RuleFile.isBlank)
      guard text.first == UInt8(ascii: "=") else { return nil }
      let sample = text.last == 13 ? text.dropFirst().dropLast() : text.dropFirst()
      let isJoined = !sample.isEmpty && sample.first != UInt8(ascii: " ")
      return Sample(text: sample.dropFirst(), line: self.line + i, isJoined: isJoined)
    }
  }

  package var place: String { Self.place(file, line) }

  /// `site.rules line 14`, for messages.
  package static func place(_ file: String?, _ line: Int) -> String {
    let place = file.map { ($0, line) } ?? RuleFile.part(ofLine: line)
    return "\(place.0) line \(place.1)"
  }

  /// Whether a class is written as it should be: `mail.delivery.start`, dotted lower-case names.
  package static func isClass(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.first else { return false }
      return first >= UInt8(ascii: "a") && first <= UInt8(ascii: "z") && part.allSatisfy(isNameByte)
    }
  }

  package static func isNameByte(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

/// RFC 5424's severities, the least severe first.
package enum Severity: String, CaseIterable, Comparable, Sendable {
  case debug, info, notice, warning, error, critical, alert, emergency

  private static let names: [StaticString] = [
    "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
  ]

  /// Whether the bytes are the name of one.
  static func isName(_ bytes: borrowing Span<UInt8>) -> Bool {
    for name in names where bytes.equals(name) { return true }
    return false
  }

  package static func < (one: Severity, other: Severity) -> Bool {
    allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
  }
}
