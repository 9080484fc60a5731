/// What a source covers, as far as its years were guessed.
struct Stretch: Equatable, Sendable {
  /// Seconds since 1970 of its first day's stamp and of its latest; a source that could not be looked at is
  /// known from its start only, until it was read.
  let start: Int64
  private(set) var end: Int64
  private let modified: Int64?
  private var isWhole: Bool

  private static let day: Int64 = 86400

  /// - Parameter modified: when the file was last changed; nil when there is no file.
  init(start: Int64, end: Int64?, modified: Int64?) {
    (self.start, self.end, self.modified) = (start, end ?? start, modified)
    isWhole = end != nil
  }

  /// It was read up to `end`.
  mutating func close(_ end: Int64) {
    self.end = max(self.end, end)
    isWhole = true
  }

  /// Whether the file's last change is where its lines end: then its years are sure.
  private var isConfirmed: Bool {
    guard let gap = modified.map({ $0 - end }) else { return false }
    return gap > -2 * Self.day && gap < (isWhole ? 2 : 183) * Self.day
  }

  /// By how many years `next` is off when it shall come after this one; nil when there is no doubt that it is
  /// right where it is.
  func doubt(_ next: Stretch) -> Int? {
    if isConfirmed && next.isConfirmed || Self.isSoon(next.start - end) { return nil }
    // Backwards is right as well, unless this one a year earlier would be right too.
    let isBackwards = Self.isSoon(start - next.end) && !Self.isSoon(next.start - end + 365 * Self.day)
    return isBackwards ? nil : next.start < end ? 1 : -1
  }

  /// Whether a file may well begin so many seconds behind the end of another.
  private static func isSoon(_ gap: Int64) -> Bool { gap > -62 * day && gap < 183 * day }
}
