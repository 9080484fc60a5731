import Lines

/// Tags that are not `tag: ` or `tag[pid]: `.
///
///     sogod [26818]:                       a blank before the number
///     proftpd[30815] ash (192.0.2.7):      no colon
///     [oak: scsi.cmd.retry:notice]:        NetApp's filers
///     Google Chrome[35628]:                two words
///     Mail::Queue[812]:, getty@tty1[9]:    signs that no program of the C library's would have
///     krb5kdc[331](info):                  the severity behind the number
///     syslogd 1.4.1:                       a version behind the name
///     postfix@-.service[812]:              a unit, as journalctl -o with-unit tells it
///     6951: .Jan 1 14:58:57: %LINK-3-UPDOWN:    Cisco's devices, with number and stamp of their own
extension HeaderReader {
  func takeUnusualTag(_ line: borrowing Span<UInt8>, _ header: inout Header) {
    if header.app != nil { return }
    let at = line.ciscoTag(at: header.text.lowerBound) ?? header.text.lowerBound
    if let tag = line.tagWithColons(at: at) {
      (header.app, header.pid, header.text) = (tag.app, tag.pid, tag.end..<line.count)
    } else if let tag = Header.tag(line, at: at) ?? line.unitTag(at: at) ?? line.syslogdTag(at: at) {
      (header.app, header.pid) = (tag.app, tag.pid ?? header.pid)
      header.text = tag.end..<line.count
    } else if let bracket = line.pid(at: at), let host = header.host, at == host.upperBound + 1 {
      // A name and a number with a blank between: `sogod [26818]: `.
      (header.app, header.host, header.pid) = (host, nil, bracket.pid)
      header.text = bracket.end..<line.count
    } else if let bracket = line.pid(at: line.end(from: at, while: Header.isTagByte)) {
      // `proftpd[30815] ash (...): `.
      (header.app, header.pid) = (at..<line.end(from: at, while: Header.isTagByte), bracket.pid)
      header.text = bracket.end..<line.count
    } else if let found = line.kerberosTag(at: at) {
      (header.app, header.pid) = (found.tag.app, found.tag.pid)
      header.priority = header.priority ?? found.severity.map { Priority.unknownFacility * 8 + $0 }
      header.text = found.tag.end..<line.count
    } else if let tag = line.filerTag(at: at) {
      (header.app, header.priority) = (tag.app, header.priority ?? tag.severity)
      header.text = tag.end..<line.count
    } else if let tag = line.tagOfTwoWords(at: at) ?? line.tagOfSigns(at: at) {
      (header.app, header.pid) = (tag.app, tag.pid)
      header.text = tag.end..<line.count
    } else if header.host != nil {
      takeFields(line, from: at, &header)
    }
  }
}

extension Span where Element == UInt8 {
  /// `postfix@-.service[812]: `, a unit of systemd's whose name no tag may have.
  public func unitTag(at start: Int) -> Tag? {
    let end = end(from: start) { Header.isTagByte($0) || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "\\") }
    guard end > start + 8, holds("[", at: end), extracting(start..<end).isUnit,
      let number = decimal(at: end + 1), holds("]: ", at: number.end)
    else { return nil }
    return Tag(app: start..<end, pid: number.value, end: number.end + 3)
  }

  /// `syslogd started: BusyBox v1.35.0`, `syslogd exiting`, `syslogd (GNU inetutils 2.4): restart`: what small syslog
  /// daemons write into their own files has no colon behind the name.
  func syslogdTag(at start: Int) -> Tag? {
    guard holds("syslogd ", at: start) else { return nil }
    let (name, next) = (start..<start + 7, start + 8)
    if holds("started: BusyBox ", at: next) || holds("exiting", at: next) && next + 7 == count {
      return Tag(app: name, pid: nil, end: next)
    }
    guard holds("(GNU inetutils ", at: next), let close = position(of: "): ", from: next) else { return nil }
    return Tag(app: name, pid: nil, end: close + 3)
  }

  private var isUnit: Bool { ends(with: ".service") || ends(with: ".scope") || ends(with: ".socket") }

  /// `[26818]: ` or `[26818] ` at `at`.
  fileprivate func pid(at: Int) -> (pid: UInt64, end: Int)? {
    guard holds("[", at: at), let number = decimal(at: at + 1), holds("]", at: number.end) else { return nil }
    let end = holds(":", at: number.end + 1) ? number.end + 2 : number.end + 1
    return holds(" ", at: end) ? (number.value, end + 1) : nil
  }

  /// MIT Kerberos' own log files have the severity behind the number: `krb5kdc[331](info): `.
  fileprivate func kerberosTag(at start: Int) -> (tag: Tag, severity: Int?)? {
    let name = end(from: start, while: Header.isTagByte)
    guard name > start, holds("[", at: name), let number = decimal(at: name + 1),
      holds("](", at: number.end), let close = position(of: "): ", from: number.end + 2),
      close < number.end + 20
    else { return nil }
    let tag = Tag(app: start..<name, pid: number.value, end: close + 3)
    return (tag, Priority.severity(extracting(number.end + 2..<close)))
  }

  /// What NetApp's filers have for a tag, host, event and severity: `[oak: scsi.cmd.retry:notice]: `.
  fileprivate func filerTag(at: Int) -> (app: Range<Int>, severity: Int, end: Int)? {
    guard holds("[", at: at), let close = position(of: "]: ", from: at), close - at < 100,
      let colon = lastPosition(of: UInt8(ascii: ":"), before: close), colon > at,
      let severity = Priority.number(self, colon + 1..<close)
    else { return nil }
    let start = end(from: at + 1) { $0 > 32 && $0 != UInt8(ascii: ":") }
    let app = start < colon ? self.end(from: start) { $0 <= 32 || $0 == UInt8(ascii: ":") } : at + 1
    return app < colon ? (app..<colon, severity, close + 3) : nil
  }

  /// `Google Chrome[35628]: `, or a name with its version, `syslogd 1.4.1: `, which is no part of the name.
  fileprivate func tagOfTwoWords(at: Int) -> (app: Range<Int>, pid: UInt64?, end: Int)? {
    let blank = end(from: at, while: Header.isTagByte)
    guard blank > at, self[at] &- 48 >= 10, holds(" ", at: blank),
      let second = Header.tag(self, at: blank + 1)
    else { return nil }
    if let pid = second.pid { return (at..<second.app.upperBound, pid, second.end) }
    let isVersion = end(from: blank + 1) { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") } == second.app.upperBound
    return isVersion ? (at..<blank, nil, second.end) : nil
  }

  /// `Mail::Queue[812]: `: the first colon is none of a tag's.
  fileprivate func tagWithColons(at: Int) -> (app: Range<Int>, pid: UInt64?, end: Int)? {
    holds("::", at: end(from: at, while: Header.isTagByte)) ? tagOfSigns(at: at) : nil
  }

  /// `getty@tty1[9]: `, a word of any signs with a number behind it.
  fileprivate func tagOfSigns(at: Int) -> (app: Range<Int>, pid: UInt64?, end: Int)? {
    let end = end(from: at) { $0 > 32 && $0 != UInt8(ascii: "[") }
    guard end > at, holds("[", at: end), let pid = decimal(at: end + 1), holds("]: ", at: pid.end) else {
      return nil
    }
    return (at..<end, pid.value, pid.end + 3)
  }

  /// Where the tag of Cisco's devices begins, behind the number and the stamp of their own.
  ///
  ///     6951: .Jan 1 14:58:57: %LINK-3-UPDOWN: Interface BRI0:1, changed state to down
  fileprivate func ciscoTag(at start: Int) -> Int? {
    var at = start
    if let number = decimal(at: at), holds(": ", at: number.end) { at = number.end }
    if holds(": ", at: at) { at += 2 }
    if holds("*", at: at) || holds(".", at: at) { at += 1 }
    if let found = StampForms.read(self, at: at), holds(": ", at: found.stamp.end) {
      at = found.stamp.end + 2
    }
    return holds("%", at: at) ? at : nil
  }
}
