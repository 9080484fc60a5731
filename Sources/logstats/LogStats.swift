import Lines

/// logstats: deliveries and messages in, statistics out.
@main enum LogStats {
  static func main() {
    let options = StatsOptions()
    var output = Output("logstats")
    var input = Input("logstats", options.files)
    switch options.task {
    case .summarise:
      var summary = Summary(options)
      summary.read(&input, to: &output)
      summary.finish(to: &output)
    case .select:
      var selection = Selection(options)
      input.eachLine(&selection, to: &output)
      selection.finish(to: &output)
    case .columns:
      var columns = ColumnText()
      input.eachLine(&columns, to: &output)
      columns.finish(to: &output)
    }
    output.flush()
  }
}
