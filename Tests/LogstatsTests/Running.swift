import Foundation
import Support

/// What logstats prints for text.
func logstats(_ arguments: [String], _ input: String, zone: String = "UTC") throws -> Outcome {
  try Program.tool("logstats").run(arguments, input: Data(input.utf8), environment: ["TZ": zone])
}

/// The records of an outcome.
func records(_ outcome: Outcome) throws -> [[String: Any]] {
  try outcome.lines.compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
}

/// A delivery of 0.25 s that ended so many seconds after 1970, as matchup writes it.
func delivery(endingAt second: Int, to recipient: String = "local.ann@quarry.example") -> String {
  "d k \(second - 2).5 \(second - 1).75 \(second).000 100 <q@quarry.example> \(recipient) 7 1001 did_1+0+0/\n"
}

/// The sample of the golden cases.
func sample() throws -> String {
  try String(contentsOf: Place.tests.appending(path: "Golden/logstats/overall/in.log"), encoding: .utf8)
}

/// Those of qmailanalog.
let zReports = [
  "overall", "senders", "recipients", "rhosts", "successes", "failures", "deferrals", "suids", "ddist",
  "rxdelay", "sendmail",
]

let allReports = ["causes", "mtacauses"] + zReports
