import Foundation

/// One log line of other people's, with what its source says that it means.
struct Sample {
  let id: String
  let program: String
  let kind: String
  /// The line as bytes; several, with newlines between, where the source has more than one.
  let raw: Data
  let expected: [String: Any]

  /// All samples of `source`, in their order.
  static func all(of source: String, in corpus: URL) throws -> [Sample] {
    let text = try String(contentsOf: corpus.appending(path: "public/cases/\(source).jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      let raw = (row["raw_b64"] as? String).flatMap { Data(base64Encoded: $0) }
      return Sample(
        id: row["id"] as? String ?? "", program: row["program"] as? String ?? "",
        kind: row["kind"] as? String ?? "", raw: raw ?? Data((row["raw"] as? String ?? "").utf8),
        expected: row["expected"] as? [String: Any] ?? [:])
    }
  }

  /// The line as lognorm shall read it: a message that the source gives without its header gets one.
  var line: Data {
    guard kind == "message", !program.isEmpty, !["CEF", "exim"].contains(program) else { return raw }
    return Data("Nov 21 00:00:00 ash \(Self.tags[program] ?? program)[1]: ".utf8) + raw
  }

  /// What a program calls itself in logs, where its source gives another name.
  private static let tags = [
    "Cockpit": "cockpit-session", "Dropbear": "dropbear", "OpenSMTPD": "smtpd", "OpenVPN": "openvpn",
    "SSH": "sshd",
  ]

  /// Whether it is one line of a log: no piece of one, and not several.
  var isLine: Bool { kind != "fragment" && !raw.contains(10) }

  /// What `expected` has at a path of keys with `/` between; nil where it has nothing, or null.
  func value(at path: String) -> String? {
    var value: Any? = expected
    for key in path.split(separator: "/") { value = (value as? [String: Any])?[String(key)] }
    switch value {
    case let text as String: return text
    case let number as NSNumber: return number.stringValue
    default: return nil
    }
  }
}
