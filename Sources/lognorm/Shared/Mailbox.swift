import Lines

extension Span where Element == UInt8 {
  /// The mail address between angle brackets at `start`, and where the brackets end; nil when none stand there.
  ///
  ///     <a@b.example>   <>   <"to=<x@y>, relay=none"@ember.example>
  ///
  /// A quoted local part may hold anything, closing brackets and backslashed quotes among it (RFC 5321, 4.1.2).
  ///
  /// - Parameter isRFC822: whether the program takes quotes and backslashes anywhere in a local part, `a."b>c"@d`.
  func mailbox(at start: Int, isRFC822: Bool = false) -> (inside: Range<Int>, end: Int)? {
    guard holds("<", at: start) else { return nil }
    // RFC 5321, 4.5.3.1.3 has 256 for a path; the rest is for those who don't care.
    return extracting(0..<Swift.min(count, start + 4096)).wholeMailbox(at: start, isRFC822)
  }

  private func wholeMailbox(at start: Int, _ isRFC822: Bool) -> (inside: Range<Int>, end: Int)? {
    var at = start + 1
    if isRFC822 {
      at = wordEnd(from: at, before: UInt8(ascii: ">"))
    } else if holds("\"", at: at) {
      at += 1
      while at < count, self[at] != UInt8(ascii: "\"") { at += self[at] == UInt8(ascii: "\\") ? 2 : 1 }
    }
    guard let close = position(of: UInt8(ascii: ">"), from: at) else { return nil }
    return (start + 1..<close, close + 1)
  }

  /// Where a word ends that begins at `start`: before a blank that is in no quotes and behind no backslash, or before
  /// `mark`, which may be a blank itself.
  ///
  ///     a."b c"@d    a\\ b@d
  func wordEnd(from start: Int, before mark: UInt8 = UInt8(ascii: " ")) -> Int {
    var at = start
    var isQuoting = true
    while at < count, self[at] > 32 || mark > 32, self[at] != mark {
      if self[at] == UInt8(ascii: "\\") {
        at += 2
      } else if self[at] == UInt8(ascii: "\""), isQuoting, let close = quoteEnd(from: at + 1) {
        at = close
      } else {
        if self[at] == UInt8(ascii: "\"") { isQuoting = false }
        at += 1
      }
    }
    return Swift.min(at, count)
  }

  /// Behind the quote that closes what begins at `start`; nil when none does.
  private func quoteEnd(from start: Int) -> Int? {
    var at = start
    while at < count, self[at] != UInt8(ascii: "\"") { at += self[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return at < count ? at + 1 : nil
  }

  /// The value of a `key=` at `start`: in brackets, or up to `, ` or the end.
  func listed(at start: Int) -> (value: Range<Int>, end: Int) {
    if let mailbox = mailbox(at: start) { return (mailbox.inside, mailbox.end) }
    let end = position(of: ", ", from: start) ?? count
    // A bracket that syslog cut off is no part of the address.
    return (holds("<", at: start) ? start + 1..<end : start..<end, end)
  }
}
