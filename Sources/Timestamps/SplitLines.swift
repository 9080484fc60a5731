import Lines

/// Joins lines that their programs split because they were too long for syslog.
///
/// A part that may go on is held until one comes of the same origin that does not go on with it.
public struct SplitLines: Equatable {
  public struct Held: Equatable {
    public fileprivate(set) var bytes: [UInt8]
    public let number: UInt64
    /// The file that it began in; empty for standard input.
    public let file: String
    let origin: [UInt8]
    let name: [UInt8]
    let time: Instant?
    /// Bytes of the mark at its end.
    var mark: Int
    var isFull = true
  }

  /// What a line says of itself.
  public struct Part {
    /// Whose it is: of one origin the parts of a line stand one behind the other.
    let origin: [UInt8]
    /// The same for all parts of a line.
    var name: [UInt8] = []
    /// The same for all parts of a line; nil where it may differ.
    let time: Instant?
    let isContinuation: Bool
    /// Whether it may go on in the next one.
    let isFull: Bool
    /// Where that begins which it adds to the part before it.
    let start: Int
    /// Bytes at its end that only say that it goes on.
    var mark = 0
  }

  public enum Result {
    /// It went on with a line held, which may go on still.
    case joined
    /// It was the last part of that line.
    case whole(Held)
    /// It is held: it may go on.
    case held
    /// It is a line of its own.
    case alone
    /// It is to be read again, when the line held before it is written.
    case after(Held)
  }

  private var held: [Held] = []

  public init() {}

  public var isEmpty: Bool { held.isEmpty }

  public mutating func take(
    _ line: borrowing Span<UInt8>, _ part: Part, _ number: UInt64, of file: String = ""
  ) -> Result {
    if let i = held.firstIndex(where: { $0.origin == part.origin }) {
      let isSame = held[i].time == part.time && held[i].name == part.name
      guard part.isContinuation, held[i].isFull, isSame else { return .after(held.remove(at: i)) }
      held[i].bytes.removeLast(held[i].mark)
      held[i].bytes += line.extracting(part.start..<line.count).array
      held[i].mark = part.mark
      held[i].isFull = part.isFull && held[i].bytes.count < 1 << 20
      return held[i].isFull ? .joined : .whole(held.remove(at: i))
    }
    guard !part.isContinuation, part.isFull else { return .alone }
    held.append(
      Held(
        bytes: line.array, number: number, file: file, origin: part.origin, name: part.name, time: part.time,
        mark: part.mark))
    return .held
  }

  public mutating func popFirst() -> Held? { held.isEmpty ? nil : held.removeFirst() }
}

/// splogger: a line of 800 bytes and more comes in parts of 799, the later ones with a `+` behind the stamp of the
/// first.
///
///     Nov 21 00:17:11 ash qmail: 1795220231.515565 delivery 9: failure: ...first 799 bytes
///     Nov 21 00:17:11 ash qmail: 1795220231.515565+the rest
///
/// - Source: notqmail's splogger.c (`buf[800]`, one byte of it for the NUL).
extension SplitLines.Part {
  private static let full = 799

  /// nil for nearly all lines.
  @inline(__always) public init?(
    splogger line: borrowing Span<UInt8>, _ header: Header, isHolding: Bool
  ) {
    guard isHolding || header.isContinuation || header.text.count >= Self.full, header.time != nil else {
      return nil
    }
    self.init(
      origin: header.host.map { line.extracting($0).array } ?? [], time: header.time,
      isContinuation: header.isContinuation, isFull: header.text.count >= Self.full,
      start: header.text.lowerBound)
  }
}

/// amavisd-new: parts end with `...` and go on behind one, each behind the name of the message.
///
///     Nov 21 00:17:11 ash amavis[7]: (15637-01) Passed CLEAN ..., first 980 bytes...
///     Nov 21 00:17:11 ash amavis[7]: (15637-01) ...the rest
///
/// - Source: amavisd-new 2.13's Amavis::Log, write_log (`$logline_maxlen`, 980).
extension SplitLines.Part {
  private static let dots: StaticString = "..."
  /// Shorter texts that end with dots are whole.
  private static let least = 500

  /// nil for nearly all lines.
  public init?(amavis line: borrowing Span<UInt8>, _ header: Header, isHolding: Bool) {
    let isFull = header.text.count >= Self.least && line.ends(with: Self.dots)
    guard isHolding || isFull, line.holds("(", at: header.text.lowerBound),
      let close = line.position(of: ") ", from: header.text.lowerBound)
    else { return nil }
    let isContinuation = line.holds(Self.dots, at: close + 2)
    let host = header.host.map { line.extracting($0).array } ?? []
    let process = Array("[\(header.pid ?? 0)]".utf8)
    self.init(
      origin: host + process, name: line.extracting(header.text.lowerBound..<close).array, time: nil,
      isContinuation: isContinuation, isFull: isFull, start: isContinuation ? close + 5 : close + 2,
      mark: isFull ? 3 : 0)
  }
}
