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
    if options.threads == 1 {
      input.eachLine(&normaliser, to: &output)
    } else {
      let count = { (part: inout Normaliser) in normaliser.count(part) }
      normaliser.context = input.eachLine(
        threads: options.threads, { Normaliser(options) }, to: &output, counted: count)
    }
    normaliser.finish(to: &output)
    output.write(end: normaliser.counts.rows)
    output.flush()
    if options.isVerbose { tell(normaliser) }
  }

  /// What `-v` tells on standard error.
  private static func tell(_ normaliser: borrowing Normaliser) {
    complain("lognorm: " + normaliser.counts.rows.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    for line in normaliser.survey?.lines(most: 100) ?? [] { complain(line) }
  }
}
