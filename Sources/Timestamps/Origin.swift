import Lines

/// Who wrote a line and how it was filed: what stands between a stamp and the text.
///
///     ash sendmail[7]:                                     RFC 3164
///     ash sendmail[7]: [ID 197553 mail.info]               Solaris
///     ash mail:info sendmail[7]:                           AIX; busybox has mail.info
///     ash mail:info Message forwarded from oak: sendmail[7]:
///     <mail.info> ash sendmail[7]:                         FreeBSD with -v -v; <2.6> with -v
///     mail.info ash sendmail[7]:                           templates of rsyslog and syslog-ng; [mail.info], too
///     [sendmail]                                           metalog
///     auth.info: Sep 20 10:00:01 sendmail[7]:              socklog
extension HeaderReader {
  /// `host tag[pid]: text`, or `tag[pid]: text` where the host was left out.
  mutating func named(_ line: borrowing Span<UInt8>, from start: Int, at time: Instant?) -> Header {
    var header = Header.plain(line, from: start) ?? Header(text: start..<line.count)
    header.time = time
    if header.app == nil { return unusual(line, header) }
    takeMessageID(line, &header)
    takeSplogger(line, &header)
    return header
  }

  /// The same where something more stands, or less.
  @inline(never)
  mutating func unusual(_ line: borrowing Span<UInt8>, _ plain: Header) -> Header {
    var header = Header(text: 0..<0)
    header.time = plain.time
    var at = line.afterBlanks(plain.text.lowerBound)
    // Labels that a log store puts before a line, or an object: a wrapper.
    if line.holds("{", at: at) {
      header.text = at..<line.count
      header.isWrapped = true
      return header
    }
    if let marked = line.markedPriority(at: at) {
      header.priority = marked.number
      at = line.afterBlanks(marked.end)
    }
    if let end = takeBracket(line, at: at, &header) {
      at = end
    } else if !line.isPriority(at: at), line.syslogdTag(at: at) == nil, let host = line.host(at: at) {
      header.host = line.isNil(host) ? nil : host
      at = line.afterBlanks(host.upperBound)
    } else if let address = line.addressLiteral(at: at) {
      header.host = address
      at = address.upperBound + 2
    }
    if let word = line.priority(at: at) {
      (header.priority, at) = (word.number, word.end)
      header.text = at..<line.count
      if let inner = inner(line, header) { return inner }
      if header.host == nil, line.hasHostAndTag(at), let host = line.host(at: at) {
        header.host = host
        at = line.afterBlanks(host.upperBound)
      }
    }
    at = takeForwarder(line, at: at, &header)
    header.text = at..<line.count
    takeUnusualTag(line, &header)
    takeMessageID(line, &header)
    takeSplogger(line, &header)
    return header
  }

  /// metalog's `[app] ` or `[app]: `, or the `[pid] ` of a program that has its own log.
  private func takeBracket(_ line: borrowing Span<UInt8>, at: Int, _ header: inout Header) -> Int? {
    guard line.holds("[", at: at), let close = line.position(of: UInt8(ascii: "]"), from: at),
      line.end(from: at + 1, while: Header.isTagByte) == close
    else { return nil }
    let end = line.holds(":", at: close + 1) ? close + 2 : close + 1
    guard line.holds(" ", at: end) else { return nil }
    header.pid = line.decimal(at + 1..<close)
    if header.pid == nil { header.app = at + 1..<close }
    return end + 1
  }

  /// The host that a line comes from is not the one that passed it on.
  private func takeForwarder(_ line: borrowing Span<UInt8>, at: Int, _ header: inout Header) -> Int {
    guard line.holds("Message forwarded from ", at: at),
      let colon = line.position(of: UInt8(ascii: ":"), from: at + 23)
    else { return at }
    header.host = at + 23..<colon
    return line.afterBlanks(colon + 1)
  }

  /// Solaris' `[ID 197553 mail.info] `, and the tag said once more by some templates, `- sshd[7]:: `.
  private func takeMessageID(_ line: borrowing Span<UInt8>, _ header: inout Header) {
    let at = header.text.lowerBound
    if line.holds("[ID ", at: at), let number = line.decimal(at: at + 4),
      let close = line.position(of: UInt8(ascii: "]"), from: number.end),
      (1..<24).contains(close - number.end),
      let priority = Priority.number(line, number.end + 1..<close)
    {
      header.priority = priority
      header.text = min(close + 2, line.count)..<line.count
    } else if line.holds("- ", at: at), let app = header.app, let again = Header.tag(line, at: at + 2),
      again.app.count == app.count, again.pid == header.pid, line.holds(": ", at: again.end)
    {
      header.text = again.end + 2..<line.count
    }
  }
}

extension Header {
  /// `host tag[pid]: text` where nothing more stands before the text, as in nearly all lines.
  ///
  /// A header that is changed in place, or handed on in memory, costs a line more than it costs to read it.
  @inline(__always) static func whole(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let header = plain(line, from: start) else { return nil }
    let text = header.text.lowerBound
    guard text < line.count else { return header }
    let next = line[text]
    let mayBeMore =
      next == UInt8(ascii: "[") || next == UInt8(ascii: "-") || next &- 48 < 10 && line.mayBeEpoch(at: text)
    return mayBeMore ? nil : header
  }

  /// Host and tag at `start`, if they are there.
  @inline(__always) fileprivate static func plain(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let host = Self.word(line, at: start), line[start] > 45, line[start] != UInt8(ascii: "<"),
      line[start] != UInt8(ascii: "["), line[start] != UInt8(ascii: "{"),
      host.word.count != 7 || line.syslogdTag(at: start) == nil
    else { return nil }
    let hasHost = line[host.word.upperBound - 1] != UInt8(ascii: ":")
    let at = hasHost ? host.next : start
    // No colon without a blank behind it: that is AIX's mail:info.
    guard let tag = Self.tag(line, at: at), line[at] > 64,
      tag.pid != nil || hasHost && (line[tag.end - 1] == UInt8(ascii: " ") || tag.end == line.count)
    else { return nil }
    var header = Header(text: tag.end..<line.count)
    header.host = hasHost ? host.word : nil
    (header.app, header.pid) = (tag.app, tag.pid)
    return header
  }
}

extension Span where Element == UInt8 {
  func afterBlanks(_ at: Int) -> Int { end(from: at) { $0 == UInt8(ascii: " ") } }

  /// A host's name at `at`, up to a blank or the line's end; a word with a colon behind it is a tag, one with a `=`
  /// begins a message.
  fileprivate func host(at: Int) -> Range<Int>? {
    let end = end(from: at) { $0 > 32 && $0 != UInt8(ascii: "=") }
    guard end > at, !holds("=", at: end), self[end - 1] != UInt8(ascii: ":"),
      self[end - 1] != UInt8(ascii: "]")
    else { return nil }
    return at..<end
  }

  /// An address in brackets in the place of a host, `[2001:db8::1] `.
  fileprivate func addressLiteral(at: Int) -> Range<Int>? {
    guard holds("[", at: at) else { return nil }
    let end = end(from: at + 1) { $0 &- 48 < 11 || ($0 | 0x20) &- 97 < 6 || $0 == UInt8(ascii: ".") }
    guard holds("] ", at: end), extracting(at + 1..<end).position(of: UInt8(ascii: ":")) != nil else {
      return nil
    }
    return at + 1..<end
  }

  /// `<mail.info>`, `<2.6>` or `[mail.info]` at `at`; a number in square brackets is a process.
  fileprivate func markedPriority(at: Int) -> (number: Int, end: Int)? {
    let isSquare = holds("[", at: at)
    guard isSquare || holds("<", at: at),
      let close = position(of: UInt8(ascii: isSquare ? "]" : ">"), from: at),
      let number = Priority.number(self, at + 1..<close),
      !isSquare || number < Priority.unknownFacility * 8
    else { return nil }
    return (number, close + 1)
  }

  /// Whether facility and severity stand at `at`, in the place of a host.
  fileprivate func isPriority(at: Int) -> Bool {
    priority(at: at).map { $0.number < Priority.unknownFacility * 8 } ?? false
  }

  /// `mail.info ` or `auth.info: ` at `at`, or a severity alone before a tag.
  fileprivate func priority(at: Int) -> (number: Int, end: Int)? {
    guard let word = Header.word(self, at: at) else { return nil }
    let hasColon = self[word.word.upperBound - 1] == UInt8(ascii: ":")
    let end = hasColon ? word.word.upperBound - 1 : word.word.upperBound
    guard let number = Priority.number(self, at..<end) else { return nil }
    let next = afterBlanks(word.next)
    return number < Priority.unknownFacility * 8 || Header.tag(self, at: next) != nil ? (number, next) : nil
  }

  /// Whether a host and a program's tag stand at `start`, `ash sshd[7]: `, and not an Exim id or a pid.
  func hasHostAndTag(_ start: Int) -> Bool {
    guard let host = Header.word(self, at: start), self[start] != UInt8(ascii: "[") else { return false }
    // A zone goes on with the stamp.
    if self[start] == UInt8(ascii: "+") || self[start] == UInt8(ascii: "-") { return false }
    let isID = host.word.count >= 16 && self[start + 6] == UInt8(ascii: "-")
    if isID { return false }
    if self[host.word.upperBound - 1] == UInt8(ascii: ":") { return true }
    guard host.next < count, self[host.next] > 64 else { return false }
    guard let tag = Header.tag(self, at: host.next) else {
      // `zuse proftpd[26189] zuse.domain.example (...): ` has no colon there.
      let name = end(from: host.next, while: Header.isTagByte)
      guard name > host.next, holds("[", at: name), let pid = decimal(at: name + 1) else { return false }
      return holds("] ", at: pid.end)
    }
    return tag.pid != nil || self[tag.end - 1] == UInt8(ascii: " ")
  }
}
