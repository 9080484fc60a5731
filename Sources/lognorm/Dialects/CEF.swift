import Lines
import MailRecord
import Timestamps

/// Whether a text is an event in the Common Event Format.
func isCEF(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  guard line.holds("CEF:", at: text.lowerBound), let version = line.decimal(at: text.lowerBound + 4) else {
    return false
  }
  return line.holds("|", at: version.end)
}

/// Reads an event in the Common Event Format: its header, then members.
///
///     CEF:0|Example|Guard|1.0|100|detected a threat|10|src=192.0.2.7 spt=4000 suser=frank act=blocked
///
/// The product is the program; `app` has its name. Without a stamp before it the time is that at which the device
/// received the event, `rt`, in milliseconds since 1970.
/// - Source: ArcSight Common Event Format, version 26.
func parseCEF(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard isCEF(line, text), let header = CEFHeader(line, text) else { return false }
  record[.rule] = line.value(header.signature)
  record[.reason] = line.value(header.name)
  var members = CEFMembers(header.end, text.upperBound)
  while let member = members.next(line) {
    let key = line.extracting(member.key)
    if record.time == nil, key.equals("rt") { record.time = line.milliseconds(member.value) }
    if record[.host] == nil, key.equals("dvc"), !member.value.isEmpty { record[.host] = .slice(member.value) }
    guard let row = keys.first(where: { key.equals($0.key) }) else { continue }
    if row.isNumber {
      record[row.field] = line.decimal(member.value).map { .integer($0) }
    } else if !member.value.isEmpty {
      record[row.field] = line.value(member.value)
    }
  }
  return true
}

private let keys: [(key: StaticString, field: Field, isNumber: Bool)] = [
  ("src", .client_address, false), ("shost", .client_name, false), ("spt", .client_port, true),
  ("dst", .local_address, false), ("dhost", .local_name, false), ("dpt", .local_port, true),
  ("suser", .user, false), ("duser", .target_user, false), ("act", .verdict, false),
  ("proto", .protocol, false), ("dvchost", .host, false), ("in", .bytes_in, true), ("out", .bytes_out, true),
  ("spid", .pid, true), ("dproc", .exe, false),
]

/// The seven fields of the header, of which the first is the version, taken off.
struct CEFHeader {
  /// Vendor, product, version, signature, name, severity.
  private var fields: [Range<Int>] = []
  private(set) var end: Int

  var signature: Range<Int> { fields[3] }
  var name: Range<Int> { fields[4] }

  init?(_ line: borrowing Span<UInt8>, _ text: Range<Int>) {
    end = text.lowerBound + 4
    guard let first = line.position(of: UInt8(ascii: "|"), from: end) else { return nil }
    end = first + 1
    while fields.count < 6 {
      var at = end
      while at < line.count, line[at] != UInt8(ascii: "|") { at += line[at] == UInt8(ascii: "\\") ? 2 : 1 }
      guard at < line.count else { return nil }
      fields.append(end..<at)
      end = at + 1
    }
  }
}

/// `key=value` with blanks within the values: one ends where ` key=` follows.
private struct CEFMembers {
  private var at: Int
  private let end: Int

  init(_ start: Int, _ end: Int) { (at, self.end) = (start, end) }

  mutating func next(_ line: borrowing Span<UInt8>) -> (key: Range<Int>, value: Range<Int>)? {
    at = line.skipBlanks(at)
    guard let sign = line.keyEnd(at) else { return nil }
    let key = at..<sign
    var stop = sign + 1
    while stop < end {
      if line[stop] == UInt8(ascii: " "), line.keyEnd(stop + 1) != nil { break }
      stop += 1
    }
    at = stop
    while stop > sign + 1, line[stop - 1] == UInt8(ascii: " ") { stop -= 1 }
    return (key, sign + 1..<stop)
  }
}

extension Span where Element == UInt8 {
  /// Where the `=` stands behind the letters, digits and signs at `start`: `src`, `ad.field[0]`.
  fileprivate func keyEnd(_ start: Int) -> Int? {
    let end = end(from: start) {
      $0 | 0x20 >= 97 && $0 | 0x20 <= 122 || $0 &- 48 < 10 || $0 == 95 || $0 &- 44 < 3 || $0 == 91 || $0 == 93
    }
    return end > start && holds("=", at: end) ? end : nil
  }

  /// A value as a field: with escapes only where a backslash stands.
  fileprivate func value(_ range: Range<Int>) -> Value {
    let hasEscapes = extracting(range).position(of: UInt8(ascii: "\\")) != nil
    return hasEscapes ? .escaped(Int32(range.lowerBound), Int32(range.upperBound)) : .slice(range)
  }

  /// Milliseconds since 1970, 13 digits.
  fileprivate func milliseconds(_ range: Range<Int>) -> Instant? {
    guard range.count == 13, let number = decimal(range) else { return nil }
    return Instant(seconds: Int64(number / 1000), nanoseconds: UInt32(number % 1000) * 1_000_000, digits: 3)
  }
}
