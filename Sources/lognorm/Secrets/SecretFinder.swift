import Lines

/// Finds passwords in what somebody ran or sent: in a command line, an address of the web, a header, a setting.
///
///     mysql -u root -phunter2 db                     hunter2
///     wget --password=hunter2 ftp://u:hunter2@h/     hunter2 twice
///     curl -H "Authorization: Bearer eyJh"           eyJh
///
/// Where in doubt a word is taken for a secret. Each byte is looked at a few times at most.
struct SecretFinder: ~Copyable {
  /// Whether words end at NULs only, as arguments of a command do that the kernel tells.
  let isExact: Bool
  /// Whether `password: x` is taken for one too, which may be a program's own words.
  let isWary: Bool
  private(set) var found: [Range<Int>] = []
  /// Where the last pipe into a command that reads a secret was.
  var piped = 0
  /// Where the last search for each kind of quote, and for `@`, found nothing more.
  private var exhausted = InlineArray<3, Bool>(repeating: false)

  init(isExact: Bool, isWary: Bool = false) { (self.isExact, self.isWary) = (isExact, isWary) }

  /// Whether a text is worth a look: whether one of the marks of secrets stands in it.
  static func mayHold(_ text: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    !marks.found(in: text, range).isEmpty
  }

  private static let markTexts: [StaticString] = [
    "pass", "Pass", "PASS", "pwd", "_PWD", "Pwd", "secret", "Secret", "SECRET", "token", "Token", "TOKEN",
    "api_key",
    "apikey", "api-key", "API_KEY", "Api-Key", "access_key", "ACCESS_KEY", "://", "uthorization:",
    "UTHORIZATION:",
    "IDENTIFIED BY", "identified by", "AUTH ", "Auth ", "auth ", " -p", " -u", " -w", " -a", " -P", " -U",
    "--user", "chpasswd", "--stdin", "resp=",
  ]
  private static let marks = Marks(markTexts.map { Array($0.description.utf8) })

  /// Finds those of `text`.
  mutating func search(_ text: borrowing Span<UInt8>, _ range: Range<Int>) {
    searchNames(text, range)
    searchWords(text, range)
  }

  mutating func add(_ secret: Range<Int>) { if !secret.isEmpty { found.append(secret) } }

  func isSeparator(_ byte: UInt8) -> Bool { isExact ? byte == 0 : byte <= 32 }

  /// Those that were found, the first one first, and none of them within another.
  var merged: [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// A value at `start`: in quotes, or up to a blank that is in none.
  mutating func value(_ text: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Range<Int> {
    var at = start
    if !isExact, at < limit, let close = close(text, at, limit) { return at + 1..<close }
    while at < limit, !isSeparator(text[at]) {
      if !isExact, text[at] == UInt8(ascii: "\\") {
        at += 2
      } else if !isExact, let close = close(text, at, limit) {
        at = close + 1
      } else {
        at += 1
      }
    }
    return start..<min(at, limit)
  }

  /// The quote that closes one at `at`; nil when none stands there, or none closes it.
  mutating func close(_ text: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int? {
    let kind = text[at] == UInt8(ascii: "\"") ? 0 : 1
    guard text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "'"), !exhausted[kind] else {
      return nil
    }
    if let close = text.position(of: text[at], from: at + 1), close < limit { return close }
    exhausted[kind] = true
    return nil
  }

  /// Where `@` next stands; nil when none does before `limit`.
  mutating func sign(_ text: borrowing Span<UInt8>, _ at: Int, _ limit: Int) -> Int? {
    if exhausted[2] { return nil }
    if let sign = text.position(of: UInt8(ascii: "@"), from: at), sign < limit { return sign }
    exhausted[2] = true
    return nil
  }
}
