import Lines

@main enum LogClass {
  static func main() {}
}
