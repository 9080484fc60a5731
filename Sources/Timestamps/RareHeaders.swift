import Lines

/// Lines whose stamp is none of the common ones, or stands elsewhere.
extension HeaderReader {
  /// A line with no stamp at its head: a program's own words. Some have a stamp within.
  @inline(never) mutating func bare(_ line: borrowing Span<UInt8>) -> Header {
    if let tag = ownTag(line, at: 0) {
      let header = tag.pid == nil ? socklog(line, Header(line, tag)) : Header(line, tag)
      let mayBeStamped =
        line.holds("dovecot: ", at: 0) || line.holds("exim", at: 0) || line.holds("Date: ", at: 0)
      return mayBeStamped ? stampedWithin(line, header) : header
    }
    if let header = bracketedEpoch(line) { return header }
    if let header = hostAndTag(line) { return stampedWithin(line, header) }
    var header = Header(text: 0..<line.count)
    let login = line.isKernelRing ? nil : LoginStamp(in: line)
    header.inner = login?.range ?? 0..<0
    if let stamp = line.accessLogStamp {
      source = .within
      header.time = instant(stamp)
    } else if let stamp = RFC3339(line), !line.isWordByte(at: stamp.end) {
      source = stamp.offset == nil ? .local : .zoned
      header.time = instant(stamp)
    } else if let login, let wall = years.wall(login) {
      source = .row
      header.time = local.seconds(wall: wall).map { Instant(seconds: $0) }
    } else {
      header.isMalformed = line.beginsLikeStamp
    }
    return header
  }

  /// A line that begins with one of the forms of `StampForms`.
  @inline(never) mutating func calendar(_ line: borrowing Span<UInt8>, from start: Int) -> Header? {
    guard let found = StampForms.read(line, at: start) else { return nil }
    source = found.stamp.year == nil ? .yearless : .dated
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
    guard line.endsStamp(at: stamp.end) || line.holds(":", at: stamp.end) else { return nil }
    if line.holds(",", at: stamp.end) || line.holds("\t", at: stamp.end) { return nil }
    source = stamp.offset == nil ? .local : .zoned
    return own(line, from: min(stamp.end + 1, line.count), at: instant(stamp))
  }

  /// A line that begins with a blank or a mark; the first of a file may have one that tells its encoding.
  ///
  ///     *Mar  1 18:46:11.123: %SYS-5-CONFIG_I: Configured from console        Cisco, its clock not set
  @inline(never) mutating func marked(_ line: borrowing Span<UInt8>) -> Header {
    switch line[0] {
    case UInt8(ascii: " "):
      let start = line.afterBlanks(0)
      guard start < line.count, line[start] | 0x20 >= 97, let month = CalendarNames.month(line, at: start),
        line.holds(" ", at: month.end)
      else { return bare(line) }
      if let header = letters(line, from: start) { return header }
    case 0xEF:
      if depth < Self.deepest, line.holds("\u{FEFF}", at: 0) {
        depth += 1
        defer { depth -= 1 }
        return read(line.extracting(3..<line.count), number).shifted(by: 3)
      }
      if let header = letters(line, from: 0) { return header }
    default:
      if let header = letters(line, from: 1) { return header }
    }
    return bare(line)
  }

  /// A host and a tag with its number, whose stamp was taken off: `mx1 sshd[4711]: Connection closed by ...`.
  func hostAndTag(_ line: borrowing Span<UInt8>, from start: Int = 0) -> Header? {
    let name = line.end(from: start) {
      $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == 45 || $0 == 46 || $0 == 95
    }
    guard name > start, line.holds(" ", at: name), let tag = Header.tag(line, at: name + 1), tag.pid != nil,
      tag.end == line.count || line[tag.end - 1] == UInt8(ascii: " ")
    else { return nil }
    var header = Header(line, tag)
    header.host = start..<name
    return header
  }

  /// NSD's and unbound's own log files: `[1795220231] nsd[7745]: info: ...`, `[1795220231] unbound[7745:0] info: ...`.
  mutating func bracketedEpoch(_ line: borrowing Span<UInt8>) -> Header? {
    guard line.holds("[", at: 0), let stamp = Epoch(line, at: 1), line.holds("] ", at: stamp.end) else {
      return nil
    }
    years.saw(stamp.instant.seconds)
    source = .bracketed
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

  /// svlogd's `-tt`, a label in UTC as multilog's is: `2026-11-21_00:17:11.51484 new msg 5646881`.
  mutating func svlogd(_ line: borrowing Span<UInt8>) -> Header? {
    guard line.holds("_", at: 10), var found = StampForms.read(line, at: 0),
      line.holds(" ", at: found.stamp.end)
    else { return nil }
    found.stamp.offset = found.stamp.offset ?? 0
    source = .dated
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
    let (start, outerSource) = (line.afterBlanks(outer.text.lowerBound), source)
    guard start < line.count, depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    guard var header = iso(line, from: start) ?? letters(line, from: start) else { return nil }
    let isInnerFiner = header.time.map { $0.digits > outer.time?.digits ?? 0 } ?? false
    if !isInnerFiner, let time = outer.time { (header.time, source) = (time, outerSource) }
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

  /// Dovecot 1's own log file has the stamp behind the name: `dovecot: Jun 23 15:04:05 Info: imap-login: ...`. Exim's
  /// dates a line whose syslog stamp was taken off: `mx1 exim[427]: 2026-11-20 23:35:54 +0100 Completed`. maildrop has
  /// a line for it: `Date: Sat Nov 21 00:00:00 2026`.
  @inline(never) mutating func stampedWithin(_ line: borrowing Span<UInt8>, _ tagged: Header) -> Header {
    let isExim = tagged.app.map { line.holds("exim", at: $0.lowerBound) } ?? false
    let isDate = line.holds("Date: ", at: 0)
    guard isExim || isDate || line.holds("dovecot: ", at: 0),
      var found = StampForms.read(line, at: tagged.text.lowerBound), !isDate || found.stamp.end == line.count
    else { return tagged }
    if isExim, let zone = Zone(line, at: found.stamp.end + 1), line.holds(" ", at: zone.end) {
      found.stamp.offset = zone.offset
    }
    source = found.stamp.year == nil ? .yearless : .dated
    var header = tagged
    header.time = instant(found.stamp)
    if !isExim, !isDate { header.text = line.afterBlanks(found.stamp.end)..<line.count }
    return header
  }
}

extension Span where Element == UInt8 {
  /// Whether a line begins as the kernel's ring does, with seconds since its start: `[    1.003000] Linux version ...`.
  fileprivate var isKernelRing: Bool {
    holds("[", at: 0) && decimal(at: afterBlanks(1)).map { holds(".", at: $0.end) } ?? false
  }

  /// Whether a letter or digit stands at `at`.
  fileprivate func isWordByte(at: Int) -> Bool {
    at < count && (self[at] &- 48 < 10 || (self[at] | 0x20) &- 97 < 26)
  }

  /// Whether a line begins with the signs of a stamp, `Nov 21 25:17:11` or `2026-13-21 00:17:11`, where none was read.
  fileprivate var beginsLikeStamp: Bool {
    guard count >= 19 else { return false }
    let isDated = self[4] == UInt8(ascii: "-") && self[7] == UInt8(ascii: "-") && self[10] &- 48 >= 10
    guard isDated || self[3] == UInt8(ascii: " ") && self[6] == UInt8(ascii: " ") else { return false }
    let form = Array((isDated ? "0000-00-00x00:00:00" : "xxx x0 00:00:00").utf8)
    if !isDated, CalendarNames.month(self, at: 0) == nil { return false }
    return form.indices.allSatisfy { i in
      switch form[i] {
      case UInt8(ascii: "0"): self[i] &- 48 < 10
      case UInt8(ascii: "x"): true
      default: self[i] == form[i]
      }
    }
  }

  /// The stamp of a web server's access log: `192.0.2.7 - frank [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200`.
  var accessLogStamp: Stamp? {
    guard let bracket = position(of: UInt8(ascii: "[")), bracket > 0, bracket + 11 < count,
      self[bracket - 1] == UInt8(ascii: " "), self[bracket + 1] &- 48 < 10,
      self[bracket + 3] == UInt8(ascii: "/"), let found = StampForms.read(self, at: bracket)
    else { return nil }
    return found.stamp
  }
}
