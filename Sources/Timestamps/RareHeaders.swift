import Lines

/// Lines whose stamp is none of the common ones, or stands elsewhere.
extension HeaderReader {
  /// A line that begins with one of the forms of `StampForms`.
  @inline(never) mutating func calendar(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let found = StampForms.read(line, at: start) else { return nil }
    let next = line.holds(":", at: found.stamp.end) ? found.stamp.end + 1 : found.stamp.end
    let at = line.afterBlanks(next)
    let gaps = local.gaps
    let time = instant(found.stamp)
    var header = own(line, from: at, at: time)
    if found.follower == .syslog {
      header = named(line, from: at, at: time)
    } else if found.follower == .any, header.text.lowerBound == at, line.hasHostAndTag(at) {
      header = unusual(line, header)
    }
    header.isMalformed = time == nil && local.gaps == gaps
    return header
  }

  /// What a program writes into a log file of its own: no host, no tag; clamd has an arrow there.
  func own(_ line: borrowing Span<UInt8>, from start: Int, at time: Instant?) -> Header {
    var header = Header(text: (line.holds("-> ", at: start) ? start + 3 : start)..<line.count)
    header.time = time
    return header
  }

  /// An ISO stamp that no blank follows: mostly the whole line. In a row of values it is none of the line's.
  mutating func bareStamp(_ line: borrowing Span<UInt8>, _ stamp: RFC3339) -> Header? {
    guard line.endsStamp(at: stamp.end) else { return nil }
    if line.holds(",", at: stamp.end) || line.holds("\t", at: stamp.end) { return nil }
    return own(line, from: min(stamp.end + 1, line.count), at: instant(stamp))
  }

  /// A line that begins with a blank or a mark.
  ///
  ///     *Mar  1 18:46:11.123: %SYS-5-CONFIG_I: Configured from console        Cisco, its clock not set
  @inline(never) mutating func marked(_ line: borrowing Span<UInt8>) -> Header {
    switch line[0] {
    case UInt8(ascii: " "):
      let start = line.afterBlanks(0)
      guard start < line.count, line[start] | 0x20 >= 97, let month = CalendarNames.month(line, at: start),
        line.holds(" ", at: month.end)
      else { return bare(line) }
      return letters(line, from: start) ?? bare(line)
    default: return letters(line, from: 1) ?? bare(line)
    }
  }

  /// A host and a tag with its number, whose stamp was taken off: `mx1 sshd[4711]: Connection closed by ...`.
  func takeHostAndTag(_ line: borrowing Span<UInt8>, _ header: inout Header) {
    let name = line.end(from: 0) {
      $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == 45 || $0 == 46 || $0 == 95
    }
    guard name > 0, line.holds(" ", at: name), let tag = Header.tag(line, at: name + 1), tag.pid != nil,
      tag.end == line.count || line[tag.end - 1] == UInt8(ascii: " ")
    else { return }
    header.host = 0..<name
    (header.app, header.pid, header.text) = (tag.app, tag.pid, tag.end..<line.count)
  }

  /// NSD's and unbound's own log files: `[1795220231] nsd[7745]: info: ...`, `[1795220231] unbound[7745:0] info: ...`.
  mutating func bracketedEpoch(_ line: borrowing Span<UInt8>) -> Header? {
    guard line.holds("[", at: 0), let stamp = Epoch(line, at: 1), line.holds("] ", at: stamp.end) else {
      return nil
    }
    years.saw(stamp.instant.seconds)
    var header = own(line, from: stamp.end + 2, at: stamp.instant)
    takeTag(line, &header)
    let start = header.text.lowerBound
    let name = line.end(from: start, while: Header.isTagByte)
    if header.app == nil, name > start, line.holds("[", at: name), let pid = line.decimal(at: name + 1),
      line.holds(":", at: pid.end)
    {
      (header.app, header.pid, header.text) = (start..<name, pid.value, name..<line.count)
    }
    return header
  }

  /// Cisco's number of a message before its stamp: `000123: *Mar  1 18:46:11: %SYS-5-CONFIG_I: ...`.
  mutating func sequenced(_ line: borrowing Span<UInt8>) -> Header? {
    guard let number = line.decimal(at: 0), line.holds(": ", at: number.end) else { return nil }
    let at = number.end + 2
    return letters(line, from: line.holds("*", at: at) || line.holds(".", at: at) ? at + 1 : at)
  }

  /// svlogd's `-tt`, a label in UTC as multilog's is: `2026-11-21_00:17:11.51484 new msg 5646881`.
  mutating func svlogd(_ line: borrowing Span<UInt8>) -> Header? {
    guard line.holds("_", at: 10), var found = StampForms.read(line, at: 0),
      line.holds(" ", at: found.stamp.end)
    else { return nil }
    found.stamp.offset = found.stamp.offset ?? 0
    var header = Header(text: found.stamp.end + 1..<line.count)
    header.time = instant(found.stamp)
    return labelled(line, header)
  }

  /// A line within a line, behind a stamp at least as exact.
  ///
  ///     @400000006abaee1e35a8c946 2026-09-28 22:45:13.900254022  new msg 1     s6-log's t and T
  ///     @4000000046388eba30377ba4 May  2 09:14:24 ash denylog: IN=eth1         socklog under multilog
  @inline(never)
  mutating func inner(_ line: borrowing Span<UInt8>, _ outer: Header) -> Header? {
    let start = line.afterBlanks(outer.text.lowerBound)
    guard start < line.count else { return nil }
    guard var header = iso(line, from: start) ?? letters(line, from: start) else { return nil }
    let isInnerFiner = header.time.map { $0.digits > outer.time?.digits ?? 0 } ?? false
    if !isInnerFiner, let time = outer.time { header.time = time }
    header.host = header.host ?? outer.host
    header.priority = header.priority ?? outer.priority
    header.isMalformed = false
    if header.app == nil, header.host == nil { header = again(line, header) }
    return header
  }

  /// socklog puts facility and severity between multilog's label and the line that it got.
  @inline(never)
  mutating func socklog(_ line: borrowing Span<UInt8>, _ tagged: Header) -> Header {
    guard let app = tagged.app, tagged.pid == nil, let priority = Priority.number(line, app),
      var header = inner(line, tagged)
    else { return tagged }
    header.priority = priority
    return header
  }

  /// What stands behind s6-log's two stamps is again a line like those behind one.
  private mutating func again(_ line: borrowing Span<UInt8>, _ outer: Header) -> Header {
    var header = outer
    header.text = line.afterBlanks(outer.text.lowerBound)..<line.count
    if let deeper = inner(line, header) { return deeper }
    takeTag(line, &header)
    return socklog(line, header)
  }

  /// Dovecot 1's own log file has the stamp behind the name, `dovecot: Jun 23 15:04:05 Info: imap-login: ...`, and
  /// maildrop a line for it, `Date: Sat Nov 21 00:00:00 2026`.
  mutating func takeStampBehindName(_ line: borrowing Span<UInt8>, _ header: inout Header) {
    let start = header.text.lowerBound
    if line.holds("Date: ", at: 0), let found = StampForms.read(line, at: 6), found.stamp.end == line.count {
      header.time = instant(found.stamp)
      return
    }
    guard line.holds("dovecot: ", at: 0), let found = StampForms.read(line, at: start) else { return }
    header.time = instant(found.stamp)
    header.text = line.afterBlanks(found.stamp.end)..<line.count
  }
}

extension Span where Element == UInt8 {
  /// The stamp of a web server's access log: `192.0.2.7 - frank [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200`.
  var accessLogStamp: Stamp? {
    guard let bracket = position(of: UInt8(ascii: "[")), bracket > 0, bracket + 11 < count,
      self[bracket - 1] == UInt8(ascii: " "), self[bracket + 1] &- 48 < 10,
      self[bracket + 3] == UInt8(ascii: "/"), let found = StampForms.read(self, at: bracket)
    else { return nil }
    return found.stamp
  }
}
