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
  Cleaned cache of {:int} RRs
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
