import Lines

@main enum Tai64n {
  static func main() {}
}
