import Lines

@main enum LogNorm {
  static func main() {}
}
