import Foundation
import Support
import Testing

/// One happening, logged in four forms at once by rsyslog, is one record but for what the form leaves out.
struct FormTests {
  @Test(arguments: ["postfix", "splogger"], ["iso8601", "rfc5424", "wire"])
  func formsAgree(_ log: String, _ form: String) throws {
    let plain = try records(of: log, in: "rfc3164")
    let others = try records(of: log, in: form)
    #expect(plain.count == others.count && plain.count >= 250)
    for (one, other) in zip(plain, others) where !Self.agree(one, other) {
      Issue.record("\(one) is not \(other)")
      return
    }
  }

  private static func agree(_ one: [String: String], _ other: [String: String]) -> Bool {
    // RFC 3164's clock counts seconds; the line itself has no priority.
    let (time, exact) = (one["time"] ?? "", other["time"] ?? "")
    guard exact.prefix(19) == time.prefix(19), exact.count >= time.count else { return false }
    // rsyslog's programname ends at a slash: RFC 5424 has `postfix` for `postfix/smtpd`.
    guard one["app"] == other["app"] || one["app"]!.hasPrefix(other["app"]! + "/") else { return false }
    let service = one["service"] == other["service"] || other["app"] == "postfix"
    let left: Set = ["time", "app", "service", "file", "facility", "level"]
    return service && one.filter { !left.contains($0.key) } == other.filter { !left.contains($0.key) }
  }

  private func records(of log: String, in form: String) throws -> [[String: String]] {
    let file = Place.tests.appending(path: "Data/forms/\(log).\(form).log").path
    let output = try Program.tool("lognorm").run(["-z", "UTC", "-N", "1795219852", file]).output
    return try output.split(separator: 10).dropLast().map { line in
      let record = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      return try #require(record).mapValues { "\($0)" }
    }
  }
}
