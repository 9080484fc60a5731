/// One line of a rules file and its samples: a class for the texts that a pattern matches.
///
/// Names and texts are slices of the file: nothing is copied that this run may not need.
struct Rule: Sendable {
  /// The programs whose texts it is for; `*` is every program.
  let apps: [ArraySlice<UInt8>]
  let `class`: String
  let severity: Severity
  /// A template, or `re:` and a regular expression.
  let pattern: ArraySlice<UInt8>
  /// The file that it stands in, nil for the catalogue inside the tool, and the number of its line, from 1.
  let file: String?
  let line: Int
  /// Texts that it must match.
  var samples: [Sample] = []

  struct Sample: Sendable {
    let text: ArraySlice<UInt8>
    let line: Int
  }

  var place: String { Self.place(file, line) }

  /// `site.rules line 14`, for messages.
  static func place(_ file: String?, _ line: Int) -> String {
    let place = file.map { ($0, line) } ?? RuleFile.part(ofLine: line)
    return "\(place.0) line \(place.1)"
  }

  /// Whether a class is written as it should be: `mail.delivery.start`, dotted lower-case names.
  static func isClass(_ text: String) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.first else { return false }
      return first >= UInt8(ascii: "a") && first <= UInt8(ascii: "z") && part.allSatisfy(isNameByte)
    }
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

/// RFC 5424's severities, the least severe first.
enum Severity: String, CaseIterable, Comparable, Sendable {
  case debug, info, notice, warning, error, critical, alert, emergency

  static func < (one: Severity, other: Severity) -> Bool {
    allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
  }
}
