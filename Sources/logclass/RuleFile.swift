import Lines

/// A rules file, read: its rules in order, and what is wrong with it.
///
///     # app            class                  severity  template
///     qmail-send       mail.delivery.start    info      starting delivery {delivery:int}: {:rest}
///     = starting delivery 103: msg 18995 to local root@96633.net
///
/// A rule whose app is `"` is for the apps of the rule before it.
struct RuleFile: Sendable {
  /// Its name for messages; nil for the catalogue inside the tool.
  let name: String?
  private(set) var rules: [Rule] = []
  private(set) var problems: [Problem] = []
  /// Whether the last rule was wrong: its samples are passed over.
  private var isWrong = false

  /// Something wrong in a line of a file.
  struct Problem: Equatable, Sendable {
    let line: Int
    let what: String
  }

  /// The catalogue that is part of the tool. Its patterns are checked by the self-test, not at every start.
  static let catalogue = RuleFile(nil, parts.flatMap { $0.bytes })

  /// The files that the catalogue is made of, with their names in Sources/logclass/Rules.
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

  /// Reads the file `name` and tries each of its patterns.
  init(reading name: String) throws(SystemError) {
    self.init(name, try wholeFile(name))
    checkPatterns()
  }

  init(_ name: String?, _ bytes: [UInt8]) {
    self.name = name
    // About so many bytes are a rule and its samples.
    rules.reserveCapacity(bytes.count / 200)
    var number = 0
    var start = 0
    while start < bytes.count {
      number += 1
      let end = bytes.span.position(of: 10, from: start) ?? bytes.count
      let isCRLF = end > start && bytes[end - 1] == 13
      read(bytes[start..<(isCRLF ? end - 1 : end)], number)
      start = end + 1
    }
  }

  mutating func checkPatterns() {
    for rule in rules {
      do {
        var automaton = Automaton()
        try automaton.add(try Pattern.read(rule.pattern))
      } catch {
        problems.append(Problem(line: rule.line, what: error.what))
      }
    }
    problems.sort { $0.line < $1.line }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, _ number: Int) {
    let line = line.drop(while: Self.isBlank)
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    if first == UInt8(ascii: "=") {
      readSample(line.dropFirst(), number)
    } else {
      readRule(line, number)
    }
  }

  private mutating func readSample(_ text: ArraySlice<UInt8>, _ number: Int) {
    if isWrong { return }
    if rules.isEmpty || text.first.map({ $0 != UInt8(ascii: " ") }) ?? false {
      let what = rules.isEmpty ? "a sample stands before any rule" : "a sample line has no blank after ="
      problems.append(Problem(line: number, what: "\(what); write the rule, then \"= \" and the sample"))
    } else {
      rules[rules.count - 1].samples.append(Rule.Sample(text: text.dropFirst(), line: number))
    }
  }

  private mutating func readRule(_ line: ArraySlice<UInt8>, _ number: Int) {
    var rest = line
    let columns = (0..<3).map { _ in
      let word = rest.prefix { !Self.isBlank($0) }
      rest = rest[word.endIndex...].drop(while: Self.isBlank)
      return word
    }
    isWrong = true
    func wrong(_ what: String) { problems.append(Problem(line: number, what: what)) }
    if columns[2].isEmpty || rest.isEmpty {
      return wrong("a rule has fewer than four columns; write app, class, severity and template")
    }
    let eventClass = String(decoding: columns[1], as: UTF8.self)
    let level = String(decoding: columns[2], as: UTF8.self)
    if !Rule.isClass(eventClass) {
      return wrong("class \"\(eventClass)\" is no lower-case names with dots; write it as mail.queue.new")
    }
    guard let severity = Severity(rawValue: level) else {
      let known = Severity.allCases.map { $0.rawValue }.joined(separator: " ")
      return wrong("severity \"\(level)\" is not known; choose from \(known)")
    }
    let isSame = columns[0].elementsEqual([UInt8(ascii: "\"")])
    let apps = isSame ? rules.last?.apps ?? [] : columns[0].split(separator: UInt8(ascii: ","))
    if apps.isEmpty { return wrong("a rule names no app; write its name, or * for every app") }
    isWrong = false
    rules.append(
      Rule(apps: apps, class: eventClass, severity: severity, pattern: rest, file: name, line: number))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 9 }
}
