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

  fileprivate init(_ cluster: Cluster, openAfter length: Int? = nil) {
    app = cluster.app
    template = cluster.template(openAfter: length)
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
  for proposal in joinedByHead(clusters) {
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

/// How many slots at the head must be the same, and in how many clusters, before they become one rule.
private let headLength = 5
private let headClusters = 4

/// Clusters that begin alike but differ in length become one rule with `{:rest}`.
private func joinedByHead(_ clusters: [Cluster]) -> [Proposal] {
  var heads: [[UInt8]: [Cluster]] = [:]
  func head(_ cluster: Cluster) -> [UInt8]? {
    let slots = cluster.slots.prefix(headLength)
    guard slots.count == headLength, slots.allSatisfy({ $0.isLiteral }) else { return nil }
    return cluster.app + [0] + slots.flatMap { $0.bytes }
  }
  for cluster in clusters { if let head = head(cluster) { heads[head, default: []].append(cluster) } }
  return clusters.map { cluster in
    guard let head = head(cluster), let alike = heads[head], alike.count >= headClusters else {
      return Proposal(cluster)
    }
    return Proposal(cluster, openAfter: commonSlots(alike))
  }
}

/// How many slots at the head are the same literals in all.
private func commonSlots(_ clusters: [Cluster]) -> Int {
  var length = headLength
  while let slot = clusters[0].slots.dropFirst(length).first,
    clusters.allSatisfy({ other in
      length < other.slots.count && other.slots[length].isLiteral && other.slots[length].bytes == slot.bytes
    })
  { length += 1 }
  return length
}

/// Samples that an earlier proposal takes are left out, and proposals to which none is left.
private func withoutNeedless(_ proposals: [Proposal]) -> [Proposal] {
  let rules = proposals.map {
    Rule(
      apps: [$0.app[...]], class: $0.proposedClass, severity: $0.severity, pattern: $0.template[...],
      file: nil, line: $0.line)
  }
  var tables = RuleTables(rules)
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
