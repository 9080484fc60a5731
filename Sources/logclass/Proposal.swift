import Classes
import Lines

/// A rule that `logclass -d` proposes, with the events that speak for it.
struct Proposal {
  let app: [UInt8]
  let template: [UInt8]
  let proposedClass: String
  var severity: Severity
  var line: Int
  var count: Int
  var samples: [[UInt8]]

  fileprivate init(_ cluster: Cluster) {
    app = cluster.app
    template = cluster.template
    proposedClass = cluster.proposedClass
    (severity, line, count) = (cluster.severity, cluster.line, cluster.count)
    samples = cluster.samples
  }

  /// Takes in the events of another proposal for the same template.
  fileprivate mutating func add(_ other: Proposal) {
    severity = max(severity, other.severity)
    line = min(line, other.line)
    count += other.count
    samples = Array((samples + other.samples).prefix(3))
  }

  func write(to output: inout Output) {
    output.append(string: "# \(count) event\(count == 1 ? "" : "s"), the first is line \(line)\n")
    output.append(app.span)
    output.append(string: "  \(proposedClass)  \(severity.rawValue)  ")
    output.append(template.span)
    output.endLine()
    for sample in samples {
      output.append("= ")
      output.append(sample.span)
      output.endLine()
    }
    output.endLine()
  }
}

/// Rules for `clusters`, the most frequent first; none that an earlier one makes needless.
func proposals(of clusters: [Cluster]) -> [Proposal] {
  var known: [[UInt8]: Int] = [:]
  var proposals: [Proposal] = []
  for proposal in joinedByName(clusters).map(Proposal.init) {
    let key = proposal.app + [0] + proposal.template
    if let same = known[key] {
      proposals[same].add(proposal)
    } else {
      known[key] = proposals.count
      proposals.append(proposal)
    }
  }
  proposals.sort { ($1.count, $0.line) < ($0.count, $1.line) }
  return withoutNeedless(proposals)
}

/// How many clusters must differ in the second word alone before it is taken for a value: a user's name.
private let manyNames = 4

/// Clusters that differ in their second word alone become one, where there are many.
private func joinedByName(_ clusters: [Cluster]) -> [Cluster] {
  var alike: [[UInt8]: [Int]] = [:]
  for (i, cluster) in clusters.enumerated() where cluster.literals > 3 {
    var key = cluster.app
    for (k, slot) in cluster.slots.enumerated() where k != 1 {
      key += [0, slot.isVaried ? 1 : 0] + (slot.isVaried ? [] : slot.bytes)
    }
    alike[key, default: []].append(i)
  }
  var joined = clusters
  var gone = Set<Int>()
  for group in alike.values where group.count >= manyNames {
    for i in group.dropFirst() {
      joined[group[0]].add(clusters[i])
      gone.insert(i)
    }
  }
  return joined.indices.filter { !gone.contains($0) }.map { joined[$0] }
}

/// Samples that an earlier proposal takes are left out, and proposals to which none is left.
private func withoutNeedless(_ proposals: [Proposal]) -> [Proposal] {
  let rules = proposals.map {
    Rule(
      app: $0.app, class: $0.proposedClass, severity: $0.severity, pattern: $0.template, line: $0.line)
  }
  var tables = RuleTables(rules, tool: "logclass")
  var kept: [Proposal] = []
  for (number, var proposal) in proposals.enumerated() {
    let table = tables.table(named: proposal.app.span)
    let own = proposal.samples.filter { tables.match($0.span, in: table) == number }
    if own.isEmpty && !proposal.samples.isEmpty { continue }
    proposal.samples = own
    kept.append(proposal)
  }
  return kept
}
