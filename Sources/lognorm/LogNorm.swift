import Lines

/// lognorm: log lines in, one JSON record a line out.
@main enum LogNorm {
  /// A longer line is cut: no program of the field writes one.
  private static let longest = 1 << 20

  static func main() {
    let options = NormOptions()
    var output = Output("lognorm")
    var input = Input("lognorm", options.files, cap: longest)
    var normaliser = Normaliser(options)
    input.eachLine(&normaliser, to: &output)
    normaliser.finish(to: &output)
    output.write(end: normaliser.counts.rows)
    output.flush()
    if options.isVerbose {
      complain("lognorm: " + normaliser.counts.rows.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    }
  }
}
