import Lines

/// The rules in force: the site's files first, in the order given, then the catalogue that is built in.
struct RuleFiles {
  let files: [String]

  /// All rules, or what is wrong with the site's.
  func read() -> (rules: [Rule], errors: [String]) {
    var rules: [Rule] = []
    var errors: [String] = []
    for file in files {
      guard let bytes = fileBytes(file) else {
        errors.append("\(file) can't be read")
        continue
      }
      let found = readRules(String(decoding: bytes, as: UTF8.self), file: file)
      rules += found.rules
      errors += found.errors
    }
    return (rules + Self.catalogue, errors)
  }

  /// The rules that come with the tool.
  static let catalogue: [Rule] = readRules(
    String(decoding: PackageResources.qmail_rules, as: UTF8.self), file: "qmail.rules"
  ).rules
}

/// What is wrong with `rules`: samples that their own rule does not match, or that an earlier rule takes.
func faults(of rules: [Rule]) -> [String] {
  var tables = RuleTables(rules)
  var faults: [String] = []
  for (number, rule) in rules.enumerated() {
    if rule.samples.isEmpty { faults.append("\(rule.place): no sample; add a line that begins with \"= \"") }
    for sample in rule.samples {
      let text = Array(sample.utf8)
      for app in rule.apps {
        let name = Array(app.utf8)
        let taken = tables.table(name.span).flatMap { tables.match(text.span, in: $0) }
        if taken == number { continue }
        let by = taken.map { "is taken by the rule of \(rules[$0].place)" } ?? "is not matched"
        faults.append("\(rule.place): sample \"\(sample)\" of \(app) \(by)")
      }
    }
  }
  return faults
}
