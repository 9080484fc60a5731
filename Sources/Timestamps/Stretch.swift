/// What a source covers, as far as its years were guessed.
struct Stretch: Equatable, Sendable {
  /// Seconds since 1970 of its first day's stamp and of its latest.
  let start: Int64
  let end: Int64
  /// Whether the file's last change is where its lines end: then the years are sure.
  private let isConfirmed: Bool

  private static let day: Int64 = 86400

  /// - Parameter modified: when the file was last changed; nil when there is no file.
  init(start: Int64, end: Int64, modified: Int64?) {
    (self.start, self.end) = (start, end)
    isConfirmed = modified.map { abs($0 - end) <= 2 * Self.day } ?? false
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
