import Lines
import MailRecord
import Timestamps

/// Opens an object that holds a log line: Docker's json-file, journald's `-o json`, what shippers write.
///
///     {"log":"Nov 21 00:17:11 mx1 sshd[7]: ...\n","stream":"stderr","time":"2026-11-21T00:17:11.5Z"}
///     {"MESSAGE":"4F193648574: removed","SYSLOG_IDENTIFIER":"postfix/qmgr","_PID":"7","PRIORITY":"6",...}
///     {"PROGRAM":"postfix/qmgr","PID":"7","MESSAGE":"4F193648574: removed","HOST":"mx1","DATE":"Nov 21 00:17:11"}
///
/// - Source: docker's json-file logging driver; systemd.journal-fields(7); syslog-ng's $(format-json).
func openJSON(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  var members = Members()
  guard members.read(line, object: start), let text = members[.text], members.hasMore else { return false }
  let mark = line[text.lowerBound - 1]
  guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "[") else { return false }
  envelope.tell(members, of: line, isJSON: true)
  if mark == UInt8(ascii: "[") {
    guard let bytes = line.spelledBytes(text) else { return false }
    envelope.hold(bytes.span)
    return true
  }
  if members[.host] != nil, let date = members.yearless(line) {
    envelope.hold(line.extracting(date), unescaping: line.extracting(text), isBehindTag: members.isBehindTag)
    return true
  }
  let isEnded = envelope.hold(unescaping: line.extracting(text), isBehindTag: members.isBehindTag)
  // Docker cuts a line into parts of 16 KiB; only the last one has the newline.
  let isDocker = line.holds("{\"log\":", at: start)
  envelope.isPart = isDocker && !isEnded && envelope.bytes.count - envelope.start >= 1 << 14
  return true
}

/// Opens a text of a JSON sequence, as of `journalctl -o json-seq`: a record separator stands before each.
///
/// - Source: RFC 7464.
func openJSONSequence(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard line.holds("{", at: start + 1) else { return false }
  envelope.hold(line.extracting(start + 1..<line.count))
  return true
}

extension Members {
  /// Reads the object at `start`; false when it is cut, or something follows.
  fileprivate mutating func read(_ line: borrowing Span<UInt8>, object start: Int) -> Bool {
    var at = line.skipBlanks(start + 1)
    while at < line.count, line[at] == UInt8(ascii: "\"") {
      let key = at + 1..<line.stringEnd(from: at + 1).end
      guard key.upperBound < line.count else { return false }
      at = line.skipBlanks(key.upperBound + 1)
      guard line.holds(":", at: at) else { return false }
      let start = line.skipBlanks(at + 1)
      guard let value = line.value(at: start) else { return false }
      take(line.extracting(key), line.plain(start, value.start..<value.end))
      at = line.skipBlanks(value.next)
      if line.holds("}", at: at) { return line.skipBlanks(at + 1) == line.count }
      guard line.holds(",", at: at) else { return false }
      at = line.skipBlanks(at + 1)
    }
    return false
  }
}

extension Span where Element == UInt8 {
  /// Where the text of the value at `start` stands: of a string, a number, or an array of numbers; nil for others.
  fileprivate func plain(_ start: Int, _ value: Range<Int>) -> Range<Int>? {
    switch self[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "0")...UInt8(ascii: "9"): value
    case UInt8(ascii: "["): value.lowerBound + 1..<value.upperBound - 1
    default: nil
    }
  }

  /// The bytes that journald spells out where a text is no text: `72,105,255`.
  fileprivate func spelledBytes(_ range: Range<Int>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var at = skipBlanks(range.lowerBound)
    while let number = decimal(at: at), let byte = UInt8(exactly: number.value) {
      bytes.append(byte)
      at = skipBlanks(number.end)
      if at == range.upperBound { return bytes }
      guard holds(",", at: at) else { return nil }
      at = skipBlanks(at + 1)
    }
    return nil
  }
}
