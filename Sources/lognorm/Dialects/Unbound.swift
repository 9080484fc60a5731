import Lines
import MailRecord

/// Reads what unbound says.
///
///     [4711:0] info: 192.0.2.9 www.example.com. A IN
///
/// - Source: logs of unbound 1.17.
func parseUnbound(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  unboundShapes.readOrPAM(line, text, &record)
}

/// Reads what NSD says.
///
///     info: axfr for zone x.example. from client 192.0.2.9 refused, no acl matches
///     info: ratelimit block x.example. type any target 203.0.113.0/24 query 192.0.2.105 TYPE255
///
/// - Source: logs of NSD 4.
func parseNsd(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  var words = text
  for level: StaticString in ["info: ", "notice: ", "warning: ", "error: "]
  where line.holds(level, at: text.lowerBound) {
    words = text.dropFirst(level.utf8CodeUnitCount)
  }
  return nsdShapes.read(line, words, &record) || nsdShapes.readOrPAM(line, text, &record)
}

private let unboundShapes = Shapes(
  """
  [{:text}] info: {client_address} {query} {query_type} {:word}
  [{:text}] notice: {:rest}
  [{:text}] info: {:rest}
  [{:text}] error: {reason:rest}
  [{:text}] fatal error: {reason:rest}
  [{:text}] warning: {reason:rest}
  [{:text}] debug: {:rest}
  """)

private let nsdShapes = Shapes(
  """
  axfr for {query} from {client_address} refused, {reason:text}
  axfr for zone {query} from client {client_address} refused, {reason:text}
  axfr for zone {query} from {client_address} refused, {reason:text}
  axfr for {:text} refused{:rest}
  notify for zone {query} from client {client_address} refused, {reason:text}
  notify for {query} from client {client_address} refused, {reason:text}
  ratelimit block {query} type {:word} target {:word} query {client_address} {query_type}
  ratelimit unblock {query} type {:word} target {:word}
  notify for {query} from {client_address} refused, {reason:text}
  query for {query} from {client_address} refused, {reason:text}
  nsd {:rest}
  zone {query} {:rest}
  {:word}: {:rest}
  {:word} {:int} {:int} {:rest}
  ratelimit {:rest}
  {:text} failed: {reason:rest}
  """)
