import Classes
import Lines

/// Proves rules by their samples: each must be matched by its own rule, for every app that the rule names.
///
/// So no rule is shadowed, for each is the first to match its own samples; and none is ambiguous, for no text that
/// is known to be of one rule is taken by another.
struct RuleCheck {
  /// What is wrong, in the order of the files: `site.rules line 14: ...`.
  private(set) var problems: [String] = []
  /// What is right but worth knowing: samples of another file that a rule takes, rules without a sample.
  private(set) var notes: [String] = []
  private(set) var samples = 0

  /// - Parameter files: all rules that are tried, the first file's first.
  init(_ files: [RuleFile]) {
    for file in files {
      problems += file.problems.map { "\(Rule.place(file.name, $0.line)): \($0.what)" }
    }
    if !problems.isEmpty { return }
    var tables = RuleTables(files, tool: "logclass")
    checkTemplates(tables.rules)
    for (number, rule) in tables.rules.enumerated() {
      if rule.samples.isEmpty {
        notes.append(
          "\(rule.place): a rule has no sample; write one below it, behind \"= \"")
      }
      samples += rule.samples.count
      for sample in rule.samples { check(sample, of: number, &tables) }
    }
  }

  /// Two rules of one file for one app with the same template are ambiguous, whatever their samples.
  private mutating func checkTemplates(_ rules: [Rule]) {
    var known: [[UInt8]: Int] = [:]
    for (number, rule) in rules.enumerated() {
      for app in rule.apps {
        let key = Array(app) + [32] + Array(rule.pattern)
        guard let first = known[key] else {
          known[key] = number
          continue
        }
        guard rules[first].file == rule.file else { continue }
        let what = "it has the template of \(rules[first].place); take one of them out"
        problems.append("\(rule.place): \(what)")
        break
      }
    }
  }

  private mutating func check(_ sample: Rule.Sample, of number: Int, _ tables: inout RuleTables) {
    let rule = tables.rules[number]
    for app in rule.apps {
      let table = tables.table(named: app.span)
      let winner = tables.match(sample.text.span, in: table)
      if winner == number { continue }
      if let winner, winner < number, Self.matches(rule, sample) {
        taken(sample, of: rule, by: tables.rules[winner])
      } else {
        problems.append(
          "\(Rule.place(rule.file, sample.line)): the rule of line \(rule.line) does not match it")
      }
      return
    }
  }

  private mutating func taken(_ sample: Rule.Sample, of rule: Rule, by winner: Rule) {
    if winner.file == rule.file {
      let what =
        "the rule of line \(winner.line) takes it before that of line \(rule.line); change their order"
      problems.append("\(Rule.place(rule.file, sample.line)): \(what)")
    } else {
      let what = "\(winner.class) takes what is \(rule.class) by \(Rule.place(rule.file, sample.line))"
      notes.append("\(winner.place): \(what)")
    }
  }

  /// Whether the rule would match if it stood alone.
  private static func matches(_ rule: Rule, _ sample: Rule.Sample) -> Bool {
    guard let pattern = try? Pattern.read(rule.pattern), let automaton = try? Automaton([pattern]) else {
      return false
    }
    var alone = LazyDFA(automaton)
    return alone.match(sample.text.span) == 0
  }
}

/// Checks the files `names` and the catalogue, and prints what was found; leaves with 100 when some is wrong.
func check(_ names: [String], to output: inout Output) {
  var catalogue = RuleFile.catalogue
  catalogue.check()
  let files = orLeave("logclass") { () throws(RulesError) in try names.map(readFile) }
  let check = RuleCheck(files + [catalogue])
  let all = (names + ["catalogue"]).joined(separator: ", ")
  for line in check.notes + check.problems { output.append(string: line + "\n") }
  if check.problems.isEmpty { output.append(string: "\(all): \(check.samples) samples, all right\n") }
  output.flush()
  if !check.problems.isEmpty { fatal("logclass", "\(all): \(check.problems.count) faults", .usage) }
}
