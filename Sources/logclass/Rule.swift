/// One line of a rules file: whose words, what they mean, how they read.
struct Rule: Sendable {
  let apps: [String]
  let eventClass: String
  let severity: String
  /// The template, or `re:` and an expression, as written.
  let template: String
  let pattern: Pattern
  /// Where it stands: file and line.
  let place: String
  /// Texts that it must match.
  var samples: [String] = []
  /// `,"class":"...","severity":"..."`, ready to be appended.
  let tail: [UInt8]

  static let severities = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]

  /// Reads `apps class severity template`.
  init(_ line: String, at place: String) throws(RuleError) {
    let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
    guard parts.count == 4 else { throw RuleError(what: "a rule is: app class severity template") }
    apps = parts[0].split(separator: ",").map(String.init)
    eventClass = String(parts[1])
    severity = String(parts[2])
    template = String(parts[3].drop { $0 == " " })
    self.place = place
    guard eventClass.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "." || $0 == "_") })
    else {
      throw RuleError(what: "class \"\(eventClass)\" is not of small letters, digits, _ and dots")
    }
    guard Self.severities.contains(severity) else {
      let known = Self.severities.joined(separator: " ")
      throw RuleError(what: "severity \"\(severity)\" is not known; choose from \(known)")
    }
    pattern =
      template.hasPrefix("re:")
      ? try ExpressionReader.read(String(template.dropFirst(3))) : try readTemplate(template)
    tail = Array(",\"class\":\"\(eventClass)\",\"severity\":\"\(severity)\"".utf8)
  }
}

/// Reads a rules file: rules, `= ` samples behind each, `#` comments.
///
/// - Returns: the rules, or what is wrong, each with file and line.
func readRules(_ text: String, file: String) -> (rules: [Rule], errors: [String]) {
  var rules: [Rule] = []
  var errors: [String] = []
  for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    let place = "\(file) line \(i + 1)"
    if line.hasPrefix("#") || line.allSatisfy({ $0 == " " || $0 == "\r" }) { continue }
    if line.hasPrefix("=") {
      let sample = line.dropFirst(line.hasPrefix("= ") ? 2 : 1)
      if rules.isEmpty {
        errors.append("\(place): a sample without a rule before it")
      } else {
        rules[rules.count - 1].samples.append(String(sample))
      }
      continue
    }
    do throws(RuleError) {
      rules.append(try Rule(String(line), at: place))
    } catch {
      errors.append("\(place): \(error.what)")
    }
  }
  return (rules, errors)
}
