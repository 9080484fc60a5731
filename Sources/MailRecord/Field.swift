/// Every field of every record, in the order in which they are written. This list is the contract.
///
/// A field's comment is its line in mailrecord(5): type, then meaning; the manual page is made from here.
/// New fields are only added, and a field has one type for ever. There may be up to 255.
/// A `CodingKey` has its name as `stringValue` from the compiler; `"\(field)"` would wake the runtime's reflection.
public enum Field: Int, CaseIterable, CodingKey, BitwiseCopyable, Sendable {
  /// string; what the record is: event, delivery, message, reject, session, flow, stat or end
  case type
  /// string; delivery, message, session: a name that depends on the input alone
  case id
  /// integer; message: how often it was written before, less complete; left out when 0
  case rev
  /// time; the instant, the most exact stamp of the line; of a delivery or session its end
  case time
  /// time; delivery, session: when it began
  case start
  /// time; delivery, message: when the message entered the queue
  case born
  /// time; message: when it left the queue, or when the log last spoke of it
  case done
  /// integer; number of the line in its input, from 1
  case line
  /// string; the file that held the line, when one was named
  case file
  /// string; RFC 5424 HOSTNAME
  case host
  /// string; RFC 5424 APP-NAME: the program
  case app
  /// integer; RFC 5424 PROCID
  case pid
  /// string; syslog facility: kern, user, mail, daemon, auth, ...
  case facility
  /// string; severity as transported: debug, info, notice, warning, error, critical, alert or emergency
  case level
  /// string; the dialect that read the line: qmail, postfix, sendmail, exim, ...
  case mta
  /// string; instance of the MTA, where one host runs several
  case instance
  /// string; service within the program, as submission/smtpd
  case service
  /// string; the program's own name of a session or connection
  case session_id
  /// integer; audit: number of the event, which its records share
  case serial
  /// string; audit: type of the record: SYSCALL, USER_LOGIN, ...
  case record_type
  /// string; container logs: stdout or stderr
  case stream
  /// string; RFC 5424 MSGID: the kind of message
  case syslog_msgid
  /// string; RFC 5424 STRUCTURED-DATA as it stands, [origin ip="192.0.2.7"]
  case structured_data
  /// string; the message text after the header, verbatim
  case text
  /// string; the MTA's own name of the message; used again when its life is over
  case queue_id
  /// string; Message-ID without angle brackets
  case message_id
  /// string; ENVID of RFC 3461
  case envelope_id
  /// string; envelope sender without angle brackets, as logged; "" is the null sender
  case sender
  /// string; envelope recipient without angle brackets, as logged
  case recipient
  /// string; recipient before aliases and rewriting
  case original_recipient
  /// string; address in the From: header
  case header_from
  /// string; address in the To: header
  case header_to
  /// string; Subject: header, as logged
  case subject
  /// integer; bytes of the message
  case size
  /// integer; number of recipients
  case recipients
  /// string; name of the client that came in, as the server found it
  case client_name
  /// string; its IP address
  case client_address
  /// integer; its port
  case client_port
  /// string; what it called itself in HELO or EHLO
  case helo
  /// string; what was spoken: smtp, pop3, imap, qmtp, ...
  case `protocol`
  /// string; name of the address that was called
  case local_name
  /// string; IP address that was called
  case local_address
  /// integer; port that was called
  case local_port
  /// string; how the client logged in: PLAIN, CRAM-MD5, ...
  case auth_method
  /// string; as whom
  case auth_user
  /// string; TLSv1.3, ...
  case tls_version
  /// string; cipher suite
  case tls_cipher
  /// integer; strength of the cipher in bits
  case tls_bits
  /// string; whether the peer's certificate proved good, in the program's word
  case tls_verify
  /// string; distinguished name in the peer's certificate
  case tls_peer
  /// string; name that the client asked for
  case tls_sni
  /// string; who the client's host says the user is (RFC 1413), or the local user
  case ident
  /// string; SMTP or IMAP commands of the connection with their counts, as logged
  case commands
  /// string; SMTP command under way: CONNECT, HELO, MAIL, RCPT, DATA, ...
  case stage
  /// string; name of the next hop
  case remote_mta
  /// string; its IP address
  case remote_address
  /// integer; its port
  case remote_port
  /// string; sendmail's mailer, Exim's transport: what carried the message on
  case mailer
  /// string; Exim's router
  case router
  /// integer; how often the connection was used before and now
  case connection_use
  /// string; delivered, relayed, delayed, failed, expanded (RFC 3464); rejected, greylisted, discarded, held, expired
  case action
  /// string; RFC 3463 code, as 5.1.1
  case enhanced_status
  /// integer; RFC 5321 reply code, as 550
  case reply_code
  /// string; what the next hop or the delivery agent said, verbatim
  case diagnostic
  /// string; rule, check, list or ruleset that decided
  case rule
  /// string; why, in the program's words, where it is no reply of a next hop
  case reason
  /// number; seconds from birth to the end of this attempt
  case delay
  /// number; seconds that this attempt took
  case xdelay
  /// string; Postfix's a/b/c/d, as logged
  case delays
  /// string; the id under which the next hop queued the message; of a local forward the qp of the new message
  case next_queue_id
  /// integer; qmail: number of the delivery
  case delivery
  /// string; qmail: local or remote
  case channel
  /// integer; qmail: process id of the qmail-queue that took the message in
  case qp
  /// integer; qmail: user id under which it was queued
  case uid
  /// integer; qmail: local deliveries in progress
  case concurrency_local
  /// integer; qmail: how many may be
  case limit_local
  /// integer; qmail: remote deliveries in progress
  case concurrency_remote
  /// integer; qmail: how many may be
  case limit_remote
  /// integer; connections open
  case connections
  /// integer; how many may be
  case limit_connections
  /// integer; wait status of a program that ended, as logged
  case exit_status
  /// string; name of what a virus scanner found
  case virus
  /// number; spam score
  case score
  /// string; what a filter decided, in its own word
  case verdict
  /// number; score from which on a message is spam
  case required_score
  /// string; tests that hit, as logged
  case tests
  /// number; seconds that the scan took
  case scan_time
  /// string; d= of a DKIM signature
  case dkim_domain
  /// string; s= of a DKIM signature
  case dkim_selector
  /// string; policy that applied: DMARC p=, greylist list, amavis bank
  case policy
  /// string; the account that the line is about
  case user
  /// string; the account that it became or acted on: su, sudo
  case target_user
  /// string; who logged in first: audit auid, su's logname
  case login_user
  /// string; a group of accounts that the line is about
  case target_group
  /// integer; its number
  case gid
  /// string; terminal
  case tty
  /// string; command line that was run
  case command
  /// string; program file
  case exe
  /// string; audit: the system call, by name or number
  case syscall
  /// string; audit: what was done, in the program's own words
  case operation
  /// string; working directory
  case directory
  /// string; file or directory that the line speaks of
  case path
  /// integer; Kerberos: seconds since 1970 at which the user proved who he is; all his tickets have it
  case authtime
  /// string; Kerberos: encryption types that the client asked for
  case etypes
  /// string; Kerberos: encryption types of the ticket: rep of the reply, tkt of the ticket, ses of the session
  case ticket_etypes
  /// string; Kerberos: the hash of the ticket, where the KDC logs it
  case ticket_hash
  /// string; success or failed, in the program's word
  case result
  /// string; folder of a mailbox
  case mailbox
  /// integer; messages in the mailbox, or fetched
  case messages
  /// integer; messages deleted
  case deleted
  /// integer; bytes that came in
  case bytes_in
  /// integer; bytes that went out
  case bytes_out
  /// string; DNS: name that was asked for
  case query
  /// string; DNS: type that was asked for
  case query_type
  /// integer; lines that a logger says it dropped
  case lost
  /// string; fields in which lognorm put ***** for a secret
  case masked
  /// boolean; message: whether the log showed it leave the queue; delivery, session: false while it lasts
  case complete
  /// integer; message: attempts that ended in success
  case delivered
  /// integer; message: attempts that ended in failure
  case failed
  /// integer; message: attempts that ended in deferral
  case delayed
  /// integer; message: qp of the bounce message that was made of it
  case bounce_qp
  /// string; message: id of the message that this one came of (bounce, forward)
  case parent
  /// array of strings; message: ids of the messages that came of it
  case children
  /// array of objects; message kept in a state file: qp of each child not yet seen, and the time it was told
  case waiting
  /// boolean; message kept in a state file: true while its parent may still come to light
  case orphan
  /// array of objects; message: one entry a recipient, with its last action
  case to
  /// integer; in `to`: attempts that ended
  case attempts
  /// time; in `to`: when the first attempt began
  case first
  /// time; in `to`: when the last attempt ended
  case last
  /// number; session: seconds from start to end
  case duration
  /// integer; number of an expanded "message repeated N times" line, 1..N; of more than 10000 the last one has N
  case `repeat`
  /// string; base64 of the original line, when it was not valid UTF-8, held NUL or was cut
  case bytes
  /// integer; bytes of the line that were too many and are not here
  case cut
  /// string; set by logclass: what happened, MTA-neutral
  case `class`
  /// string; set by logclass: debug, info, notice, warning, error, critical, alert or emergency
  case severity
  /// string; set by logclass: why mail was refused, delayed or failed, or a login, in one taxonomy for all programs
  case cause
  /// string; set by logclass: where the client, else the sender is, by the site's map
  case scope
  /// string; set by logclass: where the recipient is, by the site's map
  case recipient_scope
  /// string; set by logclass: group of the user, by the site's map
  case group
}
