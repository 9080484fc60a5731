import Lines

@main enum LogStats {
  static func main() {}
}
