import Lines

@main enum FlowJoin {
  static func main() {
    let options = Options("flowjoin", flags: "M", help: "usage: flowjoin [-M]")
    if options.has("M") { return Matchup.run(options.files) }
  }
}
