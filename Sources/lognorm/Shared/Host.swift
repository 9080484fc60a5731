import Lines
import MailRecord

/// The other end of a connection as Postfix and its like write it: name, address in brackets, port.
///
///     mx1.example.net[192.0.2.25]:25    unknown[unknown]    [2001:db8::1]:53024
struct Host {
  let name: Range<Int>
  let address: Range<Int>
  let port: UInt64?
  /// Where it ends.
  let end: Int

  /// Reads it at `start`; nil when no `[...]` follows the name. A name has no blank.
  init?(_ line: borrowing Span<UInt8>, at start: Int) {
    let open = line.end(from: start) { $0 > 32 && $0 != UInt8(ascii: "[") }
    guard open < line.count, line[open] == UInt8(ascii: "["),
      let close = line.extracting(0..<min(line.count, open + 128)).position(of: UInt8(ascii: "]"), from: open)
    else { return nil }
    name = start..<open
    address = open + 1..<close
    guard line.holds(":", at: close + 1), let number = line.decimal(at: close + 2) else {
      (port, end) = (nil, close + 1)
      return
    }
    (port, end) = (number.value, number.end)
  }

  /// Sets the fields of a client that came in; what is not known is left out.
  func set(client line: borrowing Span<UInt8>, _ record: inout Record) {
    if isKnown(line, name) { record[.client_name] = .slice(name) }
    if isKnown(line, address) { record[.client_address] = .slice(withoutPrefix(line)) }
    if let port { record[.client_port] = .integer(port) }
  }

  /// Sets the fields of a next hop.
  func set(remote line: borrowing Span<UInt8>, _ record: inout Record) {
    if isKnown(line, name) { record[.remote_mta] = .slice(name) }
    if isKnown(line, address) { record[.remote_address] = .slice(withoutPrefix(line)) }
    if let port { record[.remote_port] = .integer(port) }
  }

  private func isKnown(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    !range.isEmpty && !line.extracting(range).equals("unknown")
  }

  /// `IPv6:2001:db8::1` is how RFC 5321 writes an address in a mail address.
  private func withoutPrefix(_ line: borrowing Span<UInt8>) -> Range<Int> {
    line.holds("IPv6:", at: address.lowerBound) ? address.lowerBound + 5..<address.upperBound : address
  }
}
