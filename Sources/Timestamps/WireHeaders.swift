import Lines

/// Lines as they go over the wire: `<PRI>`, then RFC 5424 with its version, RFC 3164, or what devices make of it.
///
///     <22>1 2026-11-21T00:17:11.5Z ash postfix/qmgr 7 - - 4F193648574: removed
///     <22>Nov 21 00:17:11 ash postfix/qmgr[7]: 4F193648574: removed
///     <30>systemd[1]: Started Postfix.                                 no stamp: /dev/kmsg, /dev/log
///     <189>29: ash: *Mar  1 18:46:11.123: %SYS-5-CONFIG_I: ...         Cisco's
extension HeaderReader {
  mutating func wire(_ line: borrowing Span<UInt8>) -> Header {
    guard let number = line.decimal(at: 1), number.value < 192, number.end < line.count,
      line[number.end] == UInt8(ascii: ">")
    else { return bare(line) }
    let start = line.end(from: number.end + 1) { $0 == UInt8(ascii: " ") }
    var header = line.holds("1 ", at: start) ? rfc5424(line, from: start + 2) : nil
    header = header ?? iso(line, from: start) ?? letters(line, from: start)
    var found = header ?? unstamped(line, from: start)
    found.priority = Int(number.value)
    return found
  }

  /// What stands behind `<PRI>` where no stamp does.
  @inline(never) private mutating func unstamped(_ line: borrowing Span<UInt8>, from start: Int) -> Header {
    let at = line.holds(":", at: start) ? line.afterBlanks(start + 1) : start
    if let header = versioned(line, from: at) ?? epoch(line, from: at) ?? numbered(line, from: at) {
      return header
    }
    if at > start, let header = letters(line, from: at) ?? calendar(line, from: at) { return header }
    if let tag = Header.tag(line, at: at) { return Header(line, tag) }
    return hostAndTag(line, from: at) ?? Header(text: start..<line.count)
  }

  /// RFC 5424 with any version, also where `<PRI>` was left out: `1 2026-11-21T00:17:11Z ash su - - - ...`.
  mutating func versioned(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let version = line.decimal(at: start), (1..<1000).contains(version.value),
      line.holds(" ", at: version.end), RFC3339(line, at: version.end + 1) != nil
    else { return nil }
    return rfc5424(line, from: version.end + 1)
  }

  /// Cisco's number of a message before its stamp, and perhaps a host, whose colons tell them.
  ///
  ///     000123: *Mar  1 18:46:11: %SYS-5-CONFIG_I: ...
  mutating func numbered(_ line: borrowing Span<UInt8>, from start: Int = 0) -> Header? {
    guard let number = line.decimal(at: start), line.holds(": ", at: number.end) else {
      return start == 0 ? versioned(line, from: 0) : nil
    }
    if let header = marked(line, behind: number.end + 2) { return header }
    guard let host = Header.word(line, at: number.end + 2), line[host.next - 2] == UInt8(ascii: ":"),
      var header = marked(line, behind: host.next)
    else { return nil }
    header.host = header.host ?? host.word.lowerBound..<host.next - 2
    return header
  }

  /// A stamp that may have a mark before it: `*` of a clock that was not set, `.` of one that lost its source.
  private mutating func marked(_ line: borrowing Span<UInt8>, behind at: Int) -> Header? {
    letters(line, from: line.holds("*", at: at) || line.holds(".", at: at) ? at + 1 : at)
  }
}
