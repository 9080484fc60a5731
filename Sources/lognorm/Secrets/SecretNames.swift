import Lines

/// Secrets that have a name before them, or stand in an address.
///
///     PGPASSWORD=hunter2    "password": "hunter2"    --passwd hunter2    X-Api-Key: hunter2    https://u:hunter2@h/
extension SecretFinder {
  mutating func searchNames(_ text: borrowing Span<UInt8>, _ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = text[at]
      if byte == UInt8(ascii: ":"), text.holds("://", at: at) {
        at = address(text, at + 3, range.upperBound)
      } else if byte.isNamePart {
        let end = min(text.end(from: at) { $0.isNamePart }, range.upperBound)
        at = named(text, at..<end, range.upperBound) ?? end
      } else {
        at += 1
      }
    }
  }

  /// `u:hunter2@h/`: where to go on. What is between the colon and a slash is a port when it is a number.
  private mutating func address(_ text: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    let slash = min(
      text.end(from: start) { $0 > 32 && $0 != UInt8(ascii: "/") && $0 != 34 && $0 != 39 && $0 != 0 }, limit)
    guard let colon = text.position(of: UInt8(ascii: ":"), from: start), colon < slash else { return start }
    if let sign = text.lastPosition(of: UInt8(ascii: "@"), before: slash), sign > colon {
      add(colon + 1..<sign)
      return sign
    }
    let port = text.end(from: colon + 1) { $0 &- 48 < 10 }
    guard port < slash, let sign = sign(text, slash, limit) else { return slash }
    let end = text.end(from: slash) { $0 > 32 && $0 != 34 && $0 != 39 }
    guard sign < end else { return slash }
    add(colon + 1..<sign)
    return sign
  }

  /// What stands behind a word of letters, digits, `_` and `-`; where to go on, or nil when nothing does.
  private mutating func named(_ text: borrowing Span<UInt8>, _ name: Range<Int>, _ limit: Int) -> Int? {
    let word = text.extracting(name)
    if !word.mayEndName { return nil }
    if word.endsAnyCase(authorization) { return header(text, name.upperBound, limit) }
    if word.endsAnyCase(identified) { return defined(text, name.upperBound, limit) }
    if word.count == 4, word.endsAnyCase(auth) { return response(text, name.upperBound, limit) }
    guard word.isSecretName else { return nil }
    guard let start = valueStart(text, name, limit) else { return nil }
    let secret = value(text, start, limit)
    add(secret)
    return max(secret.upperBound, start)
  }

  /// Where the value begins behind `=`, `:`, `(`, or the blank behind an option.
  private func valueStart(_ text: borrowing Span<UInt8>, _ name: Range<Int>, _ limit: Int) -> Int? {
    var at = name.upperBound
    let isQuoted = at < limit && (text[at] == 34 || text[at] == 39)
    // CEF has `\\=` within a value.
    if isQuoted || text.holds("\\=", at: at) { at += 1 }
    let blank = at
    while at < limit, text[at] == 32 { at += 1 }
    guard at < limit else { return nil }
    switch text[at] {
    case UInt8(ascii: ":") where text.isService(name): return nil
    case UInt8(ascii: "="), UInt8(ascii: ":"):
      at += text.holds("=>", at: at) ? 2 : 1
      // `expired password: Authentication token manipulation error` tells no secret.
      let isHeader = text[at - 1] == UInt8(ascii: ":") && text.holds(" ", at: at)
      if isHeader, !isWary, !isQuoted, !name.contains(where: { text[$0] == 45 || text[$0] == 95 }) {
        return nil
      }
      while at < limit, text[at] == 32 { at += 1 }
      return at < limit ? at : nil
    case UInt8(ascii: "("):
      let isCall = at + 1 < limit && (text[at + 1] == 34 || text[at + 1] == 39)
      return at == blank && isCall ? at + 1 : nil
    default:
      // An option: its value is the next word.
      if isExact, blank < limit, text[blank] == 0 { at = blank + 1 }
      let isOption = text[name.lowerBound] == UInt8(ascii: "-") && blank == name.upperBound
      return isOption && at > blank && at < limit && text[at] != UInt8(ascii: "-") ? at : nil
    }
  }

  /// `Authorization: Basic dTpw`, `Authorization: Digest username=...`: what is behind the scheme.
  private mutating func header(_ text: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
    guard start < limit, text[start] == UInt8(ascii: ":") || text[start] == UInt8(ascii: "=") else {
      return nil
    }
    var at = start + 1
    while at < limit, text[at] == 32 { at += 1 }
    let scheme = at..<min(text.end(from: at) { $0.isNamePart }, limit)
    if scheme.upperBound < limit, text[scheme.upperBound] == 32, !scheme.isEmpty {
      at = scheme.upperBound + 1
    }
    let hasMore = text.holdsAnyCase("DIGEST", in: scheme)
    let end = text.end(from: at) { (hasMore || $0 > 32) && $0 != 34 && $0 != 39 && $0 != 0 }
    add(at..<min(end, limit))
    return min(end, limit)
  }

  /// `IDENTIFIED BY 'hunter2'`, `IDENTIFIED WITH x AS 'hash'`.
  private mutating func defined(_ text: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
    guard let quote = text.position(of: UInt8(ascii: "'"), from: start), quote < min(start + 60, limit),
      let close = close(text, quote, limit)
    else { return nil }
    add(quote + 1..<close)
    return close
  }

  /// `AUTH PLAIN AGp1ZHkAaHVudGVyMg==`: what is behind the method, where it reads like a response.
  private mutating func response(_ text: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
    guard start < limit, text[start] == 32 else { return nil }
    let method = min(text.end(from: start + 1) { $0.isNamePart }, limit)
    guard method > start + 1, method < limit, text[method] == 32 else { return nil }
    let secret = method + 1..<min(text.end(from: method + 1) { $0.isBase64 }, limit)
    guard text.isSASLResponse(secret) else { return nil }
    add(secret)
    return secret.upperBound
  }
}

extension UInt8 {
  fileprivate var isNamePart: Bool {
    self | 0x20 &- 97 < 26 || self &- 48 < 10 || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
  }

  fileprivate var isBase64: Bool {
    self | 0x20 &- 97 < 26 || self &- 48 < 10 || self == UInt8(ascii: "+") || self == UInt8(ascii: "/")
      || self == UInt8(ascii: "=")
  }
}

private let authorization = Array("authorization".utf8)
private let identified = Array("identified".utf8)
private let auth = Array("auth".utf8)
private let anyEndings = [
  "password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "api-key", "access_key",
  "secret_key",
  "passwort", "kennwort", "credential", "credentials",
].map { Array($0.utf8) }

/// The last two letters of each of the names, by a hash.
private let lastPairs = PairSet(
  ([authorization, identified, auth] + anyEndings + wordEndings).map {
    UInt16($0[$0.count - 2] | 0x20) << 8 | UInt16($0[$0.count - 1] | 0x20)
  })

/// A set of pairs of letters; it may hold some more than it was told.
private struct PairSet {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ pairs: [UInt16]) {
    for pair in pairs {
      let bit: UInt64 = 1 &<< UInt64(pair & 31 | (pair &>> 3) & 32)
      switch pair &>> 9 & 3 {
      case 0: bits.0 |= bit
      case 1: bits.1 |= bit
      case 2: bits.2 |= bit
      default: bits.3 |= bit
      }
    }
  }

  func contains(_ pair: UInt16) -> Bool {
    let low = pair &>> 9 & 1 == 0 ? bits.0 : bits.1
    let high = pair &>> 9 & 1 == 0 ? bits.2 : bits.3
    return (pair &>> 10 & 1 == 0 ? low : high) &>> UInt64(pair & 31 | (pair &>> 3) & 32) & 1 != 0
  }
}

/// Those that stand alone or behind `_` or `-`.
private let wordEndings = ["pass", "pwd", "resp"].map { Array($0.utf8) }

extension Span where Element == UInt8 {
  /// Whether the bytes end so in letters of either case; `ending` is in small ones.
  fileprivate func endsAnyCase(_ ending: [UInt8]) -> Bool {
    let start = count - ending.count
    guard start >= 0 else { return false }
    for i in ending.indices where self[start + i] | 0x20 != ending[i] | 0x20 { return false }
    return true
  }

  /// Whether the last letters may be those of a name that is looked for: most words are passed with one look.
  fileprivate var mayEndName: Bool {
    if count < 3 { return false }
    let (two, one) = (self[count - 2] | 0x20, self[count - 1] | 0x20)
    return lastPairs.contains(UInt16(two) << 8 | UInt16(one))
  }

  /// Whether a name is that of a program: PAM's `pam_unix(passwd:chauthtok)`, Samba's `check_ntlm_password:`.
  fileprivate func isService(_ name: Range<Int>) -> Bool {
    name.lowerBound > 0 && self[name.lowerBound - 1] == UInt8(ascii: "(")
      || extracting(name).equals("check_ntlm_password")
  }

  /// Whether a name is that of a secret: `PGPASSWORD`, `--passwd`, `db_pass`, `X-Api-Key`; not `PWD`, nor `bypass`.
  fileprivate var isSecretName: Bool {
    if count < 3 { return false }
    if anyEndings.contains(where: { endsAnyCase($0) }) { return true }
    guard let ending = wordEndings.first(where: { endsAnyCase($0) }) else { return false }
    let start = count - ending.count
    if start == 0 { return !equals("PWD") }
    // A tab that syslog wrote as `#011` may stand before it.
    return self[start - 1] == UInt8(ascii: "_") || self[start - 1] == UInt8(ascii: "-")
      || holds("011", at: start - 3)
  }
}
