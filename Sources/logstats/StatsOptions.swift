import Lines

/// What logstats was told on its command line.
struct StatsOptions {
  /// What is done with the lines.
  enum Task {
    case summarise, select, columns
  }

  let task: Task
  let choices: [Choice]
  let isText: Bool
  let isPartial: Bool
  let grouping: Grouping
  /// `-S`, `-R`, `-Q`: sender, recipient with its channel, qp.
  let sender: [UInt8]?
  let recipient: [UInt8]?
  let qp: [UInt8]?
  let files: [String]

  /// What the chosen reports are made of.
  var parts: Parts { choices.reduce(.overall) { $0.union($1.report.needs) } }

  /// Whether each line is listed as it comes.
  var lists: Bool { choices.contains { $0.report.isListing } }

  init(_ words: [String] = Array(CommandLine.arguments.dropFirst())) {
    let options = Options("logstats", flags: "ck", valued: "tngowzSRQ", help: help, words)
    var files = options.files
    isPartial = options.has("k")
    (sender, recipient, qp) = (
      bytes(options.value("S")), bytes(options.value("R")), bytes(options.value("Q"))
    )
    let selects = sender != nil || recipient != nil || qp != nil
    task = options.has("c") ? .columns : selects ? .select : .summarise
    var names = options.values("t")
    if let word = files.first, names.isEmpty, task == .summarise, isNameOfReports(word) {
      names = [word]
      files.removeFirst()
    }
    self.files = files
    let top = options.number("n", in: 0...Int.max)
    let isText = options.has("t")
    self.isText = isText
    var choices = Self.choices(names, top, options).filter { isText || !$0.report.isListing }
    let order = Self.order(options)
    for i in choices.indices { choices[i].order = order }
    self.choices = choices
    grouping = Self.grouping(options)
    if isPartial && isText { options.wrong("-k writes records, -t text: choose one") }
    if isPartial && top != nil { options.wrong("-k holds everything and can't go with -n") }
    if isPartial && !order.isEmpty { options.wrong("-k is in no order and can't go with -o") }
    if let zone = options.value("z") {
      if !LocalTime.knows(zone: zone) { options.wrong("-z \(zone) is no time zone") }
      LocalTime.use(zone: zone)
    }
  }

  private static func choices(_ names: [String], _ top: Int?, _ options: Options) -> [Choice] {
    let wanted = names.isEmpty ? ["all"] : names.flatMap { $0.split(separator: ",").map(String.init) }
    return wanted.flatMap { name in
      guard let found = choicesNamed(name) else {
        options.wrong("-t \(name) is no report; choose from \(allNames.joined(separator: " "))")
      }
      return found.map { Choice(report: $0.report, top: top ?? $0.top) }
    }
  }

  /// The columns of `-o`.
  private static func order(_ options: Options) -> [String] {
    let wanted = options.value("o")?.split(separator: ",").map(String.init) ?? []
    let known = Set(reports.flatMap(\.columns))
    for name in wanted where !known.contains(name) {
      options.wrong("-o \(name) is no column; choose from \(known.sorted().joined(separator: " "))")
    }
    return wanted
  }

  private static func grouping(_ options: Options) -> Grouping {
    let seconds = options.number("w", in: 1...366 * 86400)
    guard let name = options.value("g") else { return seconds.map { .window(Int64($0)) } ?? .all }
    if seconds != nil { options.wrong("-g and -w can't go together") }
    guard let found = Grouping.names.first(where: { $0.0 == name }) else {
      options.wrong("-g \(name) is no period; choose from hour day week month")
    }
    return found.1
  }
}

private func bytes(_ text: String?) -> [UInt8]? { text.map { Array($0.utf8) } }

private let allNames = reports.map { "\($0.name)" } + bundles.map { $0.name }

/// Whether `word` is a list of reports and not the name of a file that exists.
private func isNameOfReports(_ word: String) -> Bool {
  !fileExists(word) && !word.isEmpty
    && word.split(separator: ",").allSatisfy { choicesNamed(String($0)) != nil }
}

private let help: StaticString = """
  usage: logstats [-t reports] [-n rows] [-o columns] [-g period | -w seconds] [-k] [-z zone]
                  [reports] [file ...]
         logstats [-S sender] [-R channel.recipient] [-Q qp] [file ...]
         logstats -c [file ...]

  Counts what flowjoin's records, matchup's lines or logstats' own partial records tell of deliveries, and
  writes stat records, or text. Reports: overall senders recipients rhosts successes failures deferrals
  causes mtacauses suids ddist rxdelay sendmail; all; qmail-stats.

    -c          set words in columns, as columnt does
    -g period   one set of reports for each hour, day, week or month, by the end of deliveries
    -k          write partial records, which logstats merges: those of days give the month, exactly
    -n rows     only the last rows of each table: the largest
    -o columns  the order of rows: by the first of these columns that a table has, as mess,del
    -Q qp, -R channel.recipient, -S sender
                select the lines of these deliveries and messages, unchanged
    -t reports  text, with a word on each column; names separated by commas
    -w seconds  write the statistics of each stretch of time as soon as the log has passed it
    -z zone     the time zone of -g, as Europe/Vienna; default TZ

    lognorm /var/log/qmail/qmail-send | logclass | flowjoin | logstats -t overall,failures
    logstats -k day1.jsonl > day1.stat; logstats -t senders -n 10 day1.stat day2.stat
  """
