import Lines

/// Takes the wrapping off a line: whatever the clock and the transport, what is left is what the program said.
///
///     @400000006b00e19617a4d17c new msg 5646881                                   multilog
///     Nov 21 00:17:11 ash qmail: 1795220231.515565 new msg 5646896                syslog around splogger
///     <22>1 2026-11-21T00:17:11.5Z ash qmail - - -  1795220231.515565 new msg 1   RFC 5424 around splogger
public struct HeaderReader {
  private let clock: TAI64N.Clock
  /// What tells the years of stamps without one.
  public var years: YearClock
  public var local = LocalClock()
  /// The clock that the line read last was written by.
  public var source = ClockSource.none
  var number: UInt64 = 0
  /// How many stamps and marks stand before what is in work; a stranger may have written any number of them.
  var depth = 0
  static let deepest = 4

  public init(clock: TAI64N.Clock, years: YearClock) {
    self.clock = clock
    self.years = years
  }

  /// A new source: its years may have to be told from all of it, so some of it is looked at beforehand.
  public mutating func begin(_ source: Source) {
    var rehearsal = years.rehearsal().map { HeaderReader(clock: clock, years: $0) }
    if rehearsal != nil {
      var stamps = 0
      source.sample { line in
        if rehearsal!.read(line).time != nil { stamps += 1 }
        return rehearsal!.years.isLooking(after: stamps)
      }
    }
    years.begin(file: source.name, modified: source.modified, beforehand: rehearsal?.years)
  }

  /// - Parameter number: the line's, for messages.
  public mutating func read(_ line: borrowing Span<UInt8>, _ number: UInt64 = 0) -> Header {
    self.number = number
    source = .none
    guard line.count > 0 else { return Header(text: 0..<0) }
    switch line[0] {
    case UInt8(ascii: "@"): return tai64n(line)
    case UInt8(ascii: "<"): return wire(line)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return digits(line)
    case UInt8(ascii: "{"): return Header(text: 0..<line.count)
    case UInt8(ascii: " "), UInt8(ascii: "*"), UInt8(ascii: "."), 0xEF: return marked(line)
    default:
      guard let stamp = Syslog3164(line), line.ends(stamp) else {
        if let header = calendar(line, from: 0) { return header }
        return bare(line)
      }
      if let header = Header.whole(line, from: stamp.end + 1) { return dated(line, header, stamp) }
      return dated(line, named(line, from: stamp.end + 1, at: nil), stamp)
    }
  }

  /// multilog's `t`; behind the label s6-log's `T` or the stamp of a program that has its own may stand.
  @inline(__always) private mutating func tai64n(_ line: borrowing Span<UInt8>) -> Header {
    let start = TAI64N.length
    guard let label = TAI64N(line), let instant = label.instant(clock),
      start == line.count || line[start] == UInt8(ascii: " ")
    else { return otherLabel(line) }
    source = .label
    var header = Header(text: min(start + 1, line.count)..<line.count)
    header.time = instant
    // No message of qmail's begins with a digit or a capital, and no tag that matters.
    if start + 1 < line.count, line[start + 1] < 91 { return labelled(line, header) }
    takeTag(line, &header)
    if header.app != nil, header.text.lowerBound < line.count, line[header.text.lowerBound] < 91 {
      return socklog(line, header)
    }
    return header
  }

  @inline(never) private mutating func otherLabel(_ line: borrowing Span<UInt8>) -> Header {
    guard let label = TAI64(line, clock) else { return malformed(line, at: TAI64N(line)?.instant(clock)) }
    source = .label
    var header = Header(text: min(label.end + 1, line.count)..<line.count)
    header.time = label.instant
    return labelled(line, header)
  }

  /// What stands behind a label that a logger put before all that it got.
  @inline(never) mutating func labelled(_ line: borrowing Span<UInt8>, _ outer: Header) -> Header {
    var header = outer
    let (start, own) = (outer.text.lowerBound, source)
    if start < line.count, line[start] < 91, let inner = inner(line, header) { return inner }
    source = own
    takeTag(line, &header)
    if header.app != nil, header.text.lowerBound < line.count, line[header.text.lowerBound] < 91 {
      return socklog(line, header)
    }
    return header
  }

  /// A line with something like a stamp, which is all text.
  @inline(never) func malformed(_ line: borrowing Span<UInt8>, at time: Instant?) -> Header {
    var header = Header(text: 0..<line.count)
    header.time = time
    header.isMalformed = true
    return header
  }

  /// Takes a program's own tag off: `tcpserver: pid 1 from ...`. qmail-send has none; its words are no tags.
  @inline(__always) func takeTag(_ line: borrowing Span<UInt8>, _ header: inout Header) {
    guard let tag = ownTag(line, at: header.text.lowerBound) else { return }
    (header.app, header.pid) = (tag.app, tag.pid)
    header.text = tag.end..<line.count
  }

  /// A program's own tag at `start`.
  @inline(__always) func ownTag(_ line: borrowing Span<UInt8>, at start: Int) -> Tag? {
    guard let tag = Header.tag(line, at: start), !line.isMessageWord(tag.app),
      line[start] > 57 || tag.pid != nil
    else { return nil }
    return tag
  }

  /// A line that begins with a digit: ISO 8601, or seconds since 1970, or one of the other forms.
  private mutating func digits(_ line: borrowing Span<UInt8>) -> Header {
    if let stamp = RFC3339(line), line.holds(" ", at: stamp.end), line[10] != UInt8(ascii: " "),
      stamp.offset != nil, stamp.wall.digits < 9, var header = Header.whole(line, from: stamp.end + 1)
    {
      source = .zoned
      header.time = instant(stamp)
      return header
    }
    if let header = iso(line, from: 0) { return header }
    if let header = epoch(line, from: 0) ?? svlogd(line) ?? calendar(line, from: 0) ?? numbered(line) {
      return header
    }
    return bare(line)
  }

  /// Seconds since 1970, and behind them a blank; network monitors have a tab there.
  mutating func epoch(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let stamp = Epoch(line, at: start),
      stamp.end == line.count || line[stamp.end] == UInt8(ascii: " ") || line.holds("\t", at: stamp.end)
    else { return nil }
    years.saw(stamp.instant.seconds)
    source = .epoch
    var header = Header(text: min(stamp.end + 1, line.count)..<line.count)
    header.time = stamp.instant
    takeTag(line, &header)
    // journalctl -o short-unix: a host, and a tag with its number.
    if header.app == nil, let host = Header.word(line, at: stamp.end + 1),
      Header.tag(line, at: host.next)?.pid != nil
    {
      return named(line, from: stamp.end + 1, at: stamp.instant)
    }
    return header
  }

  /// rsyslog's and syslog-ng's ISO 8601 file format: stamp, host, tag.
  mutating func iso(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let stamp = RFC3339(line, at: start) else { return nil }
    guard stamp.end < line.count, line[stamp.end] == UInt8(ascii: " ") else {
      return bareStamp(line, stamp)
    }
    source = stamp.offset == nil ? .local : .zoned
    if line[start + 10] != UInt8(ascii: " ") {
      if stamp.offset == nil || stamp.wall.digits == 9 { return unusualStamp(line, stamp) }
      return named(line, from: stamp.end + 1, at: instant(stamp))
    }
    if stamp.wall.digits == 9 { return multilog(line, stamp) }
    let at = line.afterBlanks(stamp.end)
    return !line.hasHostAndTag(at)
      ? ownLog(line, stamp) : named(line, from: stamp.end + 1, at: instant(stamp))
  }

  /// multilog's lines behind tai64nlocal, and s6-log's `T`: `2026-11-21 00:17:11.514847123 new msg 5646881`.
  private mutating func multilog(_ line: borrowing Span<UInt8>, _ stamp: RFC3339) -> Header {
    var header = own(line, from: line.afterBlanks(stamp.end), at: instant(stamp))
    takeTag(line, &header)
    return header.app != nil && header.pid == nil ? socklog(line, header) : header
  }

  /// A program's own log file, as Exim's: stamp, perhaps a zone, text.
  ///
  ///     2026-11-20 23:35:54.512 +0100 [427] 1xUY94-00006r-1R Completed
  private mutating func ownLog(_ line: borrowing Span<UInt8>, _ stamp: RFC3339) -> Header {
    var stamp = stamp
    if takeZone(line, &stamp), line.hasHostAndTag(stamp.end + 1) {
      return named(line, from: stamp.end + 1, at: instant(stamp))
    }
    return own(line, from: stamp.end + 1, at: instant(stamp))
  }

  /// A stamp with a `T` and no zone, or one behind a blank; or one with nanoseconds, which no syslog writes but what
  /// keeps a container's lines: there only a host with a tag is a host.
  ///
  ///     2026-11-21T00:17:11.123456789Z Starting the server        docker logs -t
  @inline(never) private mutating func unusualStamp(_ line: borrowing Span<UInt8>, _ stamp: RFC3339) -> Header
  {
    var stamp = stamp
    _ = takeZone(line, &stamp)
    let at = stamp.end + 1
    if stamp.wall.digits < 9 || line.hasHostAndTag(at) { return named(line, from: at, at: instant(stamp)) }
    var header = own(line, from: at, at: instant(stamp))
    header.isWrapped = true
    takeTag(line, &header)
    return header
  }

  /// Takes a zone behind the blank that follows a stamp; whether one stands there.
  private mutating func takeZone(_ line: borrowing Span<UInt8>, _ stamp: inout RFC3339) -> Bool {
    guard stamp.offset == nil, let zone = Zone(line, at: stamp.end + 1), line.holds(" ", at: zone.end) else {
      return false
    }
    (stamp.offset, stamp.end, source) = (zone.offset, zone.end, .zoned)
    return true
  }

  /// `Nov 21 00:17:11 host tag[pid]: text`, or a line with one of the rarer stamps.
  mutating func letters(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let stamp = Syslog3164(line, at: start), line.ends(stamp) else {
      return calendar(line, from: start)
    }
    return dated(line, named(line, from: stamp.end + 1, at: nil), stamp)
  }

  @inline(__always) private mutating func dated(
    _ line: borrowing Span<UInt8>, _ undated: Header, _ stamp: Syslog3164
  ) -> Header {
    var header = undated
    // The inner stamp, when there is one, dates this line and its neighbours.
    if let time = header.time {
      years.saw(time.seconds)
    } else if let wall = years.wall(month: stamp.month, day: stamp.day, second: stamp.second, line: number) {
      source = .syslog
      header.time = local.seconds(wall: wall).map { Instant(seconds: $0) }
    } else {
      source = .syslog
      header.isMalformed = true
    }
    let text = header.text.lowerBound
    if line.holds("20", at: text), let app = header.app { takeEximDate(line, app, text) }
    return header
  }

  /// Exim writes its own stamp behind syslog's. Of others the text is not trusted: it may be a stranger's.
  @inline(never) private mutating func takeEximDate(
    _ line: borrowing Span<UInt8>, _ app: Range<Int>, _ text: Int
  ) {
    guard line.holds("exim", at: app.lowerBound), let own = RFC3339(line, at: text) else { return }
    years.saw(own.wall.seconds)
  }

  mutating func instant(_ stamp: RFC3339) -> Instant? {
    var time = stamp.wall
    guard let seconds = stamp.instant?.seconds ?? local.seconds(wall: time.seconds) else { return nil }
    time.seconds = seconds
    years.saw(seconds)
    return time
  }

  /// The moment of a stamp of any form; nil for one that no clock showed.
  mutating func instant(_ stamp: Stamp) -> Instant? {
    let day = YearlessDay(month: stamp.month, day: stamp.day, second: stamp.second, weekday: stamp.weekday)
    let dated = stamp.year.map {
      YearlessDay(month: day.month, day: day.day, second: day.second).wall(in: $0)
    }
    guard let wall = dated ?? years.step(to: day, number),
      let seconds = stamp.offset.map({ wall - Int64($0) }) ?? local.seconds(wall: wall)
    else { return nil }
    if stamp.year != nil { years.saw(seconds) }
    return Instant(seconds: seconds, nanoseconds: stamp.nanoseconds, digits: stamp.digits)
  }
}

extension Header {
  /// A line that has nothing but a tag before its text.
  init(_ line: borrowing Span<UInt8>, _ tag: Tag) {
    self.init(text: tag.end..<line.count)
    (app, pid) = (tag.app, tag.pid)
  }
}

extension Span where Element == UInt8 {
  /// Whether the stamp ends there, and a blank stands behind it.
  @inline(__always) fileprivate func ends(_ stamp: Syslog3164) -> Bool {
    stamp.end < count && self[stamp.end] == UInt8(ascii: " ") && !goesOnAsStamp(at: stamp.end + 1)
  }

  /// Whether a year or a zone goes on with a stamp at `at`, and no host stands there.
  @inline(__always) fileprivate func goesOnAsStamp(at: Int) -> Bool {
    at < count && self[at] < 91 && isYearOrZone(at: at)
  }

  @inline(never) private func isYearOrZone(at: Int) -> Bool {
    let end = decimal(at: at)?.end ?? Zone(self, at: at)?.end ?? at
    return end > at && endsStamp(at: end)
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
}
