import Lines
import Timestamps

/// tai64n: stamps lines as daemontools does, and turns stamps into times.
@main enum Tai64n {
  static func main() {
    let options = Options("tai64n", flags: "lru", valued: "T", help: help)
    let clock = clock(options)
    var output = Output("tai64n")
    var input = Input("tai64n", options.files)
    if let form = form(options) {
      var turner = LabelTurner(form, clock: clock)
      input.eachBlock(&turner, to: &output)
      turner.finish(to: &output)
    } else {
      var stamper = Stamper(clock: clock)
      input.eachBlock(&stamper, to: &output)
    }
    output.flush()
  }

  /// What labels are turned into, by option or by the name it was started under; nil to stamp.
  private static func form(_ options: Options) -> LabelTurner.Form? {
    if options.has("r") { return .rfc3339 }
    if options.has("u") { return .seconds }
    if options.has("l") { return .local }
    switch CommandLine.arguments.first?.split(separator: "/").last {
    case "tai64nlocal": return .local
    case "tai64nfrac": return .seconds
    default: return nil
    }
  }

  private static func clock(_ options: Options) -> LabelClock {
    switch options.value("T") ?? "fixed10" {
    case "fixed10": return LabelClock(.fixed10)
    case "leap": return LabelClock(.leap)
    case let other: options.wrong("-T \(other) is no clock; choose from fixed10 leap")
    }
  }

  private static let help: StaticString = """
    usage: tai64n [-l | -u | -r] [-T fixed10|leap] [file ...]

    Without -l, -u, -r: puts a TAI64N label in front of each line, as daemontools' tai64n.

      -l        labels become local time, as tai64nlocal; so it does when started under that name
      -u        labels become Unix seconds with nine decimals, as tai64nfrac; likewise
      -r        labels become RFC 3339 times in UTC
      -T clock  whose labels: fixed10 (daemontools, multilog, qmail; default) or leap (s6, true TAI)

      tai64n -l < /var/log/qmail/qmail-send/current
      tail -F current | tai64n -u | grep failure
    """
}
