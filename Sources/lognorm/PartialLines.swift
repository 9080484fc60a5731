/// Lines that a container's runtime cut into parts, held until the last part comes.
struct PartialLines: Equatable {
  struct Held: Equatable {
    var envelope: Envelope
    let number: UInt64
    /// The file that it began in.
    let file: String
  }

  private var held: [Held] = []
  private static let longest = 1 << 20

  /// Whether the line goes on with another, or another goes on with it.
  func concerns(_ envelope: borrowing Envelope) -> Bool {
    if envelope.isPart { return true }
    let stream = envelope.stream
    return !held.isEmpty && stream != nil && held.contains { $0.envelope.stream == stream }
  }

  /// Takes a part; whether it was the first of its stream, and the line when it was the last.
  ///
  /// A line that would grow over 1 MiB ends where it is; what follows is another one.
  mutating func take(
    _ part: Envelope, _ number: UInt64, of file: String
  ) -> (isFirst: Bool, whole: Held?) {
    guard let i = held.firstIndex(where: { $0.envelope.stream == part.stream }) else {
      held.append(Held(envelope: part, number: number, file: file))
      return (true, nil)
    }
    held[i].envelope.extend(by: part)
    let isWhole = !part.isPart || held[i].envelope.bytes.count >= Self.longest
    return (false, isWhole ? held.remove(at: i) : nil)
  }

  mutating func popFirst() -> Held? { held.isEmpty ? nil : held.removeFirst() }
}
