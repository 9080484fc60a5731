import Foundation

/// One mail as those who sent and received it saw it; the corpus tells of it in `truth.jsonl`.
struct TrueMail: Decodable {
  let id: String
  let kind: String
  let entry_host: String?
  let entry_stage: String?
  let entry_text: String?
  let sender: String?
  let t_first: Double?
  let recipients: [Recipient]?

  struct Recipient: Decodable {
    let rcpt: String
    let outcome: String
    let final: [Final]
  }

  struct Final: Decodable {
    let addr: String
    let hops: [String]
    let outcome: String?
  }

  /// The qp and the second that qmail-smtpd told the client: `250 ok 1795219852 qp 21129`.
  var queued: (qp: Int, second: Int)? {
    let words = (entry_text ?? "").split(separator: " ")
    guard words.count == 5, words[1] == "ok", words[3] == "qp" else { return nil }
    return Int(words[4]).flatMap { qp in Int(words[2]).map { (qp, $0) } }
  }
}

/// One message as flowjoin tells of it.
struct JoinedMessage: Decodable {
  let id: String
  let born: String?
  let sender: String?
  let qp: Int?
  let parent: String?
  let to: [Entry]?

  struct Entry: Decodable {
    let recipient: String?
    let action: String?
    let attempts: Int?
  }

  /// Seconds since 1970.
  var birth: Double {
    guard let born, let whole = try? Date(born.prefix(19) + "Z", strategy: .iso8601) else { return 0 }
    return whole.timeIntervalSince1970 + (Double("0" + born.dropFirst(19).dropLast()) ?? 0)
  }

  /// The entry of `address`; qmail logs a virtual domain's prefix, and no quotes.
  func entry(of address: String) -> Entry? {
    let wanted = Self.plain(Self.unquoted(address))
    return to?.first {
      let logged = Self.plain($0.recipient ?? "")
      return logged == wanted || logged.hasSuffix("-" + wanted)
    }
  }

  /// As qmail logs it: odd bytes as underscores; the host's own name and its domain are one.
  static func plain(_ address: String) -> String {
    let text = String(address.utf8.map { 33..<127 ~= $0 && $0 != 37 ? Character(UnicodeScalar($0)) : "_" })
    return text.lowercased().replacing("@ash.quarry.example", with: "@quarry.example")
  }

  /// RFC 5321's quoted string and quoted pairs undone: `"with\"quote"@x` is `with"quote@x`.
  static func unquoted(_ address: String) -> String {
    var isQuoted = false
    return address.reduce(into: "") { text, character in
      if isQuoted || !"\"\\".contains(character) { text.append(character) }
      isQuoted = !isQuoted && character == "\\"
    }
  }
}
