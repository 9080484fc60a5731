import Lines

/// Takes the wrapping off a line: whatever the clock and the transport, what is left is what the program said.
///
///     @400000006b00e19617a4d17c new msg 5646881                                   multilog
///     Nov 21 00:17:11 ash qmail: 1795220231.515565 new msg 5646896                syslog around splogger
///     <22>1 2026-11-21T00:17:11.5Z ash qmail - - -  1795220231.515565 new msg 1   RFC 5424 around splogger
public struct HeaderReader {
  private let clock: TAI64N.Clock
  public var years: YearClock
  private var local = LocalClock()

  public init(clock: TAI64N.Clock, years: YearClock) {
    self.clock = clock
    self.years = years
  }

  public mutating func begin(_ source: Source) { years.begin(modified: source.modified) }

  public mutating func read(_ line: borrowing Span<UInt8>) -> Header {
    guard line.count > 0 else { return Header(text: 0..<0) }
    switch line[0] {
    case UInt8(ascii: "@"): return tai64n(line)
    case UInt8(ascii: "<"): return wire(line)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return digits(line)
    case UInt8(ascii: "{"): return Header(text: 0..<line.count)
    default: return letters(line, from: 0) ?? bare(line)
    }
  }

  /// A line with no stamp at its head: a program's own words. What last and its kin print has one within.
  private mutating func bare(_ line: borrowing Span<UInt8>) -> Header {
    var header = Header(text: 0..<line.count)
    takeTag(line, &header)
    if header.app == nil, let stamp = LoginStamp(in: line), let wall = years.wall(stamp) {
      header.time = Instant(seconds: local.seconds(wall: wall))
    }
    return header
  }

  /// multilog's `t`.
  @inline(__always) private func tai64n(_ line: borrowing Span<UInt8>) -> Header {
    let start = TAI64N.length
    guard let label = TAI64N(line), let instant = label.instant(clock) else {
      return malformed(line, at: nil)
    }
    if start < line.count, line[start] != UInt8(ascii: " ") { return malformed(line, at: instant) }
    var header = Header(text: min(start + 1, line.count)..<line.count)
    header.time = instant
    takeTag(line, &header)
    return header
  }

  /// A line with something like a stamp, which is all text.
  @inline(never) private func malformed(_ line: borrowing Span<UInt8>, at time: Instant?) -> Header {
    var header = Header(text: 0..<line.count)
    header.time = time
    header.isMalformed = true
    return header
  }

  /// Takes a program's own tag off: `tcpserver: pid 1 from ...`. qmail-send has none; its words are no tags.
  @inline(__always) private func takeTag(_ line: borrowing Span<UInt8>, _ header: inout Header) {
    let start = header.text.lowerBound
    guard let tag = Header.tag(line, at: start), !line.isMessageWord(tag.app) else { return }
    (header.app, header.pid) = (tag.app, tag.pid)
    header.text = tag.end..<line.count
  }

  /// `<PRI>` on the wire: RFC 5424 with its version, or RFC 3164.
  private mutating func wire(_ line: borrowing Span<UInt8>) -> Header {
    guard let number = line.decimal(at: 1), number.value < 192, number.end < line.count,
      line[number.end] == UInt8(ascii: ">")
    else { return bare(line) }
    let start = number.end + 1
    var header = line.holds("1 ", at: start) ? rfc5424(line, from: start + 2) : nil
    header = header ?? iso(line, from: start) ?? letters(line, from: start)
    var found = header ?? Header(text: start..<line.count)
    found.priority = Int(number.value)
    return found
  }

  /// A line that begins with a digit: ISO 8601, or seconds since 1970.
  private mutating func digits(_ line: borrowing Span<UInt8>) -> Header {
    if let header = iso(line, from: 0) { return header }
    guard let stamp = Epoch(line), stamp.end == line.count || line[stamp.end] == UInt8(ascii: " ") else {
      return bare(line)
    }
    years.saw(stamp.instant.seconds)
    var header = Header(text: min(stamp.end + 1, line.count)..<line.count)
    header.time = stamp.instant
    takeTag(line, &header)
    // journalctl -o short-unix: a host, and a tag with its number.
    if header.app == nil, let host = Header.word(line, at: stamp.end + 1),
      Header.tag(line, at: host.next)?.pid != nil
    {
      return named(line, from: stamp.end + 1, at: stamp.instant) ?? header
    }
    return header
  }

  /// rsyslog's and syslog-ng's ISO 8601 file format: stamp, host, tag.
  private mutating func iso(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let stamp = RFC3339(line, at: start), stamp.end < line.count, line[stamp.end] == UInt8(ascii: " ")
    else { return nil }
    let isOwnLog = line[start + 10] == UInt8(ascii: " ") && !line.hasHostAndTag(stamp.end + 1)
    return isOwnLog ? ownLog(line, stamp) : named(line, from: stamp.end + 1, at: instant(stamp))
  }

  /// A program's own log file, as Exim's: stamp, perhaps a zone, text.
  ///
  ///     2026-11-20 23:35:54.512 +0100 [427] 1xUY94-00006r-1R Completed
  private mutating func ownLog(_ line: borrowing Span<UInt8>, _ stamp: RFC3339) -> Header {
    var stamp = stamp
    var at = stamp.end + 1
    if stamp.offset == nil, let zone = line.zone(at: at), line.holds(" ", at: zone.end) {
      stamp.offset = zone.offset
      at = zone.end + 1
    }
    var header = Header(text: at..<line.count)
    header.time = instant(stamp)
    return header
  }

  /// `Nov 21 00:17:11 host tag[pid]: text`.
  private mutating func letters(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let stamp = Syslog3164(line, at: start), stamp.end < line.count,
      line[stamp.end] == UInt8(ascii: " ")
    else { return nil }
    guard var header = named(line, from: stamp.end + 1, at: nil) else { return nil }
    // The inner stamp, when there is one, dates this line and its neighbours.
    if let time = header.time {
      years.saw(time.seconds)
    } else if let wall = years.wall(stamp) {
      header.time = Instant(seconds: local.seconds(wall: wall))
    } else {
      header.isMalformed = true
    }
    return header
  }

  /// RFC 5424 after its version: stamp, host, app, procid, msgid, structured data, text.
  private mutating func rfc5424(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let stamp = Header.word(line, at: start), let host = Header.word(line, at: stamp.next),
      let app = Header.word(line, at: host.next), let pid = Header.word(line, at: app.next),
      let id = Header.word(line, at: pid.next), let text = line.structuredDataEnd(id.next)
    else { return nil }
    var header = Header(text: text..<line.count)
    if let time = RFC3339(line, at: start), time.end == stamp.word.upperBound {
      header.time = instant(time)
    } else if !line.isNil(stamp.word) {
      return nil
    }
    header.host = line.isNil(host.word) ? nil : host.word
    header.app = line.isNil(app.word) ? nil : app.word
    header.pid = line.decimal(pid.word)
    return splogger(line, header)
  }

  /// `host tag[pid]: text`, or `tag[pid]: text` where the host was left out.
  private func named(_ line: borrowing Span<UInt8>, from start: Int, at time: Instant?) -> Header? {
    var header = Header(text: start..<line.count)
    header.time = time
    guard let host = Header.word(line, at: start) else { return header }
    var at = host.next
    if line[host.word.upperBound - 1] == UInt8(ascii: ":") { at = start } else { header.host = host.word }
    header.text = at..<line.count
    // Labels that a log store puts before a line are no host.
    if line[start] != UInt8(ascii: "{"), let tag = Header.tag(line, at: at) {
      (header.app, header.pid) = (tag.app, tag.pid)
      header.text = tag.end..<line.count
    }
    return splogger(line, header)
  }

  /// splogger's own stamp, seconds and microseconds: more exact than syslog's, so it wins.
  private func splogger(_ line: borrowing Span<UInt8>, _ header: Header) -> Header {
    let start = header.text.lowerBound
    guard let stamp = Epoch(line, at: start), stamp.instant.digits == 6, stamp.end < line.count,
      line[stamp.end] == UInt8(ascii: " ") || line[stamp.end] == UInt8(ascii: "+")
    else { return header }
    var header = header
    header.time = stamp.instant
    header.isSplogger = true
    header.stamp = start..<stamp.end
    header.isContinuation = line[stamp.end] == UInt8(ascii: "+")
    header.text = stamp.end + 1..<line.count
    // One splogger may serve several programs; the inner tag says which.
    if !header.isContinuation { takeTag(line, &header) }
    return header
  }

  private mutating func instant(_ stamp: RFC3339) -> Instant {
    var time = stamp.wall
    time.seconds = stamp.instant?.seconds ?? local.seconds(wall: time.seconds)
    years.saw(time.seconds)
    return time
  }
}

extension Span where Element == UInt8 {
  /// Whether a host and a program's tag stand at `start`, `ash sshd[7]: `, and not an Exim id or a pid.
  fileprivate func hasHostAndTag(_ start: Int) -> Bool {
    guard let host = Header.word(self, at: start), self[start] != UInt8(ascii: "[") else { return false }
    let isID = host.word.count >= 16 && self[start + 6] == UInt8(ascii: "-")
    return !isID
      && (self[host.word.upperBound - 1] == UInt8(ascii: ":") || Header.tag(self, at: host.next) != nil)
  }

  /// `+0100` at `at`: seconds ahead of UTC.
  fileprivate func zone(at: Int) -> (offset: Int, end: Int)? {
    guard holds("+", at: at) || holds("-", at: at), let number = decimal(at: at + 1), number.end == at + 5,
      number.value < 2400, number.value % 100 < 60
    else { return nil }
    let seconds = Int(number.value) / 100 * 3600 + Int(number.value) % 100 * 60
    return (holds("-", at: at) ? -seconds : seconds, number.end)
  }

  /// Words of qmail-send and of multilog's users that look like tags but are the message.
  fileprivate func isMessageWord(_ tag: Range<Int>) -> Bool {
    switch tag.count {
    case 5: holds("alert", at: tag.lowerBound) || holds("fatal", at: tag.lowerBound)
    case 6: holds("status", at: tag.lowerBound)
    case 7: holds("warning", at: tag.lowerBound)
    default: false
    }
  }

  /// RFC 5424's `-`.
  fileprivate func isNil(_ word: Range<Int>) -> Bool {
    word.count == 1 && self[word.lowerBound] == UInt8(ascii: "-")
  }
}
