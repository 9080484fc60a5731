import Lines

extension Span where Element == UInt8 {
  /// The mail address between angle brackets at `start`, and where the brackets end; nil when none stand there.
  ///
  ///     <a@b.example>   <>   <"to=<x@y>, relay=none"@ember.example>
  ///
  /// A quoted local part may hold anything, closing brackets and backslashed quotes among it (RFC 5321, 4.1.2).
  func mailbox(at start: Int) -> (inside: Range<Int>, end: Int)? {
    guard holds("<", at: start) else { return nil }
    var at = start + 1
    if holds("\"", at: at) {
      at += 1
      while at < count, self[at] != UInt8(ascii: "\"") { at += self[at] == UInt8(ascii: "\\") ? 2 : 1 }
    }
    guard let close = position(of: UInt8(ascii: ">"), from: at) else { return nil }
    return (start + 1..<close, close + 1)
  }

  /// The value of a `key=` at `start`: in brackets, or up to `, ` or the end.
  func listed(at start: Int) -> (value: Range<Int>, end: Int) {
    if let mailbox = mailbox(at: start) { return (mailbox.inside, mailbox.end) }
    let end = position(of: ", ", from: start) ?? count
    // A bracket that syslog cut off is no part of the address.
    return (holds("<", at: start) ? start + 1..<end : start..<end, end)
  }
}
