import Classes
import Lines

/// Prints which programs' rules give a class: a row a class, a column a family of programs, in it how many.
/// Holes show what a program can't say, or what no rule reads yet.
///
///     class                  postfix  qmail  sendmail
///     mail.delivery.failed         4      3         7
func printMatrix(_ rules: [Rule], to output: inout Output) {
  let rules = rules.filter { !$0.apps.contains(Causes.app) }
  let families = Set(rules.flatMap { $0.apps.map(family) }).sorted()
  let classes = Set(rules.map { $0.class }).sorted()
  var counts: [String: [String: Int]] = [:]
  for rule in rules {
    for family in Set(rule.apps.map(family)) { counts[rule.class, default: [:]][family, default: 0] += 1 }
  }
  let width = classes.map { $0.utf8.count }.max() ?? 0
  output.append(string: "class".padded(to: width) + families.map { "  " + $0 }.joined() + "\n")
  for name in classes {
    let cells = families.map { family in
      let count = counts[name]?[family].map(String.init) ?? "."
      return String(repeating: " ", count: max(2, family.utf8.count + 2 - count.utf8.count)) + count
    }
    output.append(string: name.padded(to: width) + cells.joined() + "\n")
  }
}

/// The family of a program: what stands before the first `/` or `-`, so that `postfix/smtpd` is postfix.
private func family(_ app: ArraySlice<UInt8>) -> String {
  let head = app.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "-") }
  return String(decoding: head.isEmpty ? app : head, as: UTF8.self)
}

extension String {
  /// With blanks behind, so that it is `width` wide.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - utf8.count)) }
}
