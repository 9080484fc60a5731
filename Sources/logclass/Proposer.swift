import Lines
import MailRecord

/// Gathers the events that no rule matches into clusters, and proposes a rule for each: `logclass -d`.
///
///     # 412 events, the first is line 7
///     sshd  site.sshd.failed_password_for  info  Failed password for {:word} from {:ip} port {:int} ssh2
///     = Failed password for root from 192.0.2.7 port 50122 ssh2
///
/// Memory is bounded: what comes when there are too many clusters is only counted.
struct Proposer: LineFilter, ~Copyable {
  private var matcher: Matcher
  private var clusters: [Cluster] = []
  /// Clusters by program, separators and first word.
  private var groups: [[UInt8]: [Int]] = [:]
  private var left = 0

  private static let mostClusters = 2000
  private static let mostTokens = 64
  private static let longestText = 4096

  init(_ siteFiles: [String]) {
    matcher = Matcher(orLeave { () throws(RulesError) in try readRules(siteFiles) })
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    guard matcher.read(line, cut: cut) == .event, matcher.rule(of: line) == nil else { return }
    let text = matcher.text(of: line)
    let severity = Severity(rawValue: line.extracting(matcher.scanner.level).string) ?? .info
    add(text.span, severity, app: app(of: line))
  }

  /// Prints the proposals, the most frequent first.
  func finish(to output: inout Output) {
    _ = matcher.upstream.report("logclass")
    for proposal in proposals(of: clusters) { proposal.write(to: &output) }
    if left > 0 { output.append(string: "# \(left) more events, too various for a proposal\n") }
  }

  private mutating func add(_ text: borrowing Span<UInt8>, _ severity: Severity, app: [UInt8]) {
    let head = text.extracting(..<min(text.count, Self.longestText))
    let tokens = Token.all(of: head, most: Self.mostTokens)
    let key = key(app, text, tokens)
    if let known = groups[key]?.first(where: { clusters[$0].resembles(text, tokens) }) {
      clusters[known].add(text, tokens, severity)
    } else if clusters.count < Self.mostClusters {
      groups[key, default: []].append(clusters.count)
      clusters.append(Cluster(text, tokens, app: app, line: matcher.upstream.lines))
      clusters[clusters.count - 1].add(text, tokens, severity)
    } else {
      left += 1
    }
  }

  /// Texts with the same key may be of one cluster.
  private func key(_ app: [UInt8], _ text: borrowing Span<UInt8>, _ tokens: [Token]) -> [UInt8] {
    var key = app + [0]
    for token in tokens {
      key.append(token.kind == .separator ? text[token.range.lowerBound] : UInt8(ascii: "w"))
    }
    key.append(0)
    guard let first = tokens.first, first.kind == .word else { return key }
    let word = text.extracting(first.range)
    return word.end(from: 0) { !ByteSet.digits.contains($0) } == word.count ? key + word.array : key
  }

  /// The name under which a rule finds the program: its own, else its MTA's, `*` when that can't be written.
  private func app(of line: borrowing Span<UInt8>) -> [UInt8] {
    let range = matcher.scanner.app.isEmpty ? matcher.scanner.mta : matcher.scanner.app
    let name = line.extracting(range)
    let isName = name.end(from: 0) { $0 > 32 && $0 < 127 && !ByteSet(",\\#=").contains($0) } == name.count
    if name.isEmpty || !isName || name.count > 64 { return [UInt8(ascii: "*")] }
    guard let slash = name.lastPosition(of: UInt8(ascii: "/")), slash + 1 < name.count else {
      return name.array
    }
    return name.extracting(slash + 1..<name.count).array
  }
}
