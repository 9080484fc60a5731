/// One report: its name on the command line, how it is made, and what it tells.
struct ReportKind: Sendable {
  let name: String
  let tells: String
  let make: @Sendable () -> any Report
}

/// Every report, qmailanalog's in the order of its manual. To add one: a file in Reports/, a row here, a case.
let reportKinds: [ReportKind] = [
  ReportKind(name: "overall", tells: "how much, how long, how busy") { Overall() },
  ReportKind(name: "senders", tells: "what each sender sent") { Senders.senders() },
  ReportKind(name: "suids", tells: "what each sending uid sent") { Senders.suids() },
  ReportKind(name: "recipients", tells: "what went to each recipient") { Recipients.recipients() },
  ReportKind(name: "rhosts", tells: "what went to each recipient host") { Recipients.rhosts() },
  ReportKind(name: "rxdelay", tells: "recipients by average xdelay") { RecipientDelays() },
  ReportKind(name: "successes", tells: "reasons for success") { Reasons.successes() },
  ReportKind(name: "failures", tells: "reasons for failure") { Reasons.failures() },
  ReportKind(name: "deferrals", tells: "reasons for deferral") { Reasons.deferrals() },
  ReportKind(name: "ddist", tells: "distribution of ddelays") { DelayDistribution() },
]

/// Names for several reports at once; a number is the top that each is cut to when -n says nothing.
let reportSets: [String: [(name: String, top: Int?)]] = [
  "all": reportKinds.map { ($0.name, nil) },
  "qmail-stats": [
    ("overall", nil), ("failures", nil), ("deferrals", nil), ("senders", 10), ("recipients", 10),
  ],
]
