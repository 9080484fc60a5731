import Lines
import MailRecord

/// Reads what BIND's name server says.
///
///     client @0x7f4417135098 203.0.113.16#38318 (www.example.com): query (cache) 'www.example.com/A/IN' denied
///
/// - Source: BIND 4.9 to 9.18: lib/ns, lib/dns, bin/named.
func parseNamed(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  namedShapes.read(line, text, &record) || parsePam(line, text, &record)
}

private let namedShapes = Shapes(
  """
  client @{:word} {client_address}#{client_port:int} ({:text}): query: {query} {:word} {query_type} {:rest}
  client {client_address}#{client_port:int} ({:text}): query: {query} {:word} {query_type} {:rest}
  client {client_address}#{client_port:int}: query: {query} {:word} {query_type} {:rest}
  client @{:word} {client_address}#{client_port:int} ({:text}): query (cache) \
  '{query}/{query_type}/{:word}' denied{:rest}
  client @{:word} {client_address}#{client_port:int} ({:text}): query '{query}/{query_type}/{:word}' \
  denied{:rest}
  client {client_address}#{client_port:int} ({:text}): query (cache) '{query}/{query_type}/{:word}' \
  denied{:rest}
  client {client_address}#{client_port:int}: query (cache) '{query}/{query_type}/{:word}' denied{:rest}
  client {client_address}#{client_port:int}{:text}: query '{query}/{query_type}/{:word}' denied{:rest}
  client {client_address}#{client_port:int}: query (cache) denied
  client {client_address}#{client_port:int}: query denied
  client @{:word} {client_address}#{client_port:int} ({:text}): zone transfer \
  '{query}/{query_type}/{:word}' denied
  client {client_address}#{client_port:int} ({:text}): zone transfer '{query}/{query_type}/{:word}' denied
  client {client_address}#{client_port:int}: zone transfer '{query}/{query_type}/{:word}' denied
  client {client_address}#{client_port:int}: zone transfer '{query}/{:word}' denied
  client {:text}: bad zone transfer request: {reason:rest}
  client @{:word} {client_address}#{client_port:int} ({:text}): transfer of '{query}/{:word}': \
  {query_type} started{:rest}
  client @{:word} {client_address}#{client_port:int} ({:text}): transfer of '{query}/{:word}': \
  {query_type} ended{:rest}
  client {client_address}#{client_port:int}{:text}: transfer of '{query}/{:word}': {query_type} \
  started{:rest}
  client {client_address}#{client_port:int}{:text}: transfer of '{query}/{:word}': {query_type} ended{:rest}
  transfer of '{query}/{:word}' from {remote_address}#{remote_port:int}: connected using {:rest}
  transfer of '{query}/{:word}' from {remote_address}#{remote_port:int}: Transfer completed: {:rest}
  transfer of '{query}/{:word}' from {remote_address}#{remote_port:int}: end of transfer
  transfer of '{query}/{:word}' from {remote_address}#{remote_port:int}: Transfer status: {result:text}
  transfer of '{query}/{:word}' from {remote_address}#{remote_port:int}: {reason:rest}
  client @{:word} {client_address}#{client_port:int}{:text}: update '{query}/{:word}' denied
  client {client_address}#{client_port:int}{:text}: update '{query}/{:word}' denied
  client {:text}: update forwarding {:text} denied
  client {:text}: signer "{user:text}" approved
  client @{:word} {client_address}#{client_port:int}{:text}: updating zone '{query}/{:word}': update \
  unsuccessful: {reason:text}
  client @{:word} {client_address}#{client_port:int}{:text}: updating zone '{query}/{:word}': update \
  failed: {reason:text}
  client @{:word} {client_address}#{client_port:int}{:text}: updating zone '{query}/{:word}': {:rest}
  client {client_address}#{client_port:int}{:text}: updating zone '{query}/{:word}': {:rest}
  client {:text}: received notify for zone '{query:text}'{:rest}
  client {:text}: rate limit {:rest}
  {:text}imit{:text}responses to {:rest}
  client {:text}: error sending response: {reason:rest}
  client {:text}: message parsing failed: {reason:rest}
  client {:text}: no matching view in class '{:rest}
  client {:text}: view {:rest}
  client {:text}: request has invalid signature: {reason:rest}
  client @{:word} {client_address}#{client_port:int}{:rest}
  client {client_address}#{client_port:int}{:rest}
  dropping source port zero packet from {:rest}
  denied {:rest}
  approved {:rest}
  unapproved {:rest}
  lame server resolving '{query:text}' (in '{:text}'?): {remote_address}#{remote_port:int}
  Lame server on '{query:text}' (in '{:text}'?): {:rest}
  {result:text} unexpected RCODE resolving '{query:text}/{query_type}/{:word}': \
  {remote_address}#{remote_port:int}
  unexpected RCODE ({result:text}) resolving '{query:text}/{query_type}/{:word}': \
  {remote_address}#{remote_port:int}
  {reason:text} resolving '{query:text}/{query_type}/{:word}': {remote_address}#{remote_port:int}
  {reason:text} resolving '{query:text}': {remote_address}#{remote_port:int}
  {reason:text} resolving '{query:text}'
  resolver priming query complete{:rest}
  success resolving '{query:text}' {:rest}
  too many timeouts resolving '{query:text}' {:rest}
  checkhints: {:rest}
  {:text}alidating {query:text}: {reason:rest}
  {:text}managed-keys-zone{:rest}
  zone {query:text}/{:word}: loaded serial {:int}{:rest}
  zone {query:text}/{:word}: sending notifies (serial {:int})
  zone {query:text}/{:word}: notify {:rest}
  zone {query:text}/{:word}: not loaded due to errors.
  zone {query:text}/{:word}: loading from {:text} failed: {reason:text}
  zone {query:text}/{:word}: refresh: {reason:text}
  zone {query:text}/{:word}: expired
  zone {query:text}/{:word}: has no {:text} records
  zone {query:text}/{:word}: has {:int} SOA records
  zone {query:text}/{:word}: Transfer started.
  zone {query:text}/{:word}: transferred serial {:int}{:rest}
  zone {query:text}/{:word}: {:rest}
  zone '{query:text}' {reason:rest}
  dns_{:word} {:rest}
  notify question section contains no SOA
  received notify {:rest}
  Received NOTIFY {:rest}
  received control channel command '{command:text}'
  received SIGHUP signal to reload zones
  query logging is now {:word}
  flushing {:rest}
  running
  starting BIND {:rest}
  starting{:rest}
  all zones loaded
  {:text}listening on {:rest}
  compiled {:rest}
  {:word} with {:rest}
  linked to {:rest}
  running {:rest}
  {:word} algorithms: {:rest}
  TKEY mode {:rest}
  BIND 9 is maintained by {:rest}
  Inc. (ISC), {:rest}
  corporation. {:rest}
  available at {:rest}
  -----{:rest}
  adjusted limit {:rest}
  found {:rest}
  using {:rest}
  sizing {:rest}
  loading configuration from '{:text}'
  reading {:rest}
  looking for {:rest}
  generating {:rest}
  set up {:rest}
  {:text}working directory {:rest}
  none:{:int}: {:rest}
  configuring {:rest}
  automatic empty zone: {:rest}
  reloading {:rest}
  scheduled loading new zones
  any newly configured zones are now loaded
  {:text}oaded{:rest}
  exiting
  exiting (due to {reason:rest}
  shutting down{:rest}
  stopping {:rest}
  {:word} {:int} {:int} {:text}
  {:word}={:rest}
  Cleaned cache of {:int} RRs
  {:text}: {:int}: {reason:rest}
  socket{:rest}
  {:text}unexpected error{:rest}
  {:text}:{:int}: {reason:rest}
  {:text} failed: {reason:rest}
  {:text}: permission denied
  could not {reason:rest}
  couldn't {reason:rest}
  {:text}: address in use{:rest}
  sysquery: {:rest}
  ns_{:word} {:rest}
  Response from {:rest}
  bad referral {:rest}
  {:text}CNAME {:rest}
  {:word} has {:rest}
  {:word}: {:word}: {reason:rest}
  """)

/// Whether a text without a tag is named's: its log channels may leave tag and time out.
let isNamed: Dialect.Test = { line, text in
  let at = text.lowerBound
  return line.holds("client ", at: at) && line.position(of: UInt8(ascii: "#"), from: at) != nil
}
