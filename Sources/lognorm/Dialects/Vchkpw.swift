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
  guard let blank = line.lastPosition(of: UInt8(ascii: " ")), blank >= at,
    let colon = line.addressColon(from: blank + 1)
  else { return false }
  record[.auth_user] = .slice(blank + 1..<colon)
  if colon + 1 < line.count { record[.client_address] = .slice(colon + 1..<line.count) }
  return true
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
