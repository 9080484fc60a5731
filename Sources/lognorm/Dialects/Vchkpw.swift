import Lines
import MailRecord
import Timestamps

/// Reads what vpopmail's vchkpw says of logins.
///
///     vchkpw-pop3: (PLAIN) login success judy@northfield.example:192.0.2.4
///     vchkpw-smtp: password fail judy@northfield.example:192.0.2.4
///     vchkpw-imap: vpopmail user not found x@y.example:2001:db8::7
///
/// The line ends with `user:address`; the user is what the client sent, so it is read from the right.
/// A password that vchkpw was built to log, `(pass: 'x')`, is masked.
/// - Source: vpopmail's vchkpw.c.
func parseVchkpw(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var at = text.lowerBound
  if line.holds("vchkpw-", at: at), let tag = Header.tag(line, at: at) {
    record[.service] = .slice(tag.app)
    at = tag.end
  } else if let app = record[.app], case .bytes(let start, let end) = app {
    record[.service] = .bytes(start, end)
  }
  if line.holds("(", at: at), let close = line.position(of: ") ", from: at) {
    record[.auth_method] = .slice(at + 1..<close)
    at = close + 2
  }
  record.mask(line, from: "(pass: '", to: "') ", in: at..<line.count)
  guard let start = userStart(line, at, text), let colon = line.addressColon(from: start) else {
    return false
  }
  record[.auth_user] = .slice(start..<colon)
  if colon + 1 < line.count { record[.client_address] = .slice(colon + 1..<line.count) }
  return true
}

/// What vchkpw says before a user's name, which may hold blanks.
private let vchkpwWords: [StaticString] = [
  "login success ", "password fail ", "system password fail ", "vpopmail user not found ",
  "system user not found ", "invalid user/domain characters ", "null user name given ",
  "null password given ",
]

/// Where the name begins: behind the words before it and a password that was told; else at the last word.
private func userStart(_ line: borrowing Span<UInt8>, _ at: Int, _ text: Range<Int>) -> Int? {
  for words in vchkpwWords where line.holds(words, at: at) {
    let behind = at + words.utf8CodeUnitCount
    guard line.holds("(pass: '", at: behind) else { return behind }
    return line.lastPosition(of: "') ").map { max($0 + 3, behind) }
  }
  return line.lastPosition(of: UInt8(ascii: " ")).flatMap { $0 >= at ? $0 + 1 : nil }
}

extension Span where Element == UInt8 {
  /// The colon before the IP address that ends the line; nil when there is none.
  ///
  /// An IPv6 address has colons itself: it goes as far left as it reads like one, but not into the domain.
  fileprivate func addressColon(from start: Int) -> Int? {
    guard let last = lastPosition(of: UInt8(ascii: ":")), last >= start else { return nil }
    if last + 1 == count || isAddress(last + 1..<count) { return last }
    let floor = lastPosition(of: UInt8(ascii: "@")).map { Swift.max($0, start) } ?? start
    guard let first = position(of: UInt8(ascii: ":"), from: floor), isAddress(first + 1..<count) else {
      return nil
    }
    return first
  }
}
