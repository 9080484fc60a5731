import Lines

/// flowjoin: events in, records of deliveries, messages, sessions and rejects out.
@main enum FlowJoin {
  /// A longer line is no record of ours: it is cut and passed on.
  private static let longest = 1 << 30

  static func main() {
    let options = Options("flowjoin", flags: "aM", valued: "is", help: help)
    if options.has("M") { return Matchup.run(options.files) }
    let seconds = options.number("i", in: 0...86400) ?? 60
    let state = options.value("s")
    var output = Output("flowjoin")
    var joiner = Joiner(passesAll: options.has("a"))
    if let state { joiner.resume(state, every: seconds, &output) }
    var input = Input("flowjoin", options.files, cap: longest, keepsPart: state == nil)
    joiner.join(&input, to: &output)
    joiner.finish(isEnded: !input.isStopped, to: &output)
  }

  private static let help: StaticString = """
    usage: flowjoin [-a] [-s FILE [-i SECONDS]] [FILE...]
           flowjoin -M [FILE...]
    Joins classed events to records of deliveries, messages, rejects and sessions; all else passes in its place.

      -a          also pass on events that went into a record
      -s FILE     begin with the unfinished state in FILE, and keep it there
      -i SECONDS  how often the state is saved while events come, 60 unless told
      -M          be qmailanalog's matchup: qmail log lines in, d and m lines out, pending lines to descriptor 5
      -h, --help; --version

    examples:
      lognorm mail.log | logclass | flowjoin | logstats -t senders
      flowjoin -s state day1.jsonl >> flows.jsonl; flowjoin -s state day2.jsonl >> flows.jsonl
    """
}
