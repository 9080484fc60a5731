import Lines
import MailRecord

/// A site's map: domains and networks to scopes, users to groups. The first line that fits decides.
///
///     scope institute   *.ics.example 192.0.2.0/24
///     scope university  example *.example 2001:db8::/32
///     scope outside     *
///     group staff       root postmaster alice
struct SiteMap {
  private var networks: [(network: Network, rank: Int)] = []
  /// Domains in lower case; those that stand for all below them begin with a dot.
  private var domains: [String: Int] = [:]
  private var everywhere: Int?
  private var scopes: [String] = []
  private var groups: [String: String] = [:]
  private var everyone: String?

  /// Answers given before: neighbours in a log ask for the same again.
  private var known: [String: String?] = [:]
  private static let most = 10_000

  /// Reads the map files; the first fault ends it.
  init(_ names: [String]) throws(RulesError) {
    for name in names {
      let bytes: [UInt8]
      do {
        bytes = try wholeFile(name)
      } catch {
        throw RulesError(what: "unable to read \(name): \(error)", exit: .temporary)
      }
      for (i, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
        let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }
        if let what = add(words) {
          throw RulesError(what: "\(name) line \(i + 1): \(what)", exit: .usage)
        }
      }
    }
  }

  /// Adds one line; says what is wrong with it.
  private mutating func add(_ words: [Substring]) -> String? {
    guard let first = words.first, !first.hasPrefix("#") else { return nil }
    guard words.count >= 3 else { return "a line is `scope` or `group`, a name, and who belongs to it" }
    switch first {
    case "scope":
      scopes.append(String(words[1]))
      for member in words[2...] { addScope(member) }
    case "group":
      for member in words[2...] { addGroup(String(words[1]), member) }
    default: return "\"\(first)\" is neither scope nor group"
    }
    return nil
  }

  private mutating func addScope(_ member: Substring) {
    let rank = scopes.count - 1
    if member == "*" {
      everywhere = everywhere ?? rank
    } else if let network = Network(member) {
      networks.append((network, rank))
    } else {
      let name = member.hasPrefix("*.") ? String(member.dropFirst()) : String(member)
      domains[name.lowercased()] = domains[name.lowercased()] ?? rank
    }
  }

  private mutating func addGroup(_ name: String, _ member: Substring) {
    if member == "*" {
      everyone = everyone ?? name
    } else {
      groups[member.lowercased()] = groups[member.lowercased()] ?? name
    }
  }

  /// The scope of an IP address; nil when the map has none for it.
  mutating func scope(address text: String) -> String? {
    remembered("@\(text)") { map in
      let address = Address(Array(text.utf8).span)
      let rank = address.flatMap { address in
        map.networks.lazy.filter { $0.network.contains(address) }.map { $0.rank }.min()
      }
      return map.named(rank)
    }
  }

  /// The scope of a mail address by its domain; one without is the host's own, `localhost`.
  mutating func scope(mailbox text: String) -> String? {
    let domain = text.split(separator: "@", omittingEmptySubsequences: false).dropFirst().last ?? "localhost"
    return remembered(domain.lowercased()) { map in map.named(map.rank(domain: domain.lowercased())) }
  }

  /// The group of a user, by the whole name or by what stands before the `@`.
  func group(user text: String) -> String? {
    let name = text.lowercased()
    return groups[name] ?? groups[String(name.prefix { $0 != "@" })] ?? everyone
  }

  /// The first line that names the domain, or one above it with a dot before.
  private func rank(domain: String) -> Int? {
    var ranks = [domains[domain]]
    var rest = domain[...]
    while let dot = rest.firstIndex(of: ".") {
      ranks.append(domains[String(rest[dot...])])
      rest = rest[dot...].dropFirst()
    }
    return ranks.compactMap { $0 }.min()
  }

  private func named(_ rank: Int?) -> String? {
    [rank, everywhere].compactMap { $0 }.min().map { scopes[$0] }
  }

  private mutating func remembered(_ key: String, _ find: (SiteMap) -> String?) -> String? {
    if let answer = known[key] { return answer }
    let answer = find(self)
    if known.count < Self.most { known[key] = answer }
    return answer
  }
}

extension SiteMap {
  /// Writes scopes and group of the event that `reader` has read from `line`.
  mutating func write(
    _ reader: borrowing RecordReader, _ line: borrowing Span<UInt8>, to output: inout Output
  ) {
    let sender = reader.string(.sender, in: line)
    let client = reader.string(.client_address, in: line).flatMap { scope(address: $0) }
    let from = client ?? sender.flatMap { $0.isEmpty ? nil : scope(mailbox: $0) }
    let to = reader.string(.recipient, in: line).flatMap { scope(mailbox: $0) }
    let user = reader.string(.user, in: line) ?? reader.string(.auth_user, in: line) ?? sender
    for (key, value) in [("scope", from), ("recipient_scope", to), ("group", user.flatMap(group(user:)))] {
      guard let value else { continue }
      output.append(string: ",\"\(key)\":\"")
      output.append(escaped: Array(value.utf8).span)
      output.append(UInt8(ascii: "\""))
    }
  }
}
