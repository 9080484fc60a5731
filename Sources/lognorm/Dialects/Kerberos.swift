import Lines
import MailRecord

/// Reads what MIT Kerberos's key distribution centre says of tickets.
///
///     AS_REQ (4 etypes {18 17}) 192.0.2.9: NEEDED_PREAUTH: bob@X.EXAMPLE for krbtgt/X.EXAMPLE@X.EXAMPLE, Additional pre-authentication required
///
/// The user is the client, the service what the ticket is for. All tickets that follow from one password have its
/// `authtime`, so that AS_REQ and TGS_REQ can be tied.
/// - Source: MIT Kerberos's kdc/kdc_log.c, do_as_req.c, do_tgs_req.c, dispatch.c, kdc_preauth.c, main.c.
func parseKrb5kdc(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  krb5kdcShapes.readOrPAM(line, text, &record)
}

/// Reads what its administration server says.
///
///     Request: kadm5_create_principal, bob@X.EXAMPLE, success, client=root/admin@X.EXAMPLE, service=kadmin/admin@X.EXAMPLE, addr=192.0.2.9
///
/// - Source: kadmin/server/server_stubs.c, ovsec_kadmd.c, schpw.c; both servers' lib/apputils/net-server.c.
func parseKadmind(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  kadmindShapes.readOrPAM(line, text, &record)
}

private let krb5kdcShapes = Shapes(kdcTickets, kerberosServer)
private let kadmindShapes = Shapes(kadmindRequests, kerberosServer)

private let kdcTickets: StaticString = """
  AS_REQ ({:int} etypes {{{etypes:text}}) {client_address}: ISSUE: authtime {authtime:int}, etypes \
  {{{ticket_etypes:text}}, {user:text} for {service}
  TGS_REQ ({:int} etypes {{{etypes:text}}) {client_address}: ISSUE: authtime {authtime:int}, etypes \
  {{{ticket_etypes:text}}, {user:text} for {service}
  AS_REQ ({:int} etypes {{{etypes:text}}) {client_address}: ISSUE: authtime {authtime:int}, etypes \
  {{{ticket_etypes:text}}, {user:text} for {service}, {ticket_hash:rest}
  TGS_REQ ({:int} etypes {{{etypes:text}}) {client_address}: ISSUE: authtime {authtime:int}, etypes \
  {{{ticket_etypes:text}}, {user:text} for {service}, {ticket_hash:rest}
  AS_REQ ({:int} etypes {{{etypes:text}}) {client_address}: {result:text}: {user:text} for {service}, \
  {reason:rest}
  TGS_REQ ({:int} etypes {{{etypes:text}}) {client_address}: {result:text}: authtime {authtime:int}, \
  {user:text} for {service}, {reason:rest}
  TGS_REQ ({:int} etypes {{{etypes:text}}) {client_address}: {result:text}: authtime {authtime:int}, \
  {:text} for <unknown server>, {reason:rest}
  TGS_REQ ({:int} etypes {{{etypes:text}}) {client_address}: {result:text}: {user:text} for {service}, \
  {reason:rest}
  Too many errors from {client_address}
  Realm {:word} already configured
  Ignoring {reason:rest}
  TGS_REQ {client_address}: {result:text}: authtime {authtime:int}, {user:text} for {service}, 2nd tkt \
  client {target_user}
  TGS_REQ {client_address}: {result:text}: authtime {authtime:int}, {user:text} for {service:text}, \
  {reason:rest}
  ... PROTOCOL-TRANSITION s4u-client={user:rest}
  ... CONSTRAINED-DELEGATION s4u-client={user:rest}
  bad realm transit path from '{user:text}' to '{service:text}' via '{:text}'
  unexpected error checking transit from '{user:text}' to '{service:text}' via '{:text}': {reason:rest}
  TGS_REQ: UNKNOWN SERVER: server='{service:text}'
  TGS_REQ: issuing TGT {service:rest}
  TGS_REQ: issuing alternate <un-unparsable> TGT
  DISPATCH: repeated (retransmitted?) request from {client_address}, resending previous response
  DISPATCH: repeated (retransmitted?) request from {client_address} during request processing, dropping \
  repeated request
  preauth ({:text}) verify failure: {reason:rest}
  preauth {:word} failed to {reason:rest}
  {:word} required but hint list is empty
  AS_REQ : handle_authdata ({:int})
  TGS_REQ : handle_authdata ({:int})
  creating {:int} worker processes
  worker {:int} exited with status {:int}
  signal {:int} received in supervisor
  """

private let kadmindRequests: StaticString = """
  Request: {command}, {target_user:text}, success, client={user:text}, service={service}, \
  addr={client_address}
  Request: kadm5_init, {target_user:text}, {result:text}, client={user:text}, service={service}, \
  addr={client_address}, vers={:int}, flavor={:int}
  Request: {command}, {target_user:text}, {result:text}, client={user:text}, service={service}, \
  addr={client_address}
  Unauthorized request: {command}, {target_user:text}, client={user:text}, service={service}, \
  addr={client_address}
  Authentication attempt failed: {client_address}, {reason:rest}
  WARNING! Forged/garbled request: {command}, claimed client = {user:text}, server = {service}, addr = \
  {client_address}
  Miscellaneous RPC error: {client_address}, {reason:rest}
  chpw request from {client_address} for {user:text}: success
  setpw request from {client_address} by {user:text} for {target_user:text}: success
  chpw request from {client_address} for {user:text}: {result:text}
  setpw request from {client_address} by {user:text} for {target_user:text}: {result:text}
  chpw: Couldn't open admin keytab {reason:rest}
  {reason:text}, aborting
  """

private let kerberosServer: StaticString = """
  commencing operation
  No dictionary file specified, continuing without one.
  starting
  listening on fd {:int}: {:rest}
  set up {:int} sockets
  setting up network...
  Setting up {:word} socket for address {:rest}
  Setting pktinfo on socket {:rest}
  setsockopt({:int},IPV6_V6ONLY,{:int}) {:rest}
  no IPV6_V6ONLY socket option support
  skipping unrecognized local address family {:int}
  closing down fd {:int}
  shutting down
  exiting
  finished, exiting
  Got signal to request exit
  Got signal to reset
  got SIGHUP{:rest}
  too many connections
  dropping {:word} fd {:int} from {client_address}
  TCP client {client_address} wants {:int} bytes, cap is {:int}
  Failed setting up {:text} socket (for {:text})
  Cannot {:text} RPC service: {reason:rest}
  {:text} - while {reason:rest}
  {:word}: Cannot {reason:rest}
  Address already added to server
  Removing address {local_address} since wildcard address is being added
  System does not support pktinfo yet binding to a wildcard address.{:rest}
  Invalid port {:int}
  No addresses added to the net server
  UNIX domain socket path too long: {path:rest}
  Failed getting address info (for {:text}): {reason:rest}
  descriptor {:int} closed but still in svc_fdset
  Error attempting to add verto event
  getsockname failed: {reason:rest}
  error constructing {:word} error{:rest}
  not checking transit path
  TGS_REQ: SESSION KEY or MUTUAL
  client needs {:text}preauth{:rest}
  {:word} preauth mechanism list:
  ... {:word}({:int})
  .. {:rest}
  checking padata
  """

/// Reads what Heimdal's key distribution centre says.
///
///     AS-REQ alice@EXAMPLE.COM from IPv4:192.0.2.9 for krbtgt/EXAMPLE.COM@EXAMPLE.COM
///
/// - Source: Heimdal 7's kdc/kerberos5.c, kdc/krb5tgs.c.
func parseHeimdal(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  heimdalShapes.readOrPAM(line, text, &record)
}

private let heimdalShapes = Shapes(
  """
  AS-REQ {user:text} from IPv4:{client_address:ip} for {service:rest}
  AS-REQ {user:text} from IPv6:{client_address:ip} for {service:rest}
  TGS-REQ {user:text} from IPv4:{client_address:ip} for {service}
  TGS-REQ {user:text} from IPv6:{client_address:ip} for {service}
  TGS-REQ {user:text} from IPv4:{client_address:ip} for {service} [{:text}]
  TGS-REQ {user:text} from IPv6:{client_address:ip} for {service} [{:text}]
  UNKNOWN -- {user:text}: {reason:rest}
  Failed to decrypt PA-DATA -- {user:text} (enctype {:word}) error {reason:rest}
  {:word} Pre-authentication succeeded -- {user:text} using {:word}
  {:word} Pre-authentication succeeded -- {user:text}
  No preauth found, returning PREAUTH-REQUIRED -- {user:rest}
  Client ({user:text}) is locked out
  Client expired -- {user:rest}
  Server not found in database: {service:text}: {reason:rest}
  Client not found in database: {user:text}: {reason:rest}
  Ticket expired (krbtgt)
  sending {:int} bytes to IPv4:{client_address:ip}
  sending {:int} bytes to IPv6:{client_address:ip}
  AS-REQ authtime: {:rest}
  TGS-REQ authtime: {:rest}
  Client supported enctypes: {:rest}
  Client sent patypes: {:rest}
  Looking for {:rest}
  Using {:rest}
  Requested flags: {:rest}
  listening on {:rest}
  KDC started{:rest}
  Terminated{:rest}
  """)
