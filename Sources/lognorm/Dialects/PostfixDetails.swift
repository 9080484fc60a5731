import Lines
import MailRecord

/// Reads what a daemon says when it was told to say more: `-v`, debug_peer_list, a loglevel of TLS of 2 and up.
///
///     mx.example[192.0.2.9]:25: TLS cipher list "aNULL:-aNULL:HIGH:MEDIUM"
///     < client.example[192.0.2.10]: EHLO client.example
///     SSL_connect:SSLv3/TLS write client hello
///     match_hostaddr: mynetworks: 192.0.2.10 ~? 127.0.0.0/8
///
/// Most of it begins with the name of a function; a peer may stand before it.
/// - Parameter isClient: whether the peer came in, and is no next hop.
/// - Source: the calls of msg_info behind `if (msg_verbose)` in Postfix 3.7, and those of src/tls.
func postfixDetail(
  _ line: borrowing Span<UInt8>, _ at: Int, isClient: Bool, _ record: inout Record
) -> Bool {
  let isDialogue = line.holds("< ", at: at) || line.holds("> ", at: at)
  let start = isDialogue ? at + 2 : at
  if let host = Host(line, at: start), line.holds(": ", at: host.end),
    isDialogue || details.stand(in: line, at: host.end + 2)
  {
    isClient ? host.set(client: line, &record) : host.set(remote: line, &record)
    if isDialogue { record.maskDialogue(line, command: host.end + 2..<line.count) }
    return true
  }
  // The filter before the queue is named as the configuration names it.
  if isDialogue, let colon = line.position(of: ": ", from: start) {
    record.maskDialogue(line, command: colon + 2..<line.count)
    return true
  }
  if details.stand(in: line, at: at) || isDump(line, at) { return true }
  let word = line.end(from: at) { $0 &- 48 < 10 || $0 &- 97 < 26 || $0 == UInt8(ascii: "_") }
  guard word > at, line.position(of: "_", from: at).map({ $0 < word }) == true else { return false }
  return word == line.count || line.holds(":", at: word) || line.holds("(", at: word)
    || line.holds(" ", at: word) || line.holds("=", at: word)
}

/// `0000 16 03 01 02 00 ..|.....`, `0030 - <SPACES/NULLS>`: what went over the wire.
private func isDump(_ line: borrowing Span<UInt8>, _ at: Int) -> Bool {
  func isHex(_ byte: UInt8) -> Bool { byte &- 48 < 10 || byte &- 97 < 6 }
  let place = line.end(from: at, while: isHex)
  guard place == at + 4, line.holds(" ", at: place) else { return false }
  return line.holds("- <SPACES/NULLS>", at: place + 1) || line.end(from: place + 1, while: isHex) == place + 3
}

/// Masks what the clients and servers of SASL say to each other, and what they look up.
///
///     smtp_sasl_passwd_lookup: host `mx.isp.example' user `bob' pass `hunter2'
///     maps_find: smtp_sasl_password_maps: hash:/etc/postfix/sasl(0,lock|fold_fix): [mx.isp.example] = bob:hunter2
///     cfg_get_str: /etc/postfix/users.cf: password = hunter2
///
/// - Source: src/xsasl, src/smtp/smtp_sasl_glue.c, src/global/maps.c and src/global/cfg_parser.c.
func maskPostfixSecrets(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) {
  for word in saslWords where line.holds("xsasl_", at: at) {
    if let place = line.position(of: word, from: at) {
      record.mask(place + word.utf8CodeUnitCount..<line.count)
    }
  }
  if line.holds("SASL authentication pass: ", at: at) { record.mask(at + 26..<line.count) }
  let isClient = line.holds("smtp_sasl_", at: at) || line.holds("lmtp_sasl_", at: at)
  if isClient, let place = line.position(of: "' pass `", from: at) { record.mask(place + 8..<line.count) }
  if line.holds("cfg_get_str: ", at: at) {
    for key: StaticString in [": password = ", ": bind_pw = "] {
      if let place = line.position(of: key, from: at) {
        record.mask(place + key.utf8CodeUnitCount..<line.count)
      }
    }
  }
  let isLookup =
    line.holds("maps_", at: at) || line.holds("dict_", at: at) || line.holds("match_", at: at)
    || line.holds("proxy", at: at) || line.holds("lookup ", at: at)
  if isLookup, line.position(of: "passw", from: at) != nil,
    let place = line.lastPosition(of: " = ") ?? line.lastPosition(of: " -> "), place > at
  {
    record.mask(place + 3..<line.count)
  }
}

private let saslWords: [StaticString] = [
  "init_response ", "initial response ", "decoded response: ", "sending: ", "uncoded initial reply: ",
  "uncoded client response ", "uncoded server challenge: ", "get_passwd: ", "client response: ",
  "decoded challenge: ", "server response: ",
]

/// How such messages begin that do not name a function, or one without `_`.
private let details = Openings([
  "TLS ", "Reusing old session", "re-using session ", "save session ", "subject_CN=", "subject=", "issuer=",
  "fingerprint=", "pkey_fingerprint=", "depth=", "certificate ", "Matched ", "Untrusted ", "Trusted ",
  "Verified ",
  "cert ", "SNI ", "Server is anonymous", "issuing session ticket", "new session ticket ", "using DANE ",
  "SSL_accept:", "SSL_connect:", "Issuing session ticket", "Decrypting session ticket", "initializing ",
  "put ", "lookup ", "delete smtp", "write smtp", "read smtp", "input attribute ", "send attr ",
  "private/", "public/", "fd=", "stream ", "event: ", "reply: ", "trying... ", "trying ",
  "connection established",
  "idle timeout -- ", "process generation", "watchdog ", "proxymap stream ", "server features",
  "Using ESMTP ",
  "Using LMTP ", "recipient: ", "sender: ", "name server ", "dns reply", "begin ", "end ", "been_here",
  "daemon ",
  "master: ", "rewrite stream ", "anvil stream ", "connect stream ", "get attr", "unknown attribute", "xsasl",
  "dict ", "vstream ", "milter8", "milter ", "macro ", "cached ", "got session ", "session ", "auto_clnt",
  ">>> ", "abort all milters", "free milter ", "free all milters", "report ",
  "disconnect event to all milters",
  "send ", "fsspace: ", "connect to subsystem ", "connection closed", "before ", "after ",
  "Compiled against ",
  "Run-time linked ", "skipping ", "extract ", "mime ", "chat ", "deliver ", "start ", "finish ", "flush ",
  "close ", "open ",
  "replacing ", "discarding EHLO ", "matched peername: ", "raw public key ", "verify=", "looking up ",
  "reloaded session ", "remove session ", "query milter ", "inspect ", "receive ", "override ", "master ",
  "time to retire ", "got sigchld", "throttle ", "throttling ", "spawn command ", "chroot ", "loaded ",
  "setugid: ", "sendmsg error ", "myflock(", "clnt_stream ", "expanded and quoted query: ",
  "mysql host_init: ", "pgsql host_init: ", "PUSH boundary ", "POP boundary ", "garbage in ", "source=",
  "origin=", "allowlisting ", "whitelisting ", "request: ", "request ignored", "wakeup ", "defer ",
  "enable transport ", "enable site ", "old-style ", "record ", "enabling VERP ", "done ", "recipient limit ",
  "received master ", "v6_target=", "connecting to ", "disposing SASL ", "MX name ", "renamed file ",
  "remove ", "queue: ", "client socket ", "--- ", "====", "`", "wildcard_{", "no trace file ", "chdir ",
  "frag_len=", "SASL authentication ", "client flags = ", "server flags = ", "initial envelope ",
  "extracted envelope ", "masquerade: ", "PUT ", "GOT ", "PROBE ", "forward ", "spool_uid/gid ",
  "-c option ignored", "-cc option ignored", "Read ", "Write ", "site ", "flags for ", ": stress=", "flags: ",
  "name: ", "type: ", "wakeup: ", "path: ", "arg[", "status_fd ", "children: ", "next: ", "level: ", "fp: ",
  "offset: ", "user: ", "delivered: ", "relay: ", "why: ", "domain: ", "local: ", "extension: ",
  "unmatched: ", "owner: ", "listen: ", "max_proc: ", "throttle: ", "avail: ", "total: ", "pref ",
  "set user_attr: ", "Search found ", "search returned ", "Entry doesn't ", "Leaving dict_ldap",
  "starting new SASL client", "Using ", "delete ", "host name lookup methods",
])
