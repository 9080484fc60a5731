import Lines

@main enum FlowJoin {
  static func main() {}
}
