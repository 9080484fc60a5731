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
    let headers = normaliser.headers
    if options.isVerbose {
      for note in headers.years.evidence.notes { complain("lognorm: " + note) }
      complain("lognorm: " + normaliser.counts.rows.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    }
    if headers.local.gaps > 0 {
      warning(
        "lognorm",
        "\(headers.local.gaps) stamps are of an hour that the zone left out, and got no time; name the zone with -z"
      )
    }
    if let doubt = headers.years.evidence.doubt {
      let advice = options.files.isEmpty ? "read it from a file or say which with -Y" : "say which with -Y"
      fatal("lognorm", "unable to tell the year of \(doubt); \(advice)", .usage)
    }
  }
}
