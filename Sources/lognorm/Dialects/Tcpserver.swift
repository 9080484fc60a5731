import Lines
import MailRecord

/// Reads what tcpserver says of the connections it takes.
///
///     status: 3/40
///     pid 16498 from 10.20.0.10
///     ok 16506 ash.quarry.example:10.20.0.30:25 host26.client5.example:192.0.2.26::44529
///     deny 18766 ash.quarry.example:10.20.0.30:25 :192.0.2.13::38557
///     end 16498 status 0
///
/// - Source: ucspi-tcp 0.88, tcpserver.c.
func parseTcpserver(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  if line.holds("ok ", at: at) { return connection(line, at + 3, &record) }
  if line.holds("pid ", at: at) { return opened(line, at + 4, &record) }
  if line.holds("end ", at: at) { return closed(line, at + 4, &record) }
  if line.holds("deny ", at: at) {
    record[.action] = .word("rejected")
    return connection(line, at + 5, &record)
  }
  if line.holds("status: ", at: at), let share = share(line, at + 8), share.end == line.count {
    record[.connections] = .integer(share.value)
    record[.limit_connections] = .integer(share.limit)
    return true
  }
  return line.holds("warning: ", at: at) || line.holds("fatal: ", at: at) || line.holds("usage: ", at: at)
}

private func opened(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let pid = line.decimal(at: at), line.holds(" from ", at: pid.end) else { return false }
  record[.pid] = .integer(pid.value)
  record[.client_address] = .slice(pid.end + 6..<line.count)
  return true
}

private func closed(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let pid = line.decimal(at: at), line.holds(" status ", at: pid.end),
    let status = line.decimal(at: pid.end + 8), status.end == line.count
  else { return false }
  record[.pid] = .integer(pid.value)
  record[.exit_status] = .integer(status.value)
  return true
}

/// `PID LOCALNAME:LOCALIP:LOCALPORT REMOTENAME:REMOTEIP:REMOTEINFO:REMOTEPORT`.
private func connection(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard let pid = line.decimal(at: at), line.holds(" ", at: pid.end),
    let blank = line.position(of: UInt8(ascii: " "), from: pid.end + 1),
    let local = Peer(line, pid.end + 1..<blank, hasInfo: false),
    let client = Peer(line, blank + 1..<line.count, hasInfo: true)
  else { return false }
  record[.pid] = .integer(pid.value)
  if !local.name.isEmpty { record[.local_name] = .slice(local.name) }
  record[.local_address] = .slice(local.address)
  record[.local_port] = .integer(local.port)
  if !client.name.isEmpty { record[.client_name] = .slice(client.name) }
  record[.client_address] = .slice(client.address)
  record[.client_port] = .integer(client.port)
  return true
}

/// One end of a connection: `name:address:port`, or with what ident said `name:address:info:port`.
///
/// An IPv6 address has colons of its own; tcpserver writes `?` for a colon in name and info.
private struct Peer {
  let name: Range<Int>
  let address: Range<Int>
  let port: UInt64

  init?(_ line: borrowing Span<UInt8>, _ range: Range<Int>, hasInfo: Bool) {
    guard let first = line.position(of: UInt8(ascii: ":"), from: range.lowerBound),
      let last = line.lastPosition(of: UInt8(ascii: ":"), before: range.upperBound), first < last,
      let port = line.decimal(last + 1..<range.upperBound)
    else { return nil }
    var end = last
    if hasInfo {
      guard let colon = line.lastPosition(of: UInt8(ascii: ":"), before: last), colon > first else {
        return nil
      }
      end = colon
    }
    name = range.lowerBound..<first
    address = first + 1..<end
    self.port = port
    guard line.isAddress(address) else { return nil }
  }
}

/// Reads what rblsmtpd says of a client that a list names.
///
///     192.0.2.52 pid 17675: 553 Listed, see http://rbl.northfield.example/q?ip=192.0.2.52
///
/// - Source: ucspi-tcp 0.88, rblsmtpd.c.
func parseRblsmtpd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  let at = text.lowerBound
  let end = line.end(from: at) { isAddressByte($0) }
  guard line.holds(" pid ", at: end), let pid = line.decimal(at: end + 5),
    line.holds(": ", at: pid.end)
  else {
    return blocked(line, at, &record) || line.holds("fatal: ", at: at) || line.holds("warning: ", at: at)
  }
  // Without TCPREMOTEIP nothing stands before the blank.
  if end > at { record[.client_address] = .slice(at..<end) }
  record[.pid] = .integer(pid.value)
  record[.diagnostic] = .slice(pid.end + 2..<line.count)
  record[.action] = .word("rejected")
  if let code = line.decimal(at: pid.end + 2), code.end == pid.end + 5 {
    record[.reply_code] = .integer(code.value)
  }
  return true
}

/// `rbl.example blocked 192.0.2.52 see http://rbl.example/`, as rblsmtpd said before ucspi-tcp 0.80.
private func blocked(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  let list = at..<(line.end(from: at) { $0 > 32 })
  let client = list.upperBound + 9
  let end = line.end(from: client) { isAddressByte($0) }
  guard line.holds(" blocked ", at: list.upperBound), line.isAddress(client..<end) else { return false }
  record[.rule] = .slice(list)
  record[.client_address] = .slice(client..<end)
  record[.action] = .word("rejected")
  if end + 1 < line.count { record[.diagnostic] = .slice(end + 1..<line.count) }
  return true
}
