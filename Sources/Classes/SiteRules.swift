import Lines

/// Why rules could not be loaded.
package struct RulesError: Error {
  package let what: String
  package let exit: Exit
}

/// Where a call's rules come from: the site's files in the order given, then the catalogue, unless it is left out.
package struct SiteRules {
  package let names: [String]
  private let isAlone: Bool

  package init(_ options: Options) {
    names = options.values("r")
    isAlone = options.has("n")
  }

  package func read() throws(RulesError) -> [RuleFile] {
    var files: [RuleFile] = []
    for name in names {
      let file = try readFile(name)
      if let problem = file.problems.first {
        throw RulesError(what: "\(Rule.place(name, problem.line)): \(problem.what)", exit: .usage)
      }
      files.append(file)
    }
    return isAlone ? files : files + [RuleFile.catalogue]
  }
}

/// One file, whatever is wrong in it.
package func readFile(_ name: String) throws(RulesError) -> RuleFile {
  do {
    return try RuleFile(reading: name)
  } catch {
    throw RulesError(what: "unable to read \(name): \(error)", exit: .temporary)
  }
}

/// What `read` gives; ends the tool when it fails.
package func orLeave<Value>(_ tool: StaticString, _ read: () throws(RulesError) -> Value) -> Value {
  do {
    return try read()
  } catch {
    fatal(tool, error.what, error.exit)
  }
}
