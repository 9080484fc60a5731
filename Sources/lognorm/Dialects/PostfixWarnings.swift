import Lines
import MailRecord

/// Reads what stands behind `warning: `.
///
///     unknown[192.0.2.22]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=dave
///     hostname h.example does not resolve to address 192.0.2.9: hostname nor servname provided, or not known
///     Connection rate limit exceeded: 61 from unknown[192.0.2.9] for service smtp
///     4jWX3n2W1NzxdVJ: message has been queued for 2 days
func postfixWarning(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  if let (id, _) = line.postfixQueueID(at: at) {
    if record[.queue_id] == nil { record[.queue_id] = .slice(id) }
    return true
  }
  if line.holds("hostname ", at: at), let verb = line.lastPosition(of: " does not resolve to address ") {
    record[.client_name] = .slice(at + 9..<verb)
    record[.client_address] = .slice(addressWord(line, verb + 29))
    return true
  }
  // Before Postfix 2.12: the address, then what is wrong with the name.
  let address = addressWord(line, at)
  if line.holds(": hostname ", at: address.upperBound),
    let verb = line.lastPosition(of: " verification failed: ")
  {
    record[.client_address] = .slice(address)
    record[.client_name] = .slice(address.upperBound + 11..<max(address.upperBound + 11, verb))
    return true
  }
  if let from = fromClient(line, at), let host = Host(line, at: from) {
    host.set(client: line, &record)
    return true
  }
  guard let host = Host(line, at: at), line.holds(": ", at: host.end) else { return true }
  host.set(client: line, &record)
  if line.holds("SASL ", at: host.end + 2) { sasl(line, host.end + 7, &record) }
  return true
}

/// Where the client stands of warnings that name it behind `from `: before words of its own.
private func fromClient(_ line: borrowing Span<UInt8>, _ at: Int) -> Int? {
  for opening: StaticString in ["non-SMTP command from ", "Illegal address syntax from "]
  where line.holds(opening, at: at) { return at + opening.utf8CodeUnitCount }
  guard let limit = line.position(of: " limit exceeded: ", from: at), limit < at + 60,
    let from = line.position(of: " from ", from: limit)
  else { return nil }
  return from + 6
}

private func addressWord(_ line: borrowing Span<UInt8>, _ start: Int) -> Range<Int> {
  let end = line.end(from: start) { isAddressByte($0) && $0 != UInt8(ascii: "/") }
  return start..<(end > start && line[end - 1] == UInt8(ascii: ":") ? end - 1 : end)
}

/// `LOGIN authentication failed: why, sasl_username=x`.
private func sasl(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  let method = at..<(line.end(from: at) { $0 > 32 })
  record[.auth_method] = .slice(method)
  guard line.holds(" authentication failed: ", at: method.upperBound) else { return }
  let reason = method.upperBound + 24
  let name = line.lastPosition(of: ", sasl_username=").flatMap { $0 >= reason ? $0 : nil }
  record[.reason] = .slice(reason..<(name ?? line.count))
  if let name, !line.holds("(unavailable)", at: name + 16) {
    record[.auth_user] = .slice(name + 16..<line.count)
  }
}
