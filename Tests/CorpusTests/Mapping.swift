import Foundation
import Support

/// Which field of ours says what a field of a source says; the rows stand in mapping.tsv.
///
///     vrl-parse_syslog    hostname    host
///     syslog-ng-msgparse  epoch       time    seconds
///     fail2ban            host        client_address,client_name  address
///
/// Of several fields the first counts that a record has.
struct Mapping {
  let source: String
  let path: String
  let field: String
  let reading: Reading

  /// How the source's value is to be read.
  enum Reading: String {
    case same
    /// Angle brackets around it do not count.
    case bare
    /// Case of letters does not count.
    case anyCase = "case"
    /// A time; `0` and times without zone are not compared.
    case time
    /// A time, of which only whole seconds since 1970 are told; 0 says nothing.
    case seconds
    /// Only that ours holds it somewhere.
    case within
    /// Ours begins with it.
    case head
    /// The name before the first dot or blank.
    case label
    /// Blanks at both ends do not count: tables lose them.
    case trimmed
    /// A number; an empty cell says nothing.
    case number
    /// An address; `::ffff:` before one of IPv4 does not count.
    case address
  }

  static let all = rows(of: "mapping.tsv").map {
    let reading = $0.count > 3 ? Reading(rawValue: $0[3])! : .same
    return Mapping(source: $0[0], path: $0[1], field: $0[2], reading: reading)
  }

  /// Whether our value says what the source's does; nil when the source's says nothing.
  func agree(_ theirs: String, _ ours: String?) -> Bool? {
    let theirs = theirs.trimmingCharacters(in: .whitespaces)
    // Perl's undef as YAML has it.
    if theirs == "~" { return nil }
    if theirs.isEmpty, ours == nil { return true }
    switch reading {
    case .same: return ours == theirs || numbersAgree(theirs, ours)
    case .bare: return ours == theirs.trimmingCharacters(in: CharacterSet(charactersIn: "<>"))
    case .anyCase: return ours?.lowercased() == theirs.lowercased()
    case .time: return ours.map { instant(of: $0) == instant(of: theirs) } ?? false
    case .seconds:
      if theirs == "0" { return nil }
      return ours.flatMap { instant(of: $0) }.map { Int($0.rounded(.down)) } == Int(theirs)
    case .within: return ours?.contains(theirs) ?? false
    case .head: return ours?.hasPrefix(theirs) ?? false
    case .trimmed: return ours?.trimmingCharacters(in: .whitespaces) == theirs
    case .number: return theirs.isEmpty ? nil : numbersAgree(theirs, ours)
    case .address: return ours?.replacing("::ffff:", with: "") == theirs.replacing("::ffff:", with: "")
    case .label: return ours?.split(whereSeparator: { $0 == "." }).first.map(String.init) == theirs
    }
  }

  private func numbersAgree(_ theirs: String, _ ours: String?) -> Bool {
    guard let ours, let a = Double(theirs), let b = Double(ours) else { return false }
    return a == b
  }
}

/// The rows of a table in Tests/Data/corpus: columns with tabs between; `#` begins a comment.
func rows(of name: String) -> [[String]] {
  let file = Place.tests.appending(path: "Data/corpus/\(name)")
  let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
    line.split(separator: "\t", omittingEmptySubsequences: true).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }
}

/// Seconds since 1970 of an RFC 3339 time with or without `:` in its zone.
func instant(of text: String) -> Double? {
  let text = text.replacing(" ", with: "T")
  let parts = text.split(separator: ".", maxSplits: 1)
  guard let head = parts.first else { return nil }
  let digits = parts.count > 1 ? parts[1].prefix { $0.isNumber } : ""
  let zone = parts.count > 1 ? String(parts[1].dropFirst(digits.count)) : ""
  guard let date = try? Date(String(head) + zone, strategy: .iso8601) else { return nil }
  return date.timeIntervalSince1970 + (Double("0." + digits) ?? 0)
}
