import Lines

/// All reports, in the order in which `-t all` prints them.
let reports: [Report] = [
  .overall,
  .senders,
  .recipients,
  .rhosts,
  .successes,
  .failures,
  .deferrals,
  .causes,
  .mtacauses,
  .suids,
  .ddist,
  .rxdelay,
  .sendmail,
]

/// Names that stand for several reports.
///
/// `qmail-stats` is what Craig Sanders' qmail-stats and its kin show of a day.
let bundles: [(name: String, choices: [Choice])] = [
  ("all", reports.map { Choice(report: $0) }),
  (
    "qmail-stats",
    [
      Choice(report: .overall), Choice(report: .failures), Choice(report: .deferrals),
      Choice(report: .senders, top: 10), Choice(report: .recipients, top: 10),
    ]
  ),
]

/// The reports that `name` stands for; nil when it names none.
func choicesNamed(_ name: String) -> [Choice]? {
  if let report = reports.first(where: { "\($0.name)" == name }) { return [Choice(report: report)] }
  return bundles.first { $0.name == name }?.choices
}
