/// The names of RFC 5424's facilities and severities, by their numbers.
let facilities: [StaticString] = [
  "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp",
  "audit", "console", "cron2", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
]
let levels: [StaticString] = [
  "emergency", "alert", "critical", "error", "warning", "notice", "info", "debug",
]
