/// What BIND says of itself and of the servers that it asks.
let namedShapes = Shapes(
  """
  received notify for zone '{query:text}'
  Received NOTIFY {:text} from {client_address} for "{query:text}"
  notify question section {reason:rest}
  limit {:text}responses to {:rest}
  stop limiting {:text}responses to {:rest}
  dropping source port zero packet from [{client_address}].0
  dropping source port zero packet from {client_address}#0
  dropping source port zero packet from {:rest}
  denied {:word} from [{client_address}].{client_port:int} for "{query:text}"{:rest}
  approved {:word} from [{client_address}].{client_port:int} for "{query:text}"{:rest}
  unapproved {:word} from [{client_address}].{client_port:int} for "{query:text}"{:rest}
  lame server resolving '{query:text}' (in '{:text}'?): {remote_address}#{remote_port:int}
  Lame server on '{query:text}' (in '{:text}'?): {:rest}
  success resolving '{query:text}' {:text}after {:rest}
  too many timeouts resolving '{query:text}' {:rest}
  DNS format error from {remote_address}#{remote_port:int} resolving {query:text}: {reason:rest}
  alidating {query:text}: no valid signature found{:rest}
  {result} unexpected RCODE resolving '{query:text}/{query_type}/{:word}': {remote_address}#{remote_port:int}
  unexpected RCODE ({result}) resolving '{query:text}/{query_type}/{:word}': \
  {remote_address}#{remote_port:int}
  {reason:text} resolving '{query:text}/{query_type}/{:word}': {remote_address}#{remote_port:int}
  {reason:text} resolving '{query:text}': {remote_address}#{remote_port:int}
  {reason:text} resolving '{query:text}/{query_type}/{:word}'
  {reason:text} resolving '{query:text}'
  Unable to establish a connection to {remote_address}#{remote_port:int}: {reason:rest}
  clients-per-query {:word} to {:int}
  too many simultaneous fetches for {query} {:rest}
  resolver priming query complete{:rest}
  checkhints: {reason:rest}
  could not configure root hints from '{path:text}': {reason:rest}
  validating {:word}: {reason:text} resolving '{query:text}/{query_type}/{:word}': \
  {remote_address}#{remote_port:int}
  validating {query}: {reason:rest}
  validating @{:word}: {query} {query_type}: {reason:rest}
  No DNSKEY {:rest}
  keymgr: {:rest}
  managed-keys-zone: {:rest}
  managed-keys-zone/{:word}: {:rest}
  managed-keys.bind.jnl: {:rest}
  received {:text} answer from {:rest}
  ns_{:word} {:rest}
  sysquery: {:rest}
  Response from {:rest}
  bad referral {:rest}
  {query} points to a CNAME {:rest}
  "{query} IN {query_type}" points to a CNAME {:rest}
  {query} has CNAME and {:rest}
  {:word} zone "{query:text}" (IN) loaded (serial {:int})
  Zone "{query:text}" (file {path:text}) loaded
  {path}: journal {reason:rest}
  zone '{query:text}' allows {reason:rest}
  zone '{query:text}': {reason:rest}
  dns_rdata_fromtext: {path:text}:{:int}: {reason:rest}
  dns_master_load: {path:text}:{:int}: {reason:rest}
  dns_{:word}: {reason:rest}
  received control channel command '{command:text}'
  rejecting restricted control channel command '{command:text}'
  unknown control channel command '{command:text}'
  rejected command channel message from {client_address}#{client_port:int}
  invalid command from {client_address}#{client_port:int}: {reason:rest}
  received SIG{:word} signal to {:rest}
  query logging is now {:word}
  debug level is now {:int}
  flushing {:rest}
  dump{:word} {:rest}
  sync: dumping {:rest}
  running
  starting BIND {:rest}
  starting.  named {:rest}
  starting ({:text}).  named {:rest}
  all zones loaded
  no longer listening on {local_address}#{local_port:int}
  listening on {:word} interface {:word} {local_address}#{local_port:int}
  listening on {:text}
  command channel listening on {local_address}#{local_port:int}
  no IPv{:int} interfaces found
  not listening on any interfaces
  creating {:text} interface {:text} failed; interface ignored
  could not listen on UDP socket: {reason:rest}
  compiled by {:rest}
  compiled with {:rest}
  built with {:rest}
  linked to {:rest}
  running as: {command:rest}
  running on {:rest}
  {:word} algorithms: {:rest}
  {:word} {:word} algorithms: {:rest}
  TKEY mode {:int} support {:rest}
  BIND 9 is maintained by Internet Systems Consortium,
  Inc. (ISC), a non-profit 501(c)(3) public-benefit{:rest}
  corporation.  Support and training for BIND 9 are{:rest}
  available at {:word}
  ---------------{:word}
  adjusted limit on {:rest}
  found {:int} CPU{:rest}
  using {:int} {:rest}
  using default UDP/IPv{:int} port range: {:rest}
  using up to {:int} {:rest}
  using built-in {:rest}
  sizing zone task pool based on {:int} zones
  loading configuration from '{path:text}'
  reading built-in trust anchors from file '{path:text}'
  looking for GeoIP2 databases in '{path:text}'
  generating session key for dynamic DNS
  set up managed keys zone for view {:word} file '{path:text}'
  the working directory is {:rest}
  the initial working directory is {:rest}
  none:{:int}: {:rest}
  configuring command channel from '{path:text}'
  automatic empty zone: {query:rest}
  {path:text}:{:int}: {reason:rest}
  reloading {:word} {:rest}
  reload request ignored: {reason:rest}
  scheduled loading new zones
  any newly configured zones are now loaded
  loading new zones failed: {reason:rest}
  reloading nameserver
  exiting
  exiting (due to {reason:text})
  shutting down{:rest}
  named shutting down
  stopping command channel on {local_address}#{local_port:int}
  {:word} {:int} {:int} {:text}
  {:word}={:int}
  Cleaned cache of {:int} RR{:rest}
  Lame delegation{:rest}
  Sent NOTIFY for "{query} {:text}" {:rest}
  Received NOTIFY answer {:text} from {client_address} for "{query} {:text}"
  zone transfer ({:word}) of "{query}" (IN) to [{client_address}].{client_port:int}{:rest}
  late CNAME in answer section for {query} IN {query_type} from [{remote_address}].{remote_port:int}
  rcvd NOTIFY({query}, IN, SOA) from [{client_address}].{client_port:int}
  rcvd NOTIFY for "{query} {:text}", name {:rest}
  suppressing duplicate notify ("{query} IN SOA")
  suppressing duplicate notify ("{query:text}" IN SOA)
  Ready to answer queries.
  enforced delegation-only for '{:word}' ({query:text}/{query_type}/{:word}) from \
  {remote_address}#{remote_port:int}
  journal file {path} does not exist, creating it
  view {:word}: received notify for zone '{query:text}'
  view {:word}: {reason:rest}
  dispatch {:word} {reason:rest}
  dispatch {:word}: {reason:rest}
  dispatchmgr {:word}: {reason:rest}
  exceeded max queries resolving '{query:text}/{query_type}' ({reason:text})
  too much NS indirection resolving '{query:text}/{query_type}' ({reason:text})
  rate limit {:rest}
  would rate limit {:rest}
  increase from {:int} to {:int} RRL bins{:rest}
  increase from {:int} to {:int} RRL entries{:rest}
  max open files ({:int}) is smaller than max sockets ({:int})
  stopping statistics channel on {local_address}#{local_port:int}
  statistics channel listening on {local_address}#{local_port:int}
  rejected statistics connection from {client_address}#{client_port:int}
  freezing zone '{query:text}/{:word}': {result:text}
  freezing zone '{query:text}/{:word}' {:text}: {result:text}
  freezing all zones: {result:text}
  thawing zone '{query:text}/{:word}': {result:text}
  thawing zone '{query:text}/{:word}' {:text}: {result:text}
  thawing all zones: {result:text}
  added NTA '{query:text}' {:rest}
  removed NTA '{query:text}' {:rest}
  deleting expired NTA at {query}
  catz: {reason:rest}
  catz_{:word} {reason:rest}
  rpz: {reason:rest}
  adb: {reason:rest}
  dnstap: {reason:rest}
  DNSKEY {query:text}/{:word} ({:word}) is now {:rest}
  CDS for key {query:text}/{:word} is now {:rest}
  CDS ({:word}) for key {query:text}/{:word} is now {:rest}
  CDNSKEY for key {query:text}/{:word} is now {:rest}
  CDS (DELETE) for zone {query} is now {:rest}
  CDNSKEY (DELETE) for zone {query} is now {:rest}
  loading configuration: {reason:rest}
  reloading configuration failed: {reason:rest}
  parsing user configuration from '{path:text}'
  out of memory
  loaded GeoIP2 database '{path:text}'
  opened GeoIP2 database '{path:text}'
  obtaining root key for view {:word} from '{path:text}'
  trust-anchor-telemetry '{query:text}/IN' from {client_address}
  sending trust-anchor-telemetry query '{query:text}/{query_type}'
  {:word}: sending trust-anchor-telemetry query '{query:text}/{query_type}'
  error sending response: {reason:rest}
  error sending command response to {client_address}#{client_port:int}: {reason:text}
  rejected new control connection: {reason:rest}
  master {remote_address}#{remote_port:int} (source {:text}) deleted from unreachable cache
  primary {remote_address}#{remote_port:int} (source {:text}) deleted from unreachable cache
  samba_dlz: disallowing update of signer={user:text} name={query} type={query_type} error={reason:rest}
  samba_dlz: allowing update of signer={user:text} name={query} {:rest}
  samba_dlz: spnego update failed
  samba_dlz: {reason:rest}
  DLZ driver {reason:rest}
  Loading '{:text}' using driver {:word}
  loading DynDB instance {:rest}
  unloading DynDB instance {:rest}
  {query} has Bogus LOOPBACK A RR
  '{query:text}' points to a CNAME
  unrelated additional info '{query:text}' type {query_type} from [{remote_address}].{remote_port:int}
  dangling CNAME pointer ({query:text})
  There may be a name server already running on {:rest}
  reusing existing cache
  fctx {reason:rest}
  fetch: {query:text}/{query_type}
  fetch counters for {query} now being discarded {:rest}
  fetch counters for {query} {reason:rest}
  memory {reason:rest}
  added new zone {reason:rest}
  deleting zone {query} in view {:rest}
  zone {query} scheduled for removal via delzone
  zone {query} {reason:rest}
  {:word} zone {query} in view {:word} via {:word}
  writing to journal
  automatic interface rescan
  no forwarders seen; disabling forwarding
  not using config file logging statement for logging due to -g option
  rejected {:text} from {client_address}#{client_port:int}
  expert mode: {:rest}
  sig{:word}-checks-limit reached {:rest}
  message has {:int} byte(s) of trailing garbage
  message {:text}arsing failed: {reason:rest}
  {:word} {:word} {:word} {:word} = {:rest}
  {path:text}:{:int}: fatal error: {reason:rest}
  {path:text}:{:int}: unexpected error: {reason:rest}
  {path:text}:{:int}: {:word}({:text}) failed{:rest}
  socket{:text}: {reason:rest}
  {:text}: permission denied
  {:text}: address in use
  {:text}: file not found
  {:text} failed: {reason:rest}
  could not {reason:rest}
  Could not {reason:rest}
  Please check file and directory permissions {:rest}
  Disabling periodic interface {:rest}
  FIPS mode is {:rest}
  the limit on open files {:rest}
  couldn't {reason:rest}
  unable to {reason:rest}
  """)
