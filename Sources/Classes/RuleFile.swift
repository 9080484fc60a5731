import Lines

/// A rules file, read: its rules in order, and what is wrong with it.
///
///     # app            class                  severity  template
///     qmail-send       mail.delivery.start    info      starting delivery {delivery:int}: {:rest}
///     = starting delivery 103: msg 18995 to local root@96633.net
///
/// A rule whose app is `"` is for the apps of the rule before it.
package struct RuleFile: Sendable {
  /// Its name for messages; nil for the catalogue inside the tool.
  package let name: String?
  package private(set) var rules: [Rule] = []
  package private(set) var problems: [Problem] = []
  /// Whether the last line of a rule was none: its samples are passed over.
  private var isWrong = false
  /// The lines read so far.
  private var lines = 0

  /// Something wrong in a line of a file.
  package struct Problem: Equatable, Sendable {
    package let line: Int
    package let what: String
  }

  /// The catalogue that is part of the tool. It is checked by the self-test, not at every start.
  package static let catalogue = RuleFile(nil, parts.map { $0.bytes })

  /// The files that the catalogue is made of, with their names in Sources/Classes/Rules.
  static var parts: [(name: String, bytes: [UInt8])] {
    [
      ("access.rules", PackageResources.access_rules),
      ("audit.rules", PackageResources.audit_rules),
      ("auth.rules", PackageResources.auth_rules),
      ("causes.rules", PackageResources.causes_rules),
      ("exim.rules", PackageResources.exim_rules),
      ("filters.rules", PackageResources.filters_rules),
      ("ftp.rules", PackageResources.ftp_rules),
      ("mtas.rules", PackageResources.mtas_rules),
      ("named.rules", PackageResources.named_rules),
      ("ntp.rules", PackageResources.ntp_rules),
      ("postfix.rules", PackageResources.postfix_rules),
      ("qmail.rules", PackageResources.qmail_rules),
      ("sendmail.rules", PackageResources.sendmail_rules),
      ("sshd.rules", PackageResources.sshd_rules),
      ("system.rules", PackageResources.system_rules),
    ]
  }

  /// The file of the catalogue that holds its line `number`, and the number of the line there.
  static func part(ofLine number: Int) -> (name: String, line: Int) {
    var line = number
    for part in parts {
      let lines = part.bytes.count { $0 == 10 }
      if line <= lines { return (part.name, line) }
      line -= lines
    }
    return ("catalogue", number)
  }

  /// Reads and checks the file `name`.
  init(reading name: String) throws(SystemError) {
    self.init(name, [try wholeFile(name)])
    check()
  }

  /// Finds the rules in a file, or in one that comes in parts, as far as that does not need to understand them.
  init(_ name: String?, _ parts: [[UInt8]]) {
    self.name = name
    // About so many bytes are a rule and its samples.
    rules.reserveCapacity(parts.reduce(0) { $0 + $1.count } / 180)
    for part in parts { read(part) }
  }

  private mutating func read(_ bytes: [UInt8]) {
    var apps: Range<Int32>?
    var start = 0
    while start < bytes.count {
      lines += 1
      let next = bytes.span.position(of: 10, from: start) ?? bytes.count
      let end = next > start && bytes[next - 1] == 13 ? next - 1 : next
      let first = bytes.span.end(from: start) { Self.isBlank($0) }
      if first >= end || bytes[first] == UInt8(ascii: "#") {
        // Nothing.
      } else if bytes[first] != UInt8(ascii: "=") {
        apps = readRule(bytes, first..<end, apps)
      } else if rules.isEmpty {
        if !isWrong { note(lines, "a sample stands before any rule; \(Self.howTo)") }
      } else if !isWrong {
        rules[rules.count - 1].end = end
      }
      start = next + 1
    }
  }

  /// Reads the columns of a rule, whose app is `"` when it is that of the rule before; returns where the app stands.
  private mutating func readRule(_ bytes: [UInt8], _ line: Range<Int>, _ last: Range<Int32>?) -> Range<Int32>?
  {
    let text = bytes.span
    var at = line.lowerBound
    func column() -> Range<Int32> {
      let start = at
      while at < line.upperBound, !Self.isBlank(bytes[at]) { at += 1 }
      let end = at
      while at < line.upperBound, Self.isBlank(bytes[at]) { at += 1 }
      return Int32(start)..<Int32(end)
    }
    let (first, eventClass, severity) = (column(), column(), column())
    let isSame = first.count == 1 && text[Int(first.lowerBound)] == UInt8(ascii: "\"")
    isWrong = at == line.upperBound
    if isWrong {
      note(lines, "a rule has fewer than four columns; write app, class, severity and template")
      return last
    }
    let apps = isSame ? last ?? 0..<0 : first
    let columns = Rule.Columns(
      apps: apps, class: eventClass, severity: severity, pattern: Int32(at)..<Int32(line.upperBound))
    rules.append(Rule(bytes, columns, file: name, line: lines))
    return apps
  }

  private mutating func note(_ line: Int, _ what: String) { problems.append(Problem(line: line, what: what)) }

  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 9 }

  private static let howTo = "write the rule, then \"= \" and the sample"
}

/// What a file is tried for before its rules are used.
extension RuleFile {
  /// Notes what is wrong in any of its rules and samples.
  package mutating func check() {
    for rule in rules {
      do {
        try Self.check(rule)
        for sample in rule.samples where sample.isJoined {
          note(sample.line, "a sample line has no blank after =; \(Self.howTo)")
        }
      } catch {
        note(rule.line, error.what)
      }
    }
    problems.sort { $0.line < $1.line }
  }

  private static func check(_ rule: Rule) throws(PatternError) {
    if !Rule.isClass(rule.class) {
      let name = rule.class
      throw PatternError("class \"\(name)\" is no lower-case names with dots; write it as mail.queue.new")
    }
    if Severity(rawValue: rule.level) == nil {
      let known = Severity.allCases.map { $0.rawValue }.joined(separator: " ")
      throw PatternError("severity \"\(rule.level)\" is not known; choose from \(known)")
    }
    if rule.apps.isEmpty { throw PatternError("a rule names no app; write its name, or * for every app") }
    _ = try Automaton([try Pattern.read(rule.pattern)])
  }
}
