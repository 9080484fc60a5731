import Lines
import MailRecord
import Timestamps

/// One program's way of logging: the names it has in logs, and the function that reads what it says.
struct Dialect: Sendable {
  typealias Parse = @Sendable (_ line: borrowing Span<UInt8>, _ text: Range<Int>, inout Record) -> Bool
  typealias Test = @Sendable (_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool
  typealias RowTest = @Sendable (_ line: borrowing Span<UInt8>, LoginStamp) -> Bool

  /// The mail system that the program belongs to; nil when it has nothing to do with mail.
  var mta: StaticString?
  let apps: [StaticString]
  /// Reads the text in `range` of a line into the record; false when it can't.
  let parse: Parse
  /// Whether a text without a tag is this program's: for those that write log files of their own.
  var claims: Test?
  /// The bytes that a text may begin with which it claims; nil for any.
  var heads: StaticString?
  /// Whether a line without a tag is this program's, which has such a stamp within.
  var claimsRow: RowTest?
  /// What of others it tells, which may hold passwords and is looked through for them.
  var tells = Tells.nothing
  /// Whether a line without stamp and tag goes on with the program's line before it.
  var continues: Test?
  /// Whether the program dates a message in one line of several: `Date: Sat Nov 21 00:00:00 2026`.
  var isDatedByLines = false
}

/// What a program tells of others: nothing, what they ran, or whatever they wrote.
enum Tells { case nothing, commands, texts }

/// What begins the name of a service.
private let word: StaticString = "-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/// Every dialect lognorm reads, by kind and name. To add one: a file in Dialects/, a row here, a folder of
/// cases in Tests/Golden/lognorm.
let dialects: [Dialect] = [
  // MTAs and MDAs.
  Dialect(mta: "assp", apps: ["assp", "assp.pl"], parse: parseASSP, claims: isASSP),
  Dialect(
    mta: "courier",
    apps: [
      "courierd", "courieresmtpd", "courieresmtp", "courierlocal", "courierdsn", "courierfax", "courieruucp",
      "courierfilter", "courier", "courieresmtpd-ssl", "courieresmtpd-msa", "esmtpd", "esmtpd-ssl",
      "esmtpd-msa",
      "couriertls", "submit",
    ], parse: parseCourier),
  Dialect(
    mta: "daemontools",
    apps: ["envdir", "envuidgid", "multilog", "setlock", "setuidgid", "softlimit", "supervise", "svscan"],
    parse: parseDaemontools),
  Dialect(mta: "dma", apps: ["dma"], parse: parseDMA),
  // Before Exim, which claims whatever begins with a bracket.
  Dialect(mta: "haraka", apps: ["haraka", "Haraka"], parse: parseHaraka, claims: isHaraka, heads: "[l"),
  Dialect(
    mta: "exim", apps: ["exim", "exim4"], parse: parseExim, claims: isExim, continues: continuesExim),
  Dialect(
    mta: "maildrop", apps: ["maildrop", "Date", "File", "From", "Subj"], parse: parseMaildrop,
    claims: isMaildrop, heads: "!m", isDatedByLines: true),
  Dialect(mta: "msmtp", apps: ["msmtp"], parse: parseMsmtp, claims: isMsmtp),
  Dialect(mta: "nullmailer", apps: ["nullmailer-send", "nullmailer"], parse: parseNullmailer),
  Dialect(
    mta: "opensmtpd", apps: ["smtpd", "opensmtpd", "OpenSMTPD", "smtpctl"],
    parse: parseOpenSMTPD, claims: isOpenSMTPD, heads: "0123456789abcdef"),
  Dialect(mta: "postfix", apps: ["postfix"], parse: parsePostfix),
  Dialect(
    mta: "procmail", apps: ["procmail"], parse: parseProcmail, claims: isProcmail, heads: " Fp",
    isDatedByLines: true),
  Dialect(mta: "qmail", apps: ["qmail-scanner", "qmail-scanner-queue.pl"], parse: parseQmailScanner),
  Dialect(
    mta: "qmail", apps: ["qmail-send", "qmail"], parse: parseQmailSend, claims: isQmailSend,
    heads: "bdeins"),
  Dialect(
    mta: "qmail", apps: ["qmail-smtpd", "qmail-qmtpd", "qmail-pop3d", "qmail-popup"], parse: parseQmailSmtpd,
    claims: { line, text in line.holds("CHKUSER ", at: text.lowerBound) }, heads: "C"),
  Dialect(mta: "qmail", apps: ["local", "remote"], parse: parseIndimailTodo),
  Dialect(mta: "qmail", apps: ["rblsmtpd"], parse: parseRblsmtpd),
  Dialect(
    mta: "qmail", apps: ["recordio"], parse: parseRecordio,
    claims: isRecordio, heads: "0123456789"),
  Dialect(mta: "qmail", apps: ["simscan"], parse: parseSimscan),
  Dialect(mta: "qmail", apps: ["spamdyke"], parse: parseSpamdyke),
  Dialect(mta: "qmail", apps: ["sslserver", "tcpserver"], parse: parseTcpserver),
  Dialect(
    mta: "qmail",
    apps: [
      "vpopmail", "vchkpw", "vchkpw-imap", "vchkpw-imaps", "vchkpw-pop3", "vchkpw-pop3s", "vchkpw-smtp",
      "vchkpw-smtps", "vchkpw-submission",
    ], parse: parseVchkpw),
  Dialect(
    mta: "sendmail",
    apps: [
      "sendmail", "sm-mta", "sm-msp-queue", "sm-que", "sm-client", "sm-cm", "sm-acceptingconnections",
      "sendmail-in", "sendmail-out",
    ],
    parse: parseSendmail),
  Dialect(mta: "ssmtp", apps: ["sSMTP", "ssmtp"], parse: parseSSMTP),
  // Mailbox servers and what they ask.
  Dialect(apps: ["imap", "pop3", "lmtp", "master", "deliver"], parse: parseCyrusOrDovecot),
  Dialect(
    apps: [
      "imapd", "pop3d", "imapd-ssl", "pop3d-ssl", "couriertcpd", "courierpop3login", "courierpop3d",
      "imaplogin", "pop3login", "courierimaplogin", "courierimapd",
      "authdaemond", "authdaemond.plain", "authdaemond.mysql", "authdaemond.ldap", "authdaemond.pgsql",
      "ipop3d", "ipop2d", "uwimap", "imapds", "pop3ds", "imaps", "pop3s", "lmtpd", "lmtpunix",
      "timsieved", "cyrus", "cyrmaster", "ctl_cyrusdb", "ctl_mboxlist", "ctl_deliver", "cyr_expire",
      "squatter", "tls_prune", "reconstruct", "ipurge", "idled", "sync_client", "sync_server", "cyrus/imap",
      "cyrus/pop3", "cyrus/lmtp", "cyrus/master", "cyrus/deliver", "cyrus/sieve", "cyrus/notify",
      "cyrus/nntp", "cyrus/httpd",
    ], parse: parseMailboxServer),
  Dialect(
    mta: "cyrus-sasl", apps: ["saslauthd", "saslpasswd", "saslpasswd2"], parse: parseSaslauthd,
    tells: .texts),
  Dialect(
    mta: "dovecot",
    apps: [
      "dovecot", "dovecot-auth", "dovecot-lda", "imap-login", "pop3-login", "managesieve-login",
      "submission-login", "lda", "auth", "auth-worker", "anvil", "config", "stats", "indexer",
      "indexer-worker", "managesieve", "submission", "doveadm", "ssl-params", "replicator",
    ], parse: parseDovecot, claims: isDovecot, heads: word),
  Dialect(
    mta: "perdition",
    apps: [
      "perdition", "perdition.imap4", "perdition.imap4s", "perdition.imaps", "perdition.managesieve",
      "perdition.pop3", "perdition.pop3s",
    ], parse: parsePerdition),
  Dialect(
    mta: "popserver",
    apps: [
      "solid-pop3d", "spop3d", "vm-pop3d", "cucipop", "qpopper", "popper", "in.qpopper", "popa3d", "teapop",
      "apop",
    ], parse: parsePopServer),
  // Filters.
  Dialect(mta: "amavis", apps: ["amavis", "amavisd", "amavisd-new"], parse: parseAmavis),
  Dialect(
    mta: "clamav", apps: ["clamd", "clamav-milter", "freshclam", "clamsmtpd", "clamav"], parse: parseClamav,
    claims: isClamav),
  Dialect(mta: "mailscanner", apps: ["MailScanner", "MSMilter"], parse: parseMailScanner),
  Dialect(mta: "milter-greylist", apps: ["milter-greylist"], parse: parseMilterGreylist),
  Dialect(
    mta: "mimedefang", apps: ["mimedefang.pl", "mimedefang", "mimedefang-multiplexor"],
    parse: parseMimedefang),
  Dialect(mta: "opendkim", apps: ["opendkim", "dkim-filter"], parse: parseOpenDKIM),
  Dialect(
    mta: "opendmarc", apps: ["opendmarc", "opendmarc-importstats", "opendmarc-reports"], parse: parseOpenDMARC
  ),
  Dialect(
    mta: "policy-spf", apps: ["policy-spf", "postfix-policyd-spf-perl"], parse: parsePolicySPF),
  Dialect(mta: "policyd-weight", apps: ["policyd-weight"], parse: parsePolicydWeight),
  Dialect(
    mta: "policyd-spf", apps: ["policyd-spf", "pypolicyd-spf", "spf-policy", "smf-spf"],
    parse: parsePolicydSPF),
  Dialect(mta: "postgrey", apps: ["postgrey"], parse: parsePostgrey),
  Dialect(mta: "postsrsd", apps: ["postsrsd"], parse: parsePostsrsd),
  Dialect(mta: "rspamd", apps: ["rspamd"], parse: parseRspamd, claims: isRspamd, heads: "#"),
  Dialect(mta: "spamassassin", apps: ["spamd", "spamassassin", "spampd"], parse: parseSpamd),
  Dialect(mta: "spamassassin", apps: ["spamass-milter", "spamc"], parse: parseSpamassMilter),
  Dialect(mta: "sqlgrey", apps: ["sqlgrey"], parse: parseSqlgrey),
  // The system's programs.
  Dialect(apps: ["ac"], parse: parseAc, claims: isAc),
  Dialect(apps: ["anacron"], parse: parseAnacron, tells: .commands),
  Dialect(apps: ["at", "atd"], parse: parseAtd, tells: .commands),
  Dialect(
    apps: [
      "audit", "auditd", "audispd", "audisp-syslog", "audisp-remote",
    ], parse: parseAudit, claims: isAudit, heads: "nt", tells: .commands),
  Dialect(apps: ["CEF"], parse: parseCEF, claims: isCEF, heads: "C", tells: .texts),
  Dialect(apps: ["chage", "chfn", "chsh", "gpasswd", "newgrp", "sg"], parse: parseChage),
  Dialect(apps: ["chronyd"], parse: parseChronyd),
  Dialect(
    apps: ["cron", "CRON", "crond", "CROND", "crontab", "dcron", "fcron", "incrond"], parse: parseCron,
    tells: .commands),
  Dialect(apps: ["doas"], parse: parseDoas, tells: .commands),
  Dialect(apps: ["dropbear"], parse: parseDropbear),
  Dialect(
    apps: [
      "ftpd", "in.ftpd", "in.rexecd", "in.rshd", "klogind", "kshd", "rexecd", "rshd", "wu-ftpd", "xinetd",
    ], parse: parseFtpd),
  Dialect(apps: ["groupmod", "groupmems", "grpck", "pwck", "vipw", "vigr"], parse: parseGroupmod),
  Dialect(apps: ["init", "halt", "poweroff", "reboot", "shutdown"], parse: parseInit),
  Dialect(apps: ["kadmind", "kadmin.local", "kdb5_util", "kpropd", "kprop"], parse: parseKadmind),
  Dialect(apps: ["kdc"], parse: parseHeimdal),
  Dialect(apps: ["kernel", "genunix", "unix", "vmunix"], parse: parseKernel, claims: isKernel, heads: "I"),
  Dialect(apps: ["krb5kdc"], parse: parseKrb5kdc),
  Dialect(apps: ["last"], parse: parseLast, claimsRow: isLast),
  Dialect(apps: ["lastb"], parse: parseLast, claims: isLastbEnd, heads: "b", claimsRow: isLastb),
  Dialect(apps: ["lastcomm"], parse: parseLastcomm, claims: isLastcomm),
  Dialect(apps: ["lastlog"], parse: parseLastlog, claims: isLastlogWords, claimsRow: isLastlog),
  Dialect(apps: ["LEEF"], parse: parseLEEF, claims: isLEEF, heads: "L", tells: .texts),
  Dialect(apps: ["login", "in.rlogind", "in.telnetd", "rlogind", "telnetd"], parse: parseLogin),
  Dialect(apps: ["named"], parse: parseNamed, claims: isNamed),
  Dialect(apps: ["nologin"], parse: parseNologin),
  Dialect(apps: ["nsd"], parse: parseNsd),
  Dialect(apps: ["ntpd", "ntpdate", "sntp", "xntpd"], parse: parseNtpd),
  Dialect(
    apps: [
      "pam", "cockpit-session", "gdm", "gdm-password", "gdm3", "kdm", "lightdm", "openvpn",
      "polkit-agent-helper-1", "sddm", "smbd", "vlock",
      "unix_chkpwd",
      "xdm", "xrdp-sesman",
    ], parse: parsePam),
  Dialect(apps: ["passwd", "chpasswd", "yppasswd"], parse: parsePasswd),
  Dialect(apps: ["pkexec"], parse: parsePkexec, tells: .commands),
  Dialect(apps: ["polkitd"], parse: parsePolkitd),
  Dialect(apps: ["proftpd"], parse: parseProftpd),
  Dialect(apps: ["pure-ftpd"], parse: parsePureFtpd),
  Dialect(apps: ["run-parts"], parse: parseRunParts, tells: .commands),
  Dialect(apps: ["sa"], parse: parseSa, claims: isSa),
  Dialect(apps: ["sftp-server", "internal-sftp"], parse: parseSftpServer),
  Dialect(apps: ["snoopy"], parse: parseSnoopy, tells: .commands),
  Dialect(apps: ["sshd", "sshd-auth", "sshd-session"], parse: parseSshd, claims: isSshd, heads: "AFIU"),
  Dialect(apps: ["su", "runuser", "sulog"], parse: parseSu, claims: isSulog, heads: "S"),
  Dialect(apps: ["sudo", "sudoedit"], parse: parseSudo, claims: isSudo, heads: ":", tells: .commands),
  Dialect(
    apps: [
      "syslogd", "journal", "klogd", "metalog", "newsyslog", "rsyslog", "rsyslogd", "rsyslogd0",
      "syslog", "syslog-ng", "systemd-journal", "systemd-journald",
    ], parse: parseSyslogd),
  Dialect(apps: ["systemd"], parse: parseSystemd, tells: .texts),
  Dialect(apps: ["systemd-logind", "elogind", "elogind-daemon"], parse: parseLogind),
  Dialect(apps: ["systemd-timesyncd"], parse: parseTimesyncd),
  Dialect(apps: ["unbound"], parse: parseUnbound),
  Dialect(apps: ["useradd", "addgroup", "adduser", "groupadd", "newusers"], parse: parseUseradd),
  Dialect(apps: ["userdel", "delgroup", "deluser", "groupdel"], parse: parseUserdel),
  Dialect(apps: ["usermod"], parse: parseUsermod),
  Dialect(apps: ["vsftpd"], parse: parseVsftpd, claims: isVsftpd),
  Dialect(apps: ["who"], parse: parseWho, claimsRow: isWho),
]
