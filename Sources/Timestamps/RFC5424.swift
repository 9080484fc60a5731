import Lines

extension HeaderReader {
  /// RFC 5424 after its version: stamp, host, app, procid, msgid, structured data, text.
  mutating func rfc5424(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let stamp = Header.word(line, at: start), let host = Header.word(line, at: stamp.next),
      let app = Header.word(line, at: line.afterBlanks(host.next))
    else { return nil }
    // Some put the version before a line of RFC 3164's.
    if line[app.word.upperBound - 1] == UInt8(ascii: ":") { return iso(line, from: start) }
    guard let pid = Header.word(line, at: app.next), let id = Header.word(line, at: pid.next) else {
      return nil
    }
    // Structured data that was left out altogether.
    let text = line.structuredDataEnd(id.next) ?? line.afterBlanks(id.next)
    var header = Header(text: text..<line.count)
    if let time = RFC3339(line, at: start), time.end == stamp.word.upperBound {
      source = .rfc5424
      header.time = instant(time)
    } else if !line.isNil(stamp.word) {
      return nil
    }
    header.host = line.isNil(host.word) ? nil : host.word
    header.app = line.isNil(app.word) ? nil : app.word
    header.pid = line.decimal(pid.word)
    takeStructure(line, from: id.word, &header)
    takeSplogger(line, &header)
    return header
  }

  /// What stands behind the host in lines of RFC 5424's whose priority and version were left out: program, number, id,
  /// data, then the text.
  ///
  ///     Nov 21 00:17:11 ash sshd 7 - - Connection closed by 192.0.2.7 port 4000
  func takeFields(_ line: borrowing Span<UInt8>, from start: Int, _ header: inout Header) {
    guard let app = Header.word(line, at: start), let pid = Header.word(line, at: app.next),
      let id = Header.word(line, at: pid.next), let text = line.structuredDataEnd(id.next),
      text == line.count || line[text - 1] == UInt8(ascii: " ") || line[text - 1] == 0xBF
    else { return }
    let number = line.decimal(pid.word)
    let hasData = line.holds("[", at: id.next)
    guard number != nil || line.isNil(pid.word) && (hasData || line.isNil(id.word)),
      !hasData || line.extracting(id.next..<text).position(of: "=\"") != nil
    else { return }
    (header.app, header.pid, header.text) = (line.isNil(app.word) ? nil : app.word, number, text..<line.count)
    takeStructure(line, from: id.word, &header)
  }

  /// Notes where id and data stand, before the text; mostly they are left out, `- -`.
  private func takeStructure(_ line: borrowing Span<UInt8>, from id: Range<Int>, _ header: inout Header) {
    let data = id.upperBound + 1
    if line.isNil(id), !line.holds("[", at: data) { return }
    var end = line.holds("[", at: data) || line.holds("-", at: data) ? header.text.lowerBound : data
    while end > data, line[end - 1] == UInt8(ascii: " ") || line[end - 1] >= 0x80 { end -= 1 }
    header.structure = id.lowerBound..<max(end, id.upperBound)
  }

  /// splogger's own stamp, seconds and microseconds: more exact than syslog's, so it wins.
  @inline(__always) func takeSplogger(_ line: borrowing Span<UInt8>, _ header: inout Header) {
    let start = header.text.lowerBound
    if start < line.count, line[start] &- 48 < 10 { takeEpoch(line, &header) }
  }

  @inline(never) private func takeEpoch(_ line: borrowing Span<UInt8>, _ header: inout Header) {
    let start = header.text.lowerBound
    guard let stamp = Epoch(line, at: start), stamp.instant.digits == 6, stamp.end < line.count,
      line[stamp.end] == UInt8(ascii: " ") || line[stamp.end] == UInt8(ascii: "+")
    else { return }
    header.time = stamp.instant
    header.isSplogger = true
    header.stamp = start..<stamp.end
    header.isContinuation = line[stamp.end] == UInt8(ascii: "+")
    header.text = stamp.end + 1..<line.count
    // One splogger may serve several programs; the inner tag says which.
    if !header.isContinuation { takeTag(line, &header) }
  }
}

extension Span where Element == UInt8 {
  /// Whether the stamp of splogger's may stand at `at`: a full stop is among the digits that ten seconds make, or
  /// ten thousand years.
  @inline(__always) func mayBeEpoch(at: Int) -> Bool {
    let letters = word(at: at &+ 8) ^ 0x2E2E_2E2E_2E2E_2E2E
    return (letters &- 0x0101_0101_0101_0101) & ~letters & 0x8080_8080_8080_8080 != 0
  }

  /// RFC 5424's `-`.
  func isNil(_ word: Range<Int>) -> Bool {
    word.count == 1 && self[word.lowerBound] == UInt8(ascii: "-")
  }

  /// Past RFC 5424's structured data at `start` and the blanks behind it, where the message begins.
  fileprivate func structuredDataEnd(_ start: Int) -> Int? {
    guard start < count else { return nil }
    var at = start
    if self[at] == UInt8(ascii: "-") { at += 1 }
    while at < count, self[at] == UInt8(ascii: "[") {
      var quoted = false
      while at < count, quoted || self[at] != UInt8(ascii: "]") {
        if self[at] == UInt8(ascii: "\\") {
          at += 1
        } else if self[at] == UInt8(ascii: "\"") {
          quoted.toggle()
        }
        at += 1
      }
      at += 1
    }
    if at == start || at > count { return nil }
    // rsyslog's template leaves the blank that stood behind the tag: two blanks.
    at = end(from: at) { $0 == UInt8(ascii: " ") }
    return holds("\u{FEFF}", at: at) ? at + 3 : at
  }
}
