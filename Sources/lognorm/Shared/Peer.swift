import Lines
import MailRecord

/// Sets the other end of a connection as sendmail and Courier write it: a next hop's fields or a client's.
///
///     h.example [192.0.2.9] (may be forged)    mx.d.example. [198.51.100.10]    [192.0.2.9]
///     root@localhost    local
func setPeer(
  _ line: borrowing Span<UInt8>, _ value: Range<Int>, isNextHop: Bool, _ record: inout Record
) {
  var name = value.lowerBound..<(line.end(from: value.lowerBound) { $0 > 32 && $0 != UInt8(ascii: ",") })
  var address = 0..<0
  if let open = line.position(of: UInt8(ascii: "["), from: value.lowerBound), open < value.upperBound,
    let close = line.position(of: UInt8(ascii: "]"), from: open), close < value.upperBound
  {
    address = line.holds("IPv6:", at: open + 1) ? open + 6..<close : open + 1..<close
    if open == value.lowerBound { name = 0..<0 }
  }
  if name.count > 1, line[name.upperBound - 1] == UInt8(ascii: ".") {
    name = name.lowerBound..<name.upperBound - 1
  }
  if let at = line.position(of: UInt8(ascii: "@"), from: name.lowerBound), at < name.upperBound {
    record[.ident] = .slice(name.lowerBound..<at)
    name = at + 1..<name.upperBound
  }
  // Of one that was told of before nothing may stay: it was somebody's words.
  record[isNextHop ? .remote_mta : .client_name] = name.isEmpty ? nil : .slice(name)
  record[isNextHop ? .remote_address : .client_address] = address.isEmpty ? nil : .slice(address)
}
