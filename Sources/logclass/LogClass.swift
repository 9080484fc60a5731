import Lines

/// logclass: events in, the same with class and severity out.
@main enum LogClass {
  static func main() {
    let options = Options("logclass", flags: "dlt", valued: "cr", help: help)
    let site = options.values("r")
    var output = Output("logclass")
    if options.has("l") {
      let files = orLeave { () throws(RulesError) in try readRules(site) }
      list(files.flatMap { $0.rules }, to: &output)
      output.flush()
    } else if options.has("t") || options.value("c") != nil {
      check(site + options.values("c"), to: &output)
    } else if options.has("d") {
      propose(site, options.files, to: &output)
    } else {
      classify(site, options.files, to: &output)
    }
  }

  private static func classify(_ site: [String], _ files: [String], to output: inout Output) {
    var classifier = Classifier(site)
    var input = Input("logclass", files, cap: longest)
    input.eachLine(&classifier, to: &output)
    classifier.finish(to: &output)
    output.flush()
  }

  private static func propose(_ site: [String], _ files: [String], to output: inout Output) {
    var proposer = Proposer(site)
    var input = Input("logclass", files, cap: longest)
    input.eachLine(&proposer, to: &output)
    proposer.finish(to: &output)
    output.flush()
  }

  /// A longer line passes cut, as no record.
  private static let longest = 1 << 30
}

private let help: StaticString = """
  usage: logclass [-d] [-r rules] ... [file ...]
         logclass -l [-r rules] ...
         logclass -t [-r rules] ...
         logclass -c rules

  Gives each event a class and a severity, by rules; what no rule matches gets the class unknown.
  Without files standard input is read. SIGHUP rereads the files of -r.

    -c rules  check a file of rules: each must match its samples, and none may take another's
    -d        instead of records print proposals of rules for the events that no rule matches
    -l        list the rules
    -r rules  rules of this site, which come before the tool's own; may be given again
    -t        check all rules, the tool's own too

    lognorm /var/log/qmail/qmail-send | logclass | flowjoin | logstats -t overall
    logclass -d < events.jsonl > site.rules
  """
