import Lines

/// Joins what splogger split: a line of 800 bytes and more comes in parts of 799, the later ones with a `+`
/// behind the stamp of the first.
///
///     Nov 21 00:17:11 ash qmail: 1795220231.515565 delivery 9: failure: ...first 799 bytes
///     Nov 21 00:17:11 ash qmail: 1795220231.515565+the rest
///
/// A full first part is held until a splogger line of the same host comes that does not go on with it.
/// - Source: notqmail's splogger.c (`buf[800]`, one byte of it for the NUL).
public struct SplitLines: Equatable {
  public struct Held: Equatable {
    public fileprivate(set) var bytes: [UInt8]
    public let number: UInt64
    let host: [UInt8]
    let time: Instant
    var isFull = true
  }

  public enum Result {
    /// It went on with a line held.
    case joined
    /// It is held: it may go on.
    case held
    /// It is a line of its own.
    case alone
    /// It is to be read again, when the line held before it is written.
    case after(Held)
  }

  static let full = 799
  private var held: [Held] = []

  public init() {}

  /// Whether the line may be a part; false for nearly all.
  @inline(__always) public func concerns(_ header: Header) -> Bool {
    !held.isEmpty || header.isContinuation || header.text.count >= Self.full
  }

  public mutating func take(_ line: borrowing Span<UInt8>, _ header: Header, _ number: UInt64) -> Result {
    let host = header.host.map { line.extracting($0).array } ?? []
    if let i = held.firstIndex(where: { $0.host == host }) {
      guard header.isContinuation, held[i].isFull, held[i].time == header.time else {
        return .after(held.remove(at: i))
      }
      held[i].bytes += line.extracting(header.text).array
      held[i].isFull = header.text.count >= Self.full && held[i].bytes.count < 1 << 20
      return .joined
    }
    guard !header.isContinuation, header.text.count >= Self.full, let time = header.time else {
      return .alone
    }
    held.append(Held(bytes: line.array, number: number, host: host, time: time))
    return .held
  }

  public mutating func popFirst() -> Held? { held.isEmpty ? nil : held.removeFirst() }
}
