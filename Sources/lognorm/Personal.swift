import Lines
import MailRecord

/// Puts pseudonyms in place of persons: in the fields that name them, and wherever a mail address, an IP address or
/// the name of a field stands in the text.
///
///     <alice@a.example>   <p3k7cwl2qbnx5a@a.example>
///     192.0.2.9           57.118.33.201
///
/// Domains stay, so that what is local is still known to be; of a client's host name the last two labels do.
struct Personal {
  private let pseudonyms: Pseudonyms
  /// Fields that name a person or give an address.
  private static let persons: [Field] = [
    .sender, .recipient, .original_recipient, .header_from, .header_to, .auth_user, .user, .target_user,
    .login_user, .ident,
  ]
  /// Those whose value may stand again as a word of the text.
  private static let accounts: [Field] = [.user, .target_user, .login_user, .auth_user]
  private static let addresses: [Field] = [.client_address, .remote_address, .local_address]
  private static let hosts: [Field] = [.client_name, .helo]
  /// Fields that may tell of a person somewhere within.
  private static let wholes: [Field] = [.subject, .mailbox, .directory, .command, .structured_data]
  /// Fields in which names that stand elsewhere may stand again.
  private static let texts: [Field] = [.text, .diagnostic, .reason]

  init(_ pseudonyms: Pseudonyms) { self.pseudonyms = pseudonyms }

  func cover(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) {
    for field in Self.wholes { if let range = slice(field, &record) { name(line, range, &record) } }
    for field in Self.persons { if let range = slice(field, &record) { person(line, range, &record) } }
    for field in Self.hosts { if let range = slice(field, &record) { host(line, range, &record) } }
    for field in Self.addresses {
      if let range = slice(field, &record) { _ = substituted(line, range, &record) }
    }
    for at in text where line[at] == UInt8(ascii: "@") { mailbox(line, at, text, &record) }
    addresses(line, text, &record)
    for field in Self.accounts {
      if let range = slice(field, &record), range.count > 2 { others(line, range, text, &record) }
    }
  }

  /// Where a field's value stands; hexadecimal and escapes become text, for what replaces them is text.
  private func slice(_ field: Field, _ record: inout Record) -> Range<Int>? {
    switch record[field] {
    case .bytes(let start, let end): return Int(start)..<Int(end)
    case .hexadecimal(let start, let end), .escaped(let start, let end):
      record[field] = .bytes(start, end)
      return Int(start)..<Int(end)
    default: return nil
    }
  }

  private func name(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
    if range.isEmpty || record.isSubstituted(range) { return }
    record.substitute(range, by: pseudonyms.name(line.extracting(range)).span)
  }

  /// `alice`, `alice@a.example`, `Alice <alice@a.example>`; of a list each mailbox is found later.
  private func person(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
    let value = line.extracting(range)
    if let open = value.position(of: UInt8(ascii: "<")) {
      return name(line, range.lowerBound..<range.lowerBound + open, &record)
    }
    guard let at = value.lastPosition(of: UInt8(ascii: "@")) else { return name(line, range, &record) }
    if value.extracting(0..<at).position(of: UInt8(ascii: ",")) != nil { return }
    if at + 2 < value.count || value.count == at + 1 {
      name(line, range.lowerBound..<range.lowerBound + at, &record)
    }
  }

  /// All but the last two labels.
  private func host(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) {
    if Address(line.extracting(range)) != nil { return }
    let dots = range.filter { line[$0] == UInt8(ascii: ".") && $0 + 1 < range.upperBound }
    if dots.isEmpty { return name(line, range, &record) }
    if dots.count > 1 { name(line, range.lowerBound..<dots[dots.count - 2], &record) }
  }

  /// The local part before the `@` at `at`, quoted or not, and not the `key=` before it.
  private func mailbox(
    _ line: borrowing Span<UInt8>, _ at: Int, _ text: Range<Int>, _ record: inout Record
  ) {
    var start = at
    if at > text.lowerBound, line[at - 1] == UInt8(ascii: "\"") {
      start = line.lastPosition(of: UInt8(ascii: "\""), before: at - 1) ?? at
    }
    while start > text.lowerBound, line[start - 1].isAtomText { start -= 1 }
    let key = line.end(from: start) { $0 | 0x20 &- 97 < 26 || $0 == UInt8(ascii: "_") }
    if key < at, line[key] == UInt8(ascii: "=") { start = key + 1 }
    if line.holds("[]", at: at + 1) { return }
    name(line, max(start, text.lowerBound)..<at, &record)
  }

  private func addresses(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) {
    var at = text.lowerBound
    while at < text.upperBound {
      let end = line.end(from: at) { $0.isInAddress }
      if end > at + 1 { numbers(line, at..<end, &record) }
      at = max(end, at + 1)
    }
  }

  /// A run of hexadecimal digits, colons and dots: an address, one with a full stop or colon behind it, or one of
  /// four numbers between ports and names.
  private func numbers(_ line: borrowing Span<UInt8>, _ run: Range<Int>, _ record: inout Record) {
    let isMail = line.holds("IPv6:", at: run.lowerBound - 3)
    let start = isMail ? run.lowerBound + 2 : run.lowerBound
    if isMail || line.isWord(run) {
      for end in [run.upperBound, run.upperBound - 1] where end > start {
        if substituted(line, start..<end, &record) { return }
      }
    }
    pieces(line, run, &record)
  }

  private func pieces(_ line: borrowing Span<UInt8>, _ run: Range<Int>, _ record: inout Record) {
    var start = run.lowerBound
    for at in run where line[at] == UInt8(ascii: ":") || at + 1 == run.upperBound {
      var end = line[at] == UInt8(ascii: ":") ? at : at + 1
      while end > start, line[end - 1] == UInt8(ascii: ".") { end -= 1 }
      if line.isFourPoints(start..<end) { _ = substituted(line, start..<end, &record) }
      start = at + 1
    }
  }

  /// False when no address stands there.
  private func substituted(_ line: borrowing Span<UInt8>, _ range: Range<Int>, _ record: inout Record) -> Bool
  {
    guard let address = Address(line.extracting(range)) else { return false }
    if !record.isSubstituted(range) {
      record.substitute(range, by: Array(pseudonyms.address(address).description.utf8).span)
    }
    return true
  }

  /// A name again, as a word of the text that is no other field's value.
  private func others(
    _ line: borrowing Span<UInt8>, _ range: Range<Int>, _ text: Range<Int>, _ record: inout Record
  ) {
    var at = text.lowerBound
    while at + range.count <= text.upperBound {
      let found = at..<at + range.count
      at += 1
      guard line[found.lowerBound] == line[range.lowerBound], line.isWord(found),
        line.hasSame(found, range), !isOther(found, record)
      else { continue }
      name(line, found, &record)
    }
  }

  private func isOther(_ range: Range<Int>, _ record: borrowing Record) -> Bool {
    for field in Field.all where !Self.texts.contains(field) {
      if case .bytes(let start, let end) = record[field], range.overlaps(Int(start)..<Int(end)) {
        return true
      }
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { self | 0x20 &- 97 < 26 }
  fileprivate var isInAddress: Bool { self &- 48 < 11 || self == UInt8(ascii: ".") || self | 0x20 &- 97 < 6 }

  /// What may stand in a local part without quotes (RFC 5322 `atext` and the dot), and what is beyond ASCII.
  fileprivate var isAtomText: Bool {
    if self > 127 || self &- 48 < 10 || self | 0x20 &- 97 < 26 { return true }
    return "!#$%&*+-/=?^_{|}~.".utf8.contains(self)
  }
}

extension Span where Element == UInt8 {
  /// Whether `range` is digits with three dots between.
  fileprivate func isFourPoints(_ range: Range<Int>) -> Bool {
    var dots = 0
    for i in range {
      if self[i] == UInt8(ascii: ".") { dots += 1 } else if self[i] &- 48 > 9 { return false }
    }
    return dots == 3
  }

  /// Whether no letter or digit stands on either side of `range`.
  fileprivate func isWord(_ range: Range<Int>) -> Bool {
    let isLetter = { (byte: UInt8) in byte.isLetter || byte &- 48 < 10 }
    if range.lowerBound > 0, isLetter(self[range.lowerBound - 1]) { return false }
    return range.upperBound >= count || !isLetter(self[range.upperBound])
  }

  fileprivate func hasSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    for i in 0..<one.count where self[one.lowerBound + i] != self[other.lowerBound + i] { return false }
    return true
  }
}
