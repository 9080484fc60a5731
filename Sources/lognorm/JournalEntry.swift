import Lines

/// Gathers the lines of an entry that `journalctl -o export` wrote: a member a line, and an empty line at the end.
///
///     __CURSOR=s=739ad463348b4ceca5a9e69c95a3c93f;i=4ece7;...
///     __REALTIME_TIMESTAMP=1342540861416351
///     MESSAGE=Received hangup
///
/// A value that is no text stands behind its name alone, 8 bytes with its length first, and may hold newlines.
/// - Source: systemd's journal export format.
struct JournalEntry: Equatable {
  enum Step { case going, complete, broken }

  private(set) var bytes: [UInt8] = []
  private(set) var lines = 0
  /// The number of the first one.
  private(set) var number: UInt64 = 0
  /// The file that it began in.
  private(set) var file = ""
  /// Where the length of a value begins that is not yet complete.
  private var binary: Int?
  private static let longest = 1 << 20

  var isOpen: Bool { lines > 0 }

  static func begins(_ line: borrowing Span<UInt8>) -> Bool { line.holds("__CURSOR=", at: 0) }

  mutating func take(_ line: borrowing Span<UInt8>, _ number: UInt64, of file: String) -> Step {
    if !isOpen { (self.number, self.file) = (number, file) }
    lines += 1
    let start = bytes.count
    bytes.append(line)
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count > Self.longest { return .broken }
    if binary != nil { return goOn() }
    if line.count == 0 { return .complete }
    let end = line.end(from: 0) { $0 >= 65 && $0 <= 90 || $0 &- 48 < 10 || $0 == 95 }
    if end == 0 || end < line.count && line[end] != UInt8(ascii: "=") { return .broken }
    if end == line.count { binary = start + end + 1 }
    return .going
  }

  /// Whether the value with a length is complete.
  private mutating func goOn() -> Step {
    guard let start = binary, bytes.count >= start + 8 else { return .going }
    let length = bytes.span.word(at: start)
    guard length <= Self.longest else { return .broken }
    let end = start + 8 + Int(length) + 1
    if bytes.count > end { return .broken }
    if bytes.count == end { binary = nil }
    return .going
  }

  mutating func removeAll() { self = JournalEntry() }

  /// What the members say.
  var members: Members {
    var members = Members()
    let all = bytes.span
    var at = 0
    while at < all.count, let newline = all.position(of: UInt8(ascii: "\n"), from: at), newline > at {
      let key = at..<all.end(from: at) { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "\n") }
      var value = min(key.upperBound + 1, newline)..<newline
      if key.upperBound == newline {
        guard newline + 9 <= all.count else { break }
        let length = Int(clamping: all.word(at: newline + 1))
        guard length < all.count - newline - 9 else { break }
        value = newline + 9..<newline + 9 + length
      }
      members.take(all.extracting(key), value)
      at = value.upperBound + 1
    }
    return members
  }
}
