import Lines
import MailRecord

/// Whether a text is an event in the Log Event Extended Format.
func isLEEF(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  LEEFHeader(line, text) != nil
}

/// Reads an event in the Log Event Extended Format: its header, then attributes.
///
///     LEEF:1.0|Example|Guard|1.0|100|src=192.0.2.7<tab>srcPort=4000<tab>usrName=frank<tab>policy=block
///     LEEF:2.0|Example|Guard|1.0|100|^|src=192.0.2.7^srcPort=4000^usrName=frank
///
/// - Source: IBM QRadar, Log Event Extended Format (LEEF), versions 1.0 and 2.0.
func parseLEEF(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let header = LEEFHeader(line, text) else { return false }
  record[.rule] = .slice(header.event)
  header.eachAttribute(line) { key, value in
    guard let row = leefKeys.first(where: { line.extracting(key).equals($0.key) }), !value.isEmpty else {
      return
    }
    record[row.field] = row.isNumber ? line.decimal(value).map { .integer($0) } : .slice(value)
  }
  return true
}

private let leefKeys: [(key: StaticString, field: Field, isNumber: Bool)] = [
  ("src", .client_address, false), ("srcPort", .client_port, true), ("dst", .local_address, false),
  ("dstPort", .local_port, true), ("usrName", .user, false), ("accountName", .target_user, false),
  ("proto", .protocol, false), ("policy", .policy, false), ("cat", .reason, false),
  ("action", .verdict, false),
  ("srcBytes", .bytes_in, true), ("dstBytes", .bytes_out, true), ("identHostName", .client_name, false),
]

/// Opens an event in this format one of whose attributes is a whole log line.
///
///     LEEF:1.0|Example|Manager|1.0|5716|cat=sshd<tab>msg=Nov 21 00:17:11 mx1 sshd[7]: Failed ...
func openLEEF(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  guard let header = LEEFHeader(line, start..<line.count) else { return false }
  var within: Range<Int>?
  header.eachAttribute(line) { key, value in
    let name = line.extracting(key)
    let isMessage =
      name.equals("msg") || name.equals("message") || name.equals("rawLog") || name.equals("full_log")
    if within == nil, isMessage, line.isSyslog(at: value.lowerBound) { within = value }
  }
  if let within {
    envelope.set(.rule, header.event, of: line)
    envelope.hold(line.extracting(within))
    return true
  }
  return envelope.holdUntagged(line, from: start)
}

/// Vendor, product, version and event, and what stands between attributes: a tab unless version 2 says another.
private struct LEEFHeader {
  let event: Range<Int>
  let attributes: Range<Int>
  private var delimiter: UInt8 = 9

  init?(_ line: borrowing Span<UInt8>, _ text: Range<Int>) {
    let at = text.lowerBound
    guard
      line.holds("LEEF:1.0|", at: at) || line.holds("LEEF:2.0|", at: at) || line.holds("LEEF:1|", at: at)
        || line.holds("LEEF:2|", at: at)
    else { return nil }
    var bars: [Int] = []
    var next = at
    while bars.count < 6, let bar = line.position(of: UInt8(ascii: "|"), from: next) {
      bars.append(bar)
      next = bar + 1
    }
    guard bars.count >= 5 else { return nil }
    event = bars[3] + 1..<bars[4]
    var start = bars[4] + 1
    // The first version has no field for it; in the second it may be left out.
    if line[at + 5] == UInt8(ascii: "2"), bars.count == 6,
      let sign = Self.sign(line, start..<bars[5])
    {
      (delimiter, start) = (sign, bars[5] + 1)
    }
    attributes = start..<max(start, text.upperBound)
  }

  /// `^`, `x5E`, `0x5E`, or nothing for the tab.
  private static func sign(_ line: borrowing Span<UInt8>, _ field: Range<Int>) -> UInt8? {
    switch field.count {
    case 0: return 9
    case 1: return line[field.lowerBound]
    case 2...4:
      guard let x = line.position(of: UInt8(ascii: "x"), from: field.lowerBound), x < field.lowerBound + 2,
        field.upperBound - x <= 3
      else { return nil }
      let digits = (x + 1..<field.upperBound).map { line[$0] | 0x20 }
      return digits.span.hexadecimal(0..<digits.count).flatMap { UInt8(exactly: $0) }
    default: return nil
    }
  }

  /// Calls `body` with the places of each key and its value.
  func eachAttribute(_ line: borrowing Span<UInt8>, _ body: (Range<Int>, Range<Int>) -> Void) {
    var at = attributes.lowerBound
    while at < attributes.upperBound {
      let end = min(line.position(of: delimiter, from: at) ?? line.count, attributes.upperBound)
      let start = line.end(from: at) { $0 == UInt8(ascii: " ") }
      if let equals = line.position(of: UInt8(ascii: "="), from: start), equals < end, equals > start {
        body(start..<equals, equals + 1..<end)
      }
      at = end + 1
    }
  }
}
