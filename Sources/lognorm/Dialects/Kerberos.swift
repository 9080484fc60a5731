import Lines
import MailRecord

/// Reads what MIT Kerberos's key distribution centre says of tickets.
///
///     AS_REQ (4 etypes {18 17}) 192.0.2.9: NEEDED_PREAUTH: bob@X.EXAMPLE for krbtgt/X.EXAMPLE@X.EXAMPLE, Additional pre-authentication required
///
/// - Source: MIT Kerberos 1.6 to 1.21: kdc/kdc_log.c, kdc/main.c.
func parseKrb5kdc(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  krb5kdcShapes.read(line, text, &record) || parsePam(line, text, &record)
}

/// Reads what its administration server says.
///
///     Request: kadm5_create_principal, bob@X.EXAMPLE, success, client=root/admin@X.EXAMPLE, service=kadmin/admin@X.EXAMPLE, addr=192.0.2.9
///
/// - Source: kadmin/server/server_stubs.c.
func parseKadmind(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  kadmindShapes.read(line, text, &record) || parsePam(line, text, &record)
}

private let krb5kdcShapes = Shapes(
  """
  AS_REQ ({:int} etypes {{{:text}}) {client_address}: ISSUE: authtime {:int}, {:text}, {user:text} for \
  {target_user:text}
  TGS_REQ ({:int} etypes {{{:text}}) {client_address}: ISSUE: authtime {:int}, {:text}, {user:text} for \
  {target_user:text}
  AS_REQ ({:int} etypes {{{:text}}) {client_address}: NEEDED_PREAUTH: {user:text} for {target_user:text}, \
  {reason:text}
  AS_REQ ({:int} etypes {{{:text}}) {client_address}: PREAUTH_FAILED: {user:text} for {target_user:text}, \
  {reason:text}
  AS_REQ ({:int} etypes {{{:text}}) {client_address}: DECRYPT_CLIENT_KEY: {user:text} for \
  {target_user:text}, {reason:text}
  AS_REQ ({:int} etypes {{{:text}}) {client_address}: CLIENT_NOT_FOUND: {user:text} for \
  {target_user:text}, {reason:text}
  AS_REQ ({:int} etypes {{{:text}}) {client_address}: {result}: {user:text} for {target_user:text}, \
  {reason:text}
  TGS_REQ ({:int} etypes {{{:text}}) {client_address}: UNKNOWN_SERVER: authtime {:int}, {user:text} for \
  {target_user:text}, {reason:text}
  TGS_REQ ({:int} etypes {{{:text}}) {client_address}: LOOKING_UP_SERVER: authtime {:int}, {user:text} for \
  {target_user:text}, {reason:text}
  TGS_REQ ({:int} etypes {{{:text}}) {client_address}: {result}: authtime {:int}, {user:text} for \
  {target_user:text}, {reason:text}
  {:word} {client_address}: {result}: {:rest}
  AS_REQ ({:int} etypes {{{:text}}) {client_address}: {:rest}
  TGS_REQ ({:int} etypes {{{:text}}) {client_address}: {:rest}
  ... {:rest}
  DISPATCH: {reason:rest}
  preauth ({:text}) {:word} {:word}: {reason:rest}
  closing down fd {:int}
  commencing operation
  starting
  listening on fd {:int}: {:rest}
  set up {:int} sockets
  setting up network{:rest}
  Setting up {:rest}
  setsockopt({:rest}
  skipping unrecognized local address family {:int}
  shutting down
  exiting
  finished, exiting
  Got signal to request exit
  got SIGHUP{:rest}
  {:text}: Cannot {reason:rest}
  """)

private let kadmindShapes = Shapes(
  """
  commencing operation
  starting
  listening on fd {:int}: {:rest}
  set up {:int} sockets
  setting up network{:rest}
  Setting up {:rest}
  setsockopt({:rest}
  skipping unrecognized local address family {:int}
  shutting down
  exiting
  finished, exiting
  Got signal to request exit
  got SIGHUP{:rest}
  {:text}: Cannot {reason:rest}
  Request: {command}, {target_user:text}, {result:text}, client={user:text}, service={service}, \
  addr={client_address}
  Unauthorized request: {command}, {target_user:text}, client={user:text}, service={service}, \
  addr={client_address}
  Authentication attempt failed: {client_address}, {reason:rest}
  chpw request from {client_address} for {user:text}: {result:text}
  {command:text}: {:rest}
  """)
