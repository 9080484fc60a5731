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
      input.eachLine(&normaliser, threads: options.threads, { Normaliser(options) }, to: &output)
    }
    normaliser.finish(to: &output)
    output.write(end: normaliser.counts.rows)
    normaliser.classifier?.finish(sawEnd: true, to: &output)
    output.flush()
    tell(normaliser, options)
  }

  /// What `-v` tells on standard error, and what is wrong with the log.
  private static func tell(_ normaliser: borrowing Normaliser, _ options: NormOptions) {
    let (years, gaps) = (normaliser.headers.years, normaliser.counts.gaps + normaliser.headers.local.gaps)
    if options.isVerbose {
      for note in years.evidence.notes { complain("lognorm: " + note) }
      complain("lognorm: " + normaliser.counts.rows.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
      for line in normaliser.survey?.lines(most: 100) ?? [] { complain(line) }
    }
    if gaps > 0 {
      warning(
        "lognorm",
        "\(gaps) stamps are of an hour that the zone left out, and got no time; name the zone with -z")
    }
    if let doubt = years.evidence.doubt {
      let advice = options.files.isEmpty ? "read it from a file or say which with -Y" : "say which with -Y"
      fatal("lognorm", "unable to tell the year of \(doubt); \(advice)", .usage)
    }
  }
}
