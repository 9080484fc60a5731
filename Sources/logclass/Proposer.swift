import Classes
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
  /// Clusters by what their texts have in common.
  private var groups: [[UInt8]: [Int]] = [:]
  private var left = 0

  private static let mostClusters = 2000
  private static let mostWords = 64
  private static let likeEnough = 0.6
  private static let longestText = 4096

  init(_ rules: SiteRules) {
    matcher = Matcher(orLeave("logclass") { () throws(RulesError) in try rules.read() }, tool: "logclass")
  }

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    guard matcher.read(line, cut: cut) == .event, matcher.rule(of: line) == nil else { return }
    let text = matcher.text(of: line)
    let level = Severity(rawValue: line.extracting(matcher.scanner.parts.level).string)
    let severity = level ?? text.span.saidSeverity ?? .info
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
    let words = head.words(most: Self.mostWords)
    let key = key(app, text, words)
    if let known = nearest(groups[key] ?? [], text, words) {
      clusters[known].add(text, words, severity)
    } else if clusters.count < Self.mostClusters {
      groups[key, default: []].append(clusters.count)
      clusters.append(Cluster(text, words, app: app, line: matcher.upstream.lines))
      clusters[clusters.count - 1].add(text, words, severity)
    } else {
      left += 1
    }
  }

  /// The cluster of `group` that is most like the text, if one is like enough.
  private func nearest(_ group: [Int], _ text: borrowing Span<UInt8>, _ words: [Range<Int>]) -> Int? {
    var best: Int?
    var most = Self.likeEnough
    for i in group {
      let likeness = clusters[i].likeness(text, words)
      if likeness > most || best == nil && likeness == most { (best, most) = (i, likeness) }
    }
    return best
  }

  /// Texts with the same key may be of one cluster: program, number of words, the first two but for values.
  private func key(_ app: [UInt8], _ text: borrowing Span<UInt8>, _ words: [Range<Int>]) -> [UInt8] {
    var key = app + [0, UInt8(words.count)]
    for word in words.prefix(2) {
      key.append(0)
      if !text.extracting(word).hasDigit { key += text.extracting(word).array }
    }
    return key
  }

  /// The name under which a rule finds the program: its own, else its MTA's, `*` when that can't be written.
  private func app(of line: borrowing Span<UInt8>) -> [UInt8] {
    let range = matcher.scanner.parts.app.isEmpty ? matcher.scanner.parts.mta : matcher.scanner.parts.app
    let name = line.extracting(range)
    let isName = name.end(from: 0) { $0 > 32 && $0 < 127 && !ByteSet(",\\#=").contains($0) } == name.count
    if name.isEmpty || !isName || name.count > 64 { return [UInt8(ascii: "*")] }
    guard let slash = name.lastPosition(of: UInt8(ascii: "/")), slash + 1 < name.count else {
      return name.array
    }
    return name.extracting(slash + 1..<name.count).array
  }
}

extension Span where Element == UInt8 {
  /// The severity that one of the first words names, for texts that were sent without: `WARN cache miss`.
  fileprivate var saidSeverity: Severity? {
    for range in words(most: 4) {
      let word = extracting(range).string.lowercased().filter { $0.isLetter }
      if let severity = severityWords[word] { return severity }
    }
    return nil
  }
}

private let severityWords: [String: Severity] = [
  "debug": .debug, "trace": .debug, "notice": .notice, "warn": .warning, "warning": .warning, "err": .error,
  "error": .error, "crit": .critical, "critical": .critical, "fatal": .critical, "alert": .alert,
  "emerg": .emergency, "panic": .emergency,
]
