import Lines
import MailRecord

/// One program's way of logging: the names it has in logs, and the function that reads what it says.
struct Dialect: Sendable {
  let mta: StaticString
  let apps: [StaticString]
  /// Reads the text in `range` of a line into the record; false when it can't.
  let parse: @Sendable (_ line: borrowing Span<UInt8>, _ text: Range<Int>, inout Record) -> Bool
}

/// Every dialect lognorm reads, in alphabetical order. To add one: a file in Dialects/, a row here, a folder of
/// cases in Tests/Golden/lognorm.
let dialects: [Dialect] = [
  Dialect(
    mta: "daemontools",
    apps: ["envdir", "envuidgid", "multilog", "setlock", "setuidgid", "softlimit", "supervise", "svscan"],
    parse: parseDaemontools),
  Dialect(mta: "qmail", apps: ["qmail-scanner", "qmail-scanner-queue.pl"], parse: parseQmailScanner),
  Dialect(mta: "qmail", apps: ["qmail-send", "qmail"], parse: parseQmailSend),
  Dialect(
    mta: "qmail", apps: ["qmail-smtpd", "qmail-qmtpd", "qmail-pop3d", "qmail-popup"], parse: parseQmailSmtpd),
  Dialect(mta: "qmail", apps: ["rblsmtpd"], parse: parseRblsmtpd),
  Dialect(mta: "qmail", apps: ["recordio"], parse: parseRecordio),
  Dialect(mta: "qmail", apps: ["simscan"], parse: parseSimscan),
  Dialect(mta: "qmail", apps: ["spamdyke"], parse: parseSpamdyke),
  Dialect(mta: "qmail", apps: ["sslserver", "tcpserver"], parse: parseTcpserver),
  Dialect(
    mta: "qmail",
    apps: [
      "vpopmail", "vchkpw", "vchkpw-imap", "vchkpw-imaps", "vchkpw-pop3", "vchkpw-pop3s", "vchkpw-smtp",
      "vchkpw-smtps", "vchkpw-submission",
    ], parse: parseVchkpw),
]
