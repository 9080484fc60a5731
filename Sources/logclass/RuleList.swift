import Classes
import Lines

/// Prints rules as a table: class, kind, severity, apps, template, and below the template a sample.
///
///     mail.queue.new  received  info  qmail-send,qmail  new msg {queue_id:int}
///                                                       = new msg 18995
func list(_ rules: [Rule], to output: inout Output) {
  let rows = rules.map {
    [
      $0.class, Kind(of: $0.class).rawValue, $0.severity.rawValue,
      $0.apps.map { $0.span.string }.joined(separator: ","),
    ]
  }
  let widths = (0..<4).map { column in
    min(widest, rows.map { $0[column].utf8.count }.max() ?? 0)
  }
  let margin = widths.reduce(0) { $0 + $1 + 2 }
  for (rule, row) in zip(rules, rows) {
    for (cell, width) in zip(row, widths) {
      output.append(string: cell.padded(to: width) + "  ")
    }
    output.append(rule.pattern.span)
    output.endLine()
    guard let sample = rule.samples.first else { continue }
    output.append(string: String(repeating: " ", count: margin) + "= ")
    output.append(sample.text.span)
    output.endLine()
  }
}

/// A cell that is wider pushes its row to the right, not the whole table.
private let widest = 32
