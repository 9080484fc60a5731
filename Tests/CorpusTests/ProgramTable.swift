import Foundation
import Support

/// How many of the lines of each program have a class, over all sources.
struct ProgramTable {
  private var programs: [String: (lines: Int, classed: Int)] = [:]
  /// Programs that the catalogue or lognorm names: those whose lines shall have a class.
  private let covered: Set<String>

  init() throws {
    let rules = try Program.tool("logclass").run(["-l"]).lines.filter { !$0.hasPrefix(" ") }
    covered = Set(
      rules.flatMap { rule in
        let columns = rule.split(separator: " ", maxSplits: 4)
        return columns.count > 3 ? columns[3].split(separator: ",").map(String.init) : []
      })
  }

  mutating func add(_ records: [[String: Any]]) {
    for record in records {
      let app = record["app"] as? String ?? ""
      let name = record["mta"] as? String ?? (app.isEmpty ? "(none)" : app)
      let isClassed = record["class"] as? String ?? "unknown" != "unknown"
      programs[name, default: (0, 0)].lines += 1
      programs[name, default: (0, 0)].classed += isClassed ? 1 : 0
    }
  }

  /// Programs with a line without class, those of which most have none first; what is not covered stands below.
  var text: String {
    let open = programs.filter { $0.value.classed < $0.value.lines }
    let rows = open.sorted {
      ($1.value.lines - $1.value.classed, $0.key) < ($0.value.lines - $0.value.classed, $1.key)
    }
    let known = rows.filter { isCovered($0.key) }.map { row($0.key, $0.value) }
    let others = rows.filter { !isCovered($0.key) }.prefix(20).map { row($0.key, $0.value) }
    let whole = sum { isCovered($0) }
    return
      (["covered programs                    lines   classed"] + known
      + [row("all of them", whole), "others, the first 20"] + others).joined(separator: "\n")
  }

  /// Of the lines of covered programs, how many have a class.
  var share: Double {
    let whole = sum { isCovered($0) }
    return Double(whole.classed) / Double(max(1, whole.lines))
  }

  /// Covered programs with at least twenty lines of which fewer than 97 in 100 have a class.
  var laggards: [String] {
    programs.filter {
      isCovered($0.key) && $0.value.lines >= 20 && $0.value.classed * 100 < $0.value.lines * 97
    }
    .map { $0.key }.sorted()
  }

  private func isCovered(_ name: String) -> Bool {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return covered.contains(name) || covered.contains(last)
  }

  private func sum(_ isWanted: (String) -> Bool) -> (lines: Int, classed: Int) {
    programs.filter { isWanted($0.key) }.reduce((0, 0)) {
      ($0.0 + $1.value.lines, $0.1 + $1.value.classed)
    }
  }

  private func row(_ name: String, _ count: (lines: Int, classed: Int)) -> String {
    let numbers = [count.lines, count.classed].map { number in
      String((String(repeating: " ", count: 10) + number.description).suffix(10))
    }
    return String(name.prefix(30)).padding(toLength: 31, withPad: " ", startingAt: 0) + numbers.joined()
  }
}
