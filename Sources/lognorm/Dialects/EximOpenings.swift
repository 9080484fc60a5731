import Lines
import MailRecord

/// Whether a message that Exim is known to write stands at `at`.
func isEximMessage(_ line: borrowing Span<UInt8>, _ at: Int) -> Bool {
  if eximOpenings.stand(in: line, at: at) { return true }
  let head = line.extracting(at..<min(at + 80, line.count))
  for words in eximMiddles where head.position(of: words, from: 0) != nil { return true }
  return line.ends(with: ": error ignored")
}

/// How Exim's messages begin that have no id, or stand behind one.
///
/// - Source: the calls of log_write in Exim 4.98.
private let eximOpenings = Openings([
  "(any IPv", "\"discard\" verb ", "\"drop\" verb ", "=> blackhole ", "=> discarded (", "ACL ",
  "ALPN unusable ", "ATRN ", "Abandon queue run",
  "Bad expansion ", "CNAME loop ", "Cannot ", "Ci=", "Completed", "Configuration ", "Connecting to ",
  "Connection aborted; ", "Connection from ", "Couldn't ", "DANE ", "DB file ", "DCC: ", "DKIM: ", "DMARC",
  "DNS list lookup ", "Daemon cannot be run ", "Delivery deferred by system filter", "Delivery status for ",
  "EHLO/HELO response ",
  "ETRN ", "End '", "End queue run: ", "Envelope-", "Error in ", "Error or EOF on input from ",
  "Error reading ", "Exim ", "Expansion of ", "F=<", "Failed ", "Failed writing ", "Fork failed ",
  "Format error in spool file ", "Frozen", "H=", "Header modification in data ACLs ", "IPv4 socket ",
  "Input from inetd ",
  "IPv6 socket ", "Internal error", "LMTP error ", "Lookup module ", "Loop detected in lookup ",
  "MIME acl condition warning", "Malformed ", "Message abandoned", "Message is frozen", "Message removed ",
  "Node ", "OCSP ", "PRDR ", "Process ", "Received TLS ", "Remote host closed connection", "Required TLS ",
  "Rewrite of ", "SA: ", "SIGINT received", "SIGHUP", "SIGSEGV (", "SIGTERM received", "SMTP call from ",
  "SMTP command timeout ", "SMTP connection ", "SMTP data timeout ", "SMTP error ",
  "SMTP protocol ", "SMTP syntax ", "SMTP timeout ", "SPF", "SSL ", "SSL_", "Sender identification",
  "Server certificate ", "Setting IPV6_V6ONLY ", "Spool ", "Spool error", "Spool file ", "Spool2 ",
  "Start ", "TCP port ", "TLS ALPN ", "TLS error ", "TLS session", "Taint mismatch", "Tainted ",
  "Temporary error with DCC", "Too many recipients: ", "U=", "Unable to ", "Unexpected error ",
  "Unfrozen by ", "VRFY failed ", "WARNING: ", "Warning: ", "Wrong ownership ", "[127.0.0.1] ", "acl_smtp_",
  "address <", "all hosts ", "all spamd ", "arc: ", "ARC: ", "attempt to ", "authenticator failed for ",
  "auxiliary ",
  "bind of [", "both local_from_check ", "bounce ", "callout ", "can't ", "cancelled by ", "cannot ",
  "closed connection", "configuration file ", "configured error code ", "connection from ", "could not ",
  "creation of pipe ", "cwd=", "daemon: ", "database lock file ", "debug tag ", "debugging ",
  "deferring ", "delivering ", "delivery process ", "delivery re-exec ", "delivery setrlimit",
  "discarded by ", "dmarc: ", "dnsdb ", "dnslist query ", "dnslists domain ", "dnssec fail ",
  "dns_again_means_nonexist ", "dovecot_auth ", "error in ", "error on ", "exec of ", "exim ", "exim: ",
  "exim user lost privilege ", "expansion of ", "failed in ", "failed to ", "failure ", "fake ",
  "fork failed ", "fork of ", "frozen by ", "getsockname() ", "header syntax ", "host name alias list ",
  "host lookup ", "ident connection ", "ignoring ", "initgroups ", "internal error", "internal problem ",
  "internal scanner error ", "invalid ", "kept alive", "link(", "list matching forced to fail: ",
  "listen backlog ", "listen() failed ", "local_scan() ", "log directory space check failed",
  "log_file_path ", "lost ", "lowest numbered MX ", "mail server ", "malware acl condition: ",
  "mime_regex acl ", "moved from ", "multiple ", "new_router ", "nmh lookup", "no @ found ",
  "no IP address found for host ", "no MAIL in ", "no MX record", "no data ", "no host name found for ",
  "no immediate delivery: ", "no sender", "not delivering", "notify triggered queue run", "openssl ",
  "original recipients ignored ", "overlong message header", "partial matching ", "peer close after ",
  "pid file path ", "plain authenticator failed", "login authenticator failed", "process ",
  "queue run: ", "qualify/rewrite: ", "re-exec of exim ", "readsock ", "recipient <", "recipient verify ",
  "redirection process ", "refused connection ", "regex acl condition", "regular expression error: ",
  "rejected ", "rejected by ", "removed by ", "rescind the above ", "retry time ", "retry timeout ",
  "rewrite: ", "rewrite rule ", "ridiculously long ", "rmdir(", "routing failed", "routing loop ",
  "sender address changed ", "sender verify ", "setrlimit(", "shadow transport ", "signing: ",
  "smtp_notquit_exit() ", "smtp-wait database ", "socket bind() ", "socks ", "spam acl condition: ",
  "spool directory space check failed", "spamd took ", "string too ", "string_", "store_", "syntax error ",
  "system filter ", "tainted ", "temporarily refused connection ", "timed out while reading ",
  "tls_require_ciphers ", "tls_verify_certificates ", "too many lookups ", "too many recipients: ",
  "unable to ", "unexpected ", "unfrozen by ",
  "unknown ", "unlink(", "unqualified ", "using ", "verify ", "warning: ", "writing error ",
  "2nd fork ", "Attempt to ", "Bad db record ", "Can't ", "Could not ", "Duplicate lookup name ", "Long ",
  "Module ", "More than one path ", "SEGV_", "Stat failed ", "Timeout on ", "Unknown DCC response",
  "Unrecognised socks ", "Wrong header from DCC", "already initialised ", "backtrace", "bad ",
  "buffer underflow ",
  "deliver_datafile ", "dlfunc{", "excessive memory ", "fork() failed ", "getdegid() ", "getrlimit(",
  "getsockopt() ", "header snprintf ", "internal ", "live variable ", "local part longer ",
  "log_write called ",
  "malloc() failed ", "no port specified ", "null conn-context ", "overlong ", "pid ", "pid_file_path ",
  "priv_restore: ", "remote delivery process ", "responsible-mailbox truncated", "setitimer() ",
  "setsockopt(", "setting SO_REUSEADDR ", "setup fail ", "signing_init: ", "spool_directory ",
  "syslog_processname ", "temporarily rejected ", "priv_drop_temp: ", "getgroups: ", "setgroups: ",
  "setegid(",
  "seteuid(", "getdeuid() ", "getegid() ", "fork failed", "Address for ", "user set without group ",
  "one (and only one) ", "both ", "temp_errors must ", "directory must ", "command, data, or final timeout ",
])

/// What stands near the beginning of messages that begin with a name: of a router, a transport, a method.
private let eximMiddles: [StaticString] = [
  " authenticator cancelled ", " authenticator failed ", " authenticator: ", " authenticator (",
  " incomplete transaction", " router: ", " router generated ", " router:", " sender verify ",
  " transport output: ", " transport process ", " transport: ", " transport:", " SSL verify error",
  "SIGHUP received: re-exec", " rewritten as ", " daemon started: ", " received while reading ",
  " lost while reading message data", ": accepted by +include_", " rejected by local_scan()", " dropped by ",
  " verify denied by event-action", " accept() failure", ": at least one malformed recipient address: ",
  ": no recipient addresses", ": excessively long message header ", ": message too big ",
  ": too many recipients ", ": rejected by ", " Received TLS cert", " after QUIT, ", " found in headers",
  " router returned unknown value ", ": callout unencrypted to ", ": delivering unencrypted to ",
  " does not appear to be a ", " warning - invalid spamd ", " routing yielded ", ">: failed to expand ",
  " (while routing <", " (while verifying <", " router failed to expand ", " (making callout connection): ",
  " after expansion: ", " does not contain the expected module ", ": should not happen",
]
