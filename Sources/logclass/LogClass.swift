import Classes
import Lines

/// logclass: events in, the same with class and severity out.
@main enum LogClass {
  static func main() {
    let options = Options("logclass", flags: "dlmnt", valued: "cMrsx", help: help)
    let site = SiteRules(options)
    var output = Output("logclass")
    if options.has("l") {
      let files = orLeave("logclass") { () throws(RulesError) in try site.read() }
      let rules = files.flatMap { $0.rules }
      if options.has("m") { printMatrix(rules, to: &output) } else { list(rules, to: &output) }
      output.flush()
    } else if options.has("t") || options.value("c") != nil {
      check(site.names + options.values("c"), to: &output)
    } else if options.has("d") {
      propose(site, options.files, to: &output)
    } else {
      classify(ClassOptions(options), to: &output)
    }
  }

  private static func classify(_ options: ClassOptions, to output: inout Output) {
    var classifier = Classifier(options)
    var input = Input("logclass", options.files, cap: longest)
    input.eachLine(&classifier, to: &output)
    classifier.finish(to: &output)
    output.flush()
  }

  private static func propose(_ site: SiteRules, _ files: [String], to output: inout Output) {
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
  usage: logclass [-n] [-r rules] ... [-M map] ... [-s selector] [-x class,...] [file ...]
         logclass -d [-r rules] ... [file ...]
         logclass -l [-m] [-r rules] ...
         logclass -t [-r rules] ...
         logclass -c rules

  Gives each event a class and a severity, by rules; what no rule matches gets the class unknown. Refusals,
  deferrals, failures and failed logins get a cause.
  Without files standard input is read. SIGHUP rereads the files of -r.

    -c rules  check a file of rules: each must match its samples, and none may take another's
    -d        instead of records print proposals of rules for the events that no rule matches
    -l        list the rules: class, kind, severity, programs, template, sample
    -m        with -l: a matrix of classes and programs, so that holes show
    -M map    a map of this site: lines `scope NAME domain|network ...` and `group NAME user ...`
    -n        only the rules of -r, none of the tool's own
    -r rules  rules of this site, which come before the tool's own; may be given again
    -s sel    keep only events that a selector of syslog.conf means: mail.*  *.info;mail.none
    -t        check all rules, the tool's own too
    -x class  drop events of the class, mail.status.* of all below; how many is told in the end record

    lognorm /var/log/qmail/qmail-send | logclass | flowjoin | logstats -t overall
    logclass -d < events.jsonl > site.rules
  """
