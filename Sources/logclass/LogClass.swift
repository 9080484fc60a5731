import Lines

/// logclass: event records in, the same with class and severity out.
@main enum LogClass {
  static func main() {
    let options = Options("logclass", flags: "dlt", valued: "cr", help: help)
    let files = RuleFiles(files: options.values("r"))
    if let file = options.value("c") { check(RuleFiles(files: [file])) }
    if options.has("t") { check(files) }
    let found = files.read()
    if let error = found.errors.first { fatal("logclass", "\(error); see logclass(1)", .usage) }
    var output = Output("logclass")
    if options.has("l") {
      list(found.rules, to: &output)
    } else if options.has("d") {
      propose(found.rules, options.files, to: &output)
    } else {
      classify(files, found.rules, options.files, to: &output)
    }
    output.flush()
  }

  private static func classify(
    _ files: RuleFiles, _ rules: [Rule], _ inputs: [String], to output: inout Output
  ) {
    var input = Input("logclass", inputs)
    var classifier = Classifier(rules) {
      let found = files.read()
      guard let error = found.errors.first else { return found.rules }
      warning("logclass", "\(error); the rules from before stay in force")
      return nil
    }
    input.eachLine(&classifier, to: &output)
    let upstream = classifier.upstream
    let isCut = upstream.report("logclass")
    output.write(
      end: [
        "in": upstream.count, "out": upstream.count, "classed": classifier.classed,
        "unknown": classifier.unknown, "malformed": upstream.malformed,
      ], cut: isCut)
  }

  /// Says what is wrong with rules, and leaves with 0 when that is nothing.
  private static func check(_ files: RuleFiles) -> Never {
    let found = files.read()
    let wrong = found.errors + faults(of: found.rules)
    for line in wrong { complain("logclass: \(line)") }
    if !wrong.isEmpty { fatal("logclass", "\(wrong.count) faults in the rules", .usage) }
    complain("logclass: \(found.rules.count) rules, each matches its samples and none is stolen")
    leave()
  }

  /// Class, app, severity, template and first sample of each rule.
  private static func list(_ rules: [Rule], to output: inout Output) {
    let rows = rules.map { [$0.eventClass, $0.apps.joined(separator: ","), $0.severity, $0.template] }
    let widths = (0..<3).map { column in rows.map { $0[column].utf8.count }.max() ?? 0 }
    for (row, rule) in zip(rows, rules) {
      for column in 0..<3 {
        output.append(string: row[column])
        for _ in row[column].utf8.count..<widths[column] + 2 { output.append(UInt8(ascii: " ")) }
      }
      output.append(string: row[3])
      if let sample = rule.samples.first { output.append(string: "\t= \(sample)") }
      output.endLine()
    }
  }
}

private let help: StaticString = """
  usage: logclass [-d | -l | -t] [-c file] [-r file] ... [file ...]

  Adds class and severity to each event record, by a catalogue of rules.

    -c file   check a rules file: every rule matches its samples, no earlier one takes them
    -d        propose rules for events that no rule matches, instead of passing records
    -l        list the rules: class, program, severity, template, sample
    -r file   a site's rules, which go before the catalogue; SIGHUP reads them again
    -t        check the catalogue itself, and -r files

    lognorm mail.log | logclass -r /etc/mailanalog.rules | flowjoin | logstats -t overall
  """
