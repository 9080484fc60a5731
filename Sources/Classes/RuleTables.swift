import Lines

/// Rules by app, each app's compiled to one automaton when its first text comes.
///
/// An app's table holds the rules that name it: the files in the order given, the catalogue last. Behind it come
/// those for `*`; of the catalogue's the latter come first where a module of PAM speaks, whatever the program.
package struct RuleTables: ~Copyable {
  package let rules: [Rule]
  private var names = ByteTable()
  private var tables: [Table] = []
  /// The table of the rules that tell causes.
  private var causes = Self.everyone
  private let tool: StaticString

  private struct Table {
    /// Numbers of rules, the first that matches wins.
    var rules: [Int] = []
    var automaton: LazyDFA?
  }

  /// Where the catalogue's rules begin.
  private var catalogue: Int

  /// The table of apps that no rule names.
  private static let everyone = 0

  /// The catalogue alone is not copied.
  package init(_ files: [RuleFile], tool: StaticString) {
    self.init(files.dropFirst().reduce(files.first?.rules ?? []) { $0 + $1.rules }, tool: tool)
    if let last = files.last, last.name == nil { catalogue = rules.count - last.rules.count }
  }

  package init(_ rules: [Rule], tool: StaticString) {
    (self.rules, self.tool, catalogue) = (rules, tool, rules.count)
    tables.append(Table())
    _ = names.slot(of: [UInt8(ascii: "*")].span)
    var slots: [Int] = []
    for number in rules.indices {
      if number == 0 || rules[number].appColumn != rules[number - 1].appColumn {
        slots = rules[number].apps.map { names.slot(of: $0.span) }
        while tables.count < names.count { tables.append(Table()) }
      }
      for slot in slots { tables[slot].rules.append(number) }
    }
    let app = Array(Causes.app)
    causes = table(named: app.span)
  }

  package func table(named app: borrowing Span<UInt8>) -> Int { names.find(app) ?? Self.everyone }

  /// The table of an event: its app's, else its MTA's, else that of the last part of a path or of what stands
  /// before a bracket, as in `sshd(pam_unix)`, else of the first word, as in `postfix-out/smtpd`, else the rules for
  /// every app. Names with a colon are ours alone.
  func table(of app: borrowing Span<UInt8>, else mta: borrowing Span<UInt8>) -> Int {
    let isOurs = app.position(of: UInt8(ascii: ":")) != nil || mta.position(of: UInt8(ascii: ":")) != nil
    if isOurs { return Self.everyone }
    if let slot = names.find(app) ?? names.find(mta) { return slot }
    let end = app.position(of: UInt8(ascii: "("), from: 1) ?? app.count
    let start = app.lastPosition(of: UInt8(ascii: "/"), before: end).map { $0 + 1 } ?? 0
    if let slot = names.find(app.extracting(start..<end)) { return slot }
    return names.find(app.extracting(..<(app.end(from: 0) { Rule.isNameByte($0) }))) ?? Self.everyone
  }

  /// The number of the first rule that matches all of `text`, whose app's table is `table`.
  @inline(__always) package mutating func match(_ text: borrowing Span<UInt8>, in table: Int) -> Int? {
    guard let own = matchOwn(text, table) else {
      return table == Self.everyone ? nil : matchOwn(text, Self.everyone)
    }
    return own >= catalogue && text.isModules ? matchOwn(text, Self.everyone) ?? own : own
  }

  /// The number of the rule that tells the cause that is written on a scratch pad.
  mutating func matchCause(_ pad: borrowing Output) -> Int? { matchOwn(pad.held, causes) }

  @inline(__always) private mutating func matchOwn(_ text: borrowing Span<UInt8>, _ table: Int) -> Int? {
    if tables[table].automaton == nil { compile(table) }
    let found = tables[table].automaton!.match(text)
    return found == LazyDFA.none ? nil : tables[table].rules[Int(found)]
  }

  private mutating func compile(_ table: Int) {
    var patterns: [Pattern] = []
    for rule in tables[table].rules.map({ rules[$0] }) {
      do {
        patterns.append(try Pattern.read(rule.pattern))
      } catch {
        fatal(tool, "\(rule.place): \(error.what)", .usage)
      }
    }
    do {
      tables[table].automaton = LazyDFA(try Automaton(patterns))
    } catch {
      let name = names.bytes.extracting(names.range(table)).string
      fatal(tool, "the rules for \(name): \(error.what)", .usage)
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether a module of PAM speaks: `pam_unix(sshd:session): session opened for user alice by (uid=0)`.
  fileprivate var isModules: Bool {
    count > 4 && (self[0] == UInt8(ascii: "p") || self[0] == UInt8(ascii: "("))
      && (holds("pam_", at: 0) || holds("(pam_", at: 0))
  }
}
