import Lines
import MailRecord
import Timestamps

/// Reads what BIND's name server says.
///
///     client @0x7f4417135098 203.0.113.16#38318 (www.example.com): query (cache) 'www.example.com/A/IN' denied
///     xfer-in: info: transfer of 'example.com/IN' from 192.0.2.53#53: Transfer status: success
///
/// A log channel may print the category and the severity of a message before it.
/// - Source: BIND 9's lib/ns, lib/dns and bin/named; the heads from ns_client_logv, dns_zone_logv, xfrin_logv.
func parseNamed(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var words = text
  // A channel's own stamp, where another program reads the channel.
  if text.lowerBound < text.upperBound, line[text.lowerBound] &- 48 < 10,
    let stamp = OwnStamp(line, at: text.lowerBound)
  {
    record.refine(by: stamp.wall)
    words = stamp.end + 1..<text.upperBound
    record[.text] = .slice(words)
  }
  while let end = labelEnd(line, words) { words = end..<words.upperBound }
  let at = words.lowerBound
  if line.holds("client ", at: at) { return readClient(line, words.dropFirst(7), &record) }
  if line.holds("zone ", at: at), let message = readZone(line, words.dropFirst(5), &record) {
    return zoneShapes.read(line, message, &record)
  }
  if line.holds("transfer of '", at: at) { return readTransfer(line, words.dropFirst(13), &record) }
  return namedShapes.readOrPAM(line, words, &record)
}

/// Reads whom a message is about: address, port, key, the name asked for and the view, then the message.
///
///     @0x7f4417135098 192.0.2.9#38318/key k (www.example.com): view inside: query failed (SERVFAIL) ...
private func readClient(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var start = text.lowerBound
  if start < text.upperBound, line[start] == UInt8(ascii: "@") {
    start = (line.position(of: UInt8(ascii: " "), from: start) ?? start) + 1
  }
  guard let sharp = line.position(of: UInt8(ascii: "#"), from: start), line.isAddress(start..<sharp),
    let port = line.decimal(at: sharp + 1), let colon = line.position(of: ": ", from: port.end)
  else { return false }
  record[.client_address] = .slice(start..<sharp)
  record[.client_port] = .integer(port.value)
  if line.holds("/key ", at: port.end) {
    record[.user] = .slice(port.end + 5..<(line.position(of: " (", from: port.end + 5) ?? colon))
  }
  if line[colon - 1] == UInt8(ascii: ")"), let open = line.position(of: " (", from: port.end), open < colon {
    record[.query] = .slice(open + 2..<colon - 1)
  }
  var message = colon + 2..<text.upperBound
  if line.holds("view ", at: message.lowerBound), let end = line.position(of: ": ", from: message.lowerBound)
  {
    message = end + 2..<text.upperBound
  }
  return clientShapes.read(line, message, &record)
}

/// Reads a zone's name, and tells where the message behind it stands.
///
///     example.com/IN/inside: loaded serial 2026112001
private func readZone(
  _ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record
) -> Range<Int>? {
  guard let colon = line.position(of: ": ", from: text.lowerBound), colon + 2 <= text.upperBound else {
    return nil
  }
  // Of a zone that is signed here, it is told which copy.
  let copy = line.position(of: " (", from: text.lowerBound) ?? colon
  guard let name = zoneName(line, text.lowerBound..<min(copy, colon)) else { return nil }
  record[.query] = .slice(name)
  return colon + 2..<text.upperBound
}

/// Reads what a transfer from another server came to: `example.com/IN' from 192.0.2.53#53: Transfer completed: ...`.
private func readTransfer(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard let quote = line.position(of: "' from ", from: text.lowerBound),
    let name = zoneName(line, text.lowerBound..<quote)
  else { return false }
  record[.query] = .slice(name)
  return transferShapes.read(line, quote + 7..<text.upperBound, &record)
}

/// The name in `example.com/IN` or `example.com/IN/inside`.
private func zoneName(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
  guard let slash = line.position(of: "/IN", from: range.lowerBound), slash < range.upperBound,
    slash + 3 == range.upperBound || line[slash + 3] == UInt8(ascii: "/")
  else { return nil }
  return range.lowerBound..<slash
}

/// Where the category or severity ends that `text` begins with: a word of BIND's, with `: ` behind it.
private func labelEnd(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Int? {
  let end = line.end(from: text.lowerBound) { $0 &- 97 < 26 || $0 == UInt8(ascii: "-") }
  guard end > text.lowerBound, end - text.lowerBound <= 16, line.holds(": ", at: end) else { return nil }
  let word = line.extracting(text.lowerBound..<end)
  return word.equals("socket") || word.equals("sysquery") || word.equals("checkhints")
    || word.equals("keymgr")
    || word.equals("sync") ? nil : end + 2
}

/// Whether a text without a tag is named's: its log channels may leave tag and time out.
let isNamed: Dialect.Test = { line, text in
  var at = text.lowerBound
  var labels = 0
  // The category and the severity may stand before it.
  while labels < 2, let end = labelEnd(line, at..<text.upperBound) { (at, labels) = (end, labels + 1) }
  return line.holds("client ", at: at) && line.position(of: UInt8(ascii: "#"), from: at) != nil
}

private let clientShapes = Shapes(
  """
  query: {query} {:word} {query_type} {:rest}
  query (cache) '{query:text}/{query_type}/{:word}' denied
  query (cache) '{query:text}/{query_type}/{:word}' denied ({reason:text})
  query '{query:text}/{query_type}/{:word}' denied
  query '{query:text}/{query_type}/{:word}' denied ({reason:text})
  query (cache) denied
  query denied
  query failed ({result}) for {query:text}/{:word}/{query_type} at {:rest}
  query failed ({result}) at {:rest}
  rpz {:word} {rule:text} rewrite {query:text}/{query_type}/{:word} via {:rest}
  disabled rpz {:word} {rule:text} rewrite {query:text}/{query_type}/{:word} via {:rest}
  {:word} {query_type} {:text} stale answer {:rest}
  zone transfer '{query:text}/{query_type}/{:word}' denied
  zone transfer '{query:text}/IN' denied
  bad zone transfer request: '{query:text}/{:word}': {reason:rest}
  bad zone transfer request: {reason:rest}
  transfer of '{query:text}/{:word}': {query_type} started{:rest}
  transfer of '{query:text}/{:word}': {query_type} ended{:rest}
  transfer of '{query:text}/{:word}': {reason:rest}
  update '{query:text}/{:word}' denied{:rest}
  update forwarding '{query:text}/{:word}' denied
  updating zone '{query:text}/{:word}': update unsuccessful: {reason:rest}
  updating zone '{query:text}/{:word}': update failed: {reason:rest}
  updating zone '{query:text}/{:word}': update rejected: {reason:rest}
  updating zone '{query:text}/{:word}': {:rest}
  forwarding update for zone '{query:text}/{:word}'
  signer "{user:text}" approved
  signer "{user:text}" denied
  received notify for zone '{query}'
  received notify for zone '{query}': {:rest}
  rate limit {:rest}
  would rate limit {:rest}
  TCP client quota reached{:rest}
  recursive-clients soft limit exceeded{:rest}
  no more recursive clients{:rest}
  error sending response: {reason:rest}
  message parsing failed: {reason:rest}
  no matching view in class '{:text}'
  request has invalid signature: {reason:rest}
  dropped request: {reason:rest}
  {reason:rest}
  """)

private let zoneShapes = Shapes(
  """
  loaded serial {:int}{:rest}
  sending notifies (serial {:int})
  notify from {client_address}#{client_port:int}: {:rest}
  refused notify from non-{:word}: {client_address}#{client_port:int}
  not loaded due to errors.
  loading from {:text}file {path} failed: {reason:rest}
  refresh: {reason:rest}
  refreshing stub: {reason:rest}
  expired
  has no {:text} records
  has {:int} SOA records
  Transfer started.
  transferred serial {:int}{:rest}
  zone transfer deferred due to quota
  {reason:rest}
  """)

private let transferShapes = Shapes(
  """
  {remote_address}#{remote_port:int}: connected using {:rest}
  {remote_address}#{remote_port:int}: Transfer completed: {:rest}
  {remote_address}#{remote_port:int}: end of transfer
  {remote_address}#{remote_port:int}: Transfer status: {result:text}
  {remote_address}#{remote_port:int}: {reason:rest}
  """)
