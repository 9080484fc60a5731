import Lines
import MailRecord

/// logstats: records or matchup's lines in, statistics out.
@main enum LogStats {
  static func main() {
    let options = Options("logstats", flags: "ck", valued: "QRSgntwz", help: help)
    var output = Output("logstats")
    if options.has("c") {
      run(ColumntFilter(), options.files, to: &output) { $0.columnt.write(to: &$1) }
    } else if let address = options.value("S") {
      run(Selection(.sender, address), options.files, to: &output) { _, _ in }
    } else if let address = options.value("R") {
      run(Selection(.recipient, address), options.files, to: &output) { _, _ in }
    } else if let qp = options.value("Q") {
      run(Selection(.qp, qp), options.files, to: &output) { _, _ in }
    } else if options.value("t") == "sendmail" {
      run(SendmailFilter(), options.files, to: &output) { filter, _ in
        if filter.hasRecords { _ = filter.upstream.report("logstats") }
      }
    } else {
      let options = StatOptions(options)
      run(Statistician(options), options.files, to: &output) { finish(&$0, options, to: &$1) }
    }
    output.flush()
  }

  /// Reads all input with `filter`, then lets `finish` tell what came of it.
  private static func run<Filter: LineFilter & ~Copyable>(
    _ filter: consuming Filter, _ files: [String], to output: inout Output,
    finish: (inout Filter, inout Output) -> Void
  ) {
    var input = Input("logstats", files)
    var filter = filter
    input.eachLine(&filter, to: &output)
    finish(&filter, &output)
  }

  private static func finish(
    _ statistician: inout Statistician, _ options: StatOptions, to output: inout Output
  ) {
    let isCut =
      (statistician.hasRecords || statistician.lines == 0) && statistician.upstream.report("logstats")
    if options.isText {
      if isCut || statistician.wasCut {
        output.append("INCOMPLETE: a stage of the pipe ended early; these numbers leave something out.\n\n")
      }
      if statistician.deliveries + statistician.messages + statistician.partials == 0 {
        output.append(
          string: "Nothing to count: no delivery and no message in \(statistician.lines) lines.\n\n")
      }
    }
    statistician.finish(to: &output)
    if options.isText { return }
    output.write(
      end: [
        "in": statistician.count, "out": statistician.written, "deliveries": statistician.deliveries,
        "messages": statistician.messages,
        "partials": statistician.partials, "malformed": statistician.upstream.malformed,
      ], cut: isCut)
  }
}

private let help: StaticString = """
  usage: logstats [-k] [-g hour|day|week|month | -w seconds] [-n rows] [-z zone] [-t report,...] [file ...]
         logstats -S sender | -R recipient | -Q qp [file ...]

  Makes statistics of delivery and message records, or of matchup's d and m lines.

    -g what   a group for each hour, day, week or month of the local zone
    -k        partial results, which logstats reads again and adds up exactly
    -n rows   only the last rows of each table, those that cost most
    -t names  the text form of: overall senders suids recipients rhosts rxdelay successes failures deferrals
              ddist; sendmail; qmail-stats for a daily report; all. Without -t stat records are written
    -w secs   in live use: a window is told when the log has gone past it
    -z zone   the time zone of -g; default TZ
    -S -R -Q  select the lines or records of a sender, a recipient (with its channel) or a qp
    -c        align columns, as qmailanalog's columnt

    lognorm mail.log | logclass | flowjoin | logstats -t overall,failures
    matchup < mail.log 5>pending | logstats -t senders -n 10
  """
