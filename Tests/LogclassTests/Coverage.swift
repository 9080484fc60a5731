import Foundation
import MailRecord
import Support

@testable import Classes
@testable import logclass

/// Which rules of the catalogue events have hit, and lines that hit the others.
struct Coverage: ~Copyable {
  private var matcher = Matcher([RuleFile.catalogue], tool: "test")
  private var endings: Endings
  private var isHit: [Bool]

  init() {
    endings = Endings(matcher.rules)
    isHit = Array(repeating: false, count: matcher.rules.count)
  }

  /// Marks what the events in `records` hit.
  mutating func take(_ records: Data) {
    for line in records.split(separator: 10) {
      for rule in rules(of: Array(line)) { isHit[rule] = true }
    }
  }

  /// Rules that nothing has hit: `auth.rules line 12: auth.login.failed`.
  var missing: [String] {
    matcher.rules.indices.filter { !isHit[$0] }.map {
      "\(matcher.rules[$0].place): \(matcher.rules[$0].class)"
    }
  }

  /// The rule of an event's class and that of its cause, where it has them.
  private mutating func rules(of line: [UInt8]) -> [Int] {
    guard matcher.read(line.span, cut: 0) == .event, let rule = matcher.rule(of: line.span) else { return [] }
    var reader = RecordReader()
    let ending = endings.ending(rule)
    guard ending.hasCause, reader.read(line.span),
      let cause = matcher.cause(ending, endings, reader, line.span)
    else { return [rule] }
    return [rule, cause]
  }
}

/// Lines made of the rules' own samples.
extension Coverage {
  /// One line for each rule not hit yet, by file of the catalogue: the first form of a sample that hits it.
  mutating func lines() throws -> [String: [String]] {
    var lines: [String: [String]] = [:]
    for forms in [Self.sent, Self.alone, Self.said] {
      let candidates = matcher.rules.indices.filter { !isHit[$0] }.flatMap { rule in
        forms(matcher.rules[rule]).map { (rule: rule, line: $0) }
      }
      let input = candidates.map { $0.line + "\n" }.joined()
      let arguments = ["-Y", "2026", "-H", "ash"]
      let records = try Program.tool("lognorm").run(arguments, input: Data(input.utf8)).output
      for record in records.split(separator: 10) {
        guard let number = Self.line(of: record), !isHit[candidates[number - 1].rule] else { continue }
        let (rule, line) = candidates[number - 1]
        let hits = rules(of: Array(record))
        guard hits.contains(rule) else { continue }
        for hit in hits { isHit[hit] = true }
        lines[RuleFile.part(ofLine: matcher.rules[rule].line).name, default: []].append(line)
      }
    }
    return lines
  }

  /// The rule's samples as syslog sends them, under the names of its programs.
  private static func sent(_ rule: Rule) -> [String] {
    rule.apps.flatMap { app in
      let app = String(decoding: app, as: UTF8.self)
      return (tags[app] ?? [app]).flatMap { tag in rule.texts.map { "Nov 21 00:00:00 ash \(tag)[1]: \($0)" } }
    }
  }

  /// The samples alone, as programs write them into files of their own.
  private static func alone(_ rule: Rule) -> [String] { rule.texts }

  /// What MTAs write who got a reply of this cause, or gave it; a sample of it is `CLASS STATUS CODE WORDS`.
  private static func said(_ rule: Rule) -> [String] {
    guard rule.apps.contains(Causes.app) else { return [] }
    return rule.texts.flatMap { text in
      let parts = text.split(separator: " ", maxSplits: 3).map(String.init)
      let (status, code, words) = (parts[1] == "-" ? "" : parts[1], parts[2] == "-" ? "" : parts[2], parts[3])
      let reply = [code, status, words].filter { $0 != "" }.joined(separator: " ")
      let delivery = "ABCDEF: to=<x@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1, dsn=\(status)"
      let failed = words.replacing(" ", with: "_")
      return [
        "postfix/smtp[1]: \(delivery), status=bounced (host mx.example.net[192.0.2.25] said: \(reply))",
        "postfix/smtp[1]: \(delivery), status=deferred (\(reply))",
        "postfix/smtp[1]: \(delivery), status=bounced (\(reply))",
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from h.example[192.0.2.7]: \(reply); from=<a@b.example>",
        "qmail-send[1]: delivery 1: failure: 192.0.2.25_failed_after_I_sent_the_message./Remote_host_said:_"
          + "\(code)_\(failed)/",
        "qmail-send[1]: delivery 1: deferral: Remote_host_said:_\(code)_\(failed)/",
        "qmail-send[1]: delivery 1: failure: \(failed)/", "qmail-send[1]: delivery 1: deferral: \(failed)/",
        "courieresmtpd[1]: error,relay=::ffff:192.0.2.4,from=<a@b.example>: \(reply)",
        "courieresmtpd[1]: error,relay=::ffff:192.0.2.4,from=<a@b.example>,to=<c@d.example>: \(reply)",
      ].map { "Nov 21 00:00:00 ash \($0)" }
    }
  }

  /// Programs of the families that rules name.
  private static let tags = [
    "*": ["daemon"], "courier": ["imapd"], "cyrus": ["cyrus/imap"], "cyrus-sasl": ["saslauthd"],
    "popserver": ["popa3d"], "postfix": ["postfix/smtpd", "postfix/postscreen", "postfix/cleanup"],
    "qmail": ["qmail-send"], "uw-imap": ["ipop3d"],
  ]

  private static func line(of record: Data) -> Int? {
    (try? JSONSerialization.jsonObject(with: record) as? [String: Any])?["line"] as? Int
  }
}

extension Rule {
  fileprivate var texts: [String] { samples.map { String(decoding: $0.text, as: UTF8.self) } }
}
