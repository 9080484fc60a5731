/// Known beginnings of messages, found by their first byte.
///
///     let openings = Openings(["Start queue run", "SMTP connection from "])
///     openings.stand(in: line, at: text.lowerBound)
///
/// A text costs a look at the few that begin as it does, however many there are.
struct Openings: Sendable {
  private let openings: [StaticString]
  /// By first byte: where its openings begin in the list; one more than there are bytes.
  private let starts: [UInt16]

  init(_ list: [StaticString]) {
    func first(_ text: StaticString) -> Int { Int(text.description.utf8.first ?? 0) }
    let sorted = list.sorted { first($0) < first($1) }
    openings = sorted
    starts = (0...256).map { byte in UInt16(sorted.firstIndex { first($0) >= byte } ?? sorted.count) }
  }

  /// Whether one of them stands at `at`.
  func stand(in line: borrowing Span<UInt8>, at: Int) -> Bool {
    guard at < line.count else { return false }
    let byte = Int(line[at])
    for i in Int(starts[byte])..<Int(starts[byte + 1]) where line.holds(openings[i], at: at) { return true }
    return false
  }
}
