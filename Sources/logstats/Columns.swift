import Lines

/// Columns as columnt sets them: two blanks between, as wide as the widest field, right-aligned but the last.
extension Output {
  /// Prints the names of the columns of a table, and its rows into the text of its parts.
  mutating func append(headOf table: borrowing Table) {
    var names = Output("logstats", descriptor: -1)
    for column in table.heads.columns {
      if names.mark > 0 { names.append(UInt8(ascii: " ")) }
      names.append(column.name)
    }
    if let word = table.heads.word {
      names.append(UInt8(ascii: " "))
      names.append(word.name)
    }
    let parts = table.parts
    var widths = table.widths
    widen(&widths, for: names.held)
    let isReason = table.heads.word == .reason
    append(line: names.held, widths, isReason)
    sideBySide(parts.count) { parts[$0].rows.print(widths, isReason, to: &parts[$0].text) }
  }

  /// Prints one line whose fields stand between single blanks; the last takes the rest.
  fileprivate mutating func append(line: borrowing Span<UInt8>, _ widths: [Int], _ isReason: Bool) {
    var start = 0
    for width in widths {
      let end = line.fieldEnd(from: start)
      for _ in 0..<max(0, width - (end - start)) { append(UInt8(ascii: " ")) }
      append(line.extracting(start..<end))
      append("  ")
      start = min(end + 1, line.count)
    }
    append(printable: line.extracting(start..<line.count), isReason)
    endLine()
  }

  /// Text on a terminal: no control characters; in a reason `_` stands for a blank.
  mutating func append(printable text: borrowing Span<UInt8>, _ isReason: Bool) {
    let start = mark
    append(text)
    if text.holdsControls {
      for i in text.indices where text[i].isControl { replace(text[i], by: UInt8(ascii: "?"), from: start) }
    }
    if isReason { replace(UInt8(ascii: "_"), by: UInt8(ascii: " "), from: start) }
  }
}

extension Table {
  /// How wide the columns of its rows are, but for the last.
  fileprivate var widths: [Int] {
    let parts = parts
    sideBySide(parts.count) { parts[$0].widths = parts[$0].rows.widths() }
    return parts.dropFirst().reduce(parts[0].widths) { zip($0, $1.widths).map { max($0, $1) } }
  }
}

extension TableRows {
  /// How wide the columns are, but for the last.
  fileprivate func widths() -> [Int] {
    var widths = [Int](repeating: 0, count: heads.columns.count - (heads.word == nil ? 1 : 0))
    for row in rows { widen(&widths, for: bytes.extracting(row.start..<row.end)) }
    return widths
  }

  fileprivate func print(_ widths: [Int], _ isReason: Bool, to text: inout Output) {
    for row in rows { text.append(line: bytes.extracting(row.start..<row.end), widths, isReason) }
  }
}

/// Makes each of `widths` that of its field in `line`, if that is wider.
private func widen(_ widths: inout [Int], for line: borrowing Span<UInt8>) {
  var start = 0
  for i in widths.indices {
    let end = line.fieldEnd(from: start)
    widths[i] = max(widths[i], end - start)
    start = min(end + 1, line.count)
  }
}

extension Span where Element == UInt8 {
  /// Where the field that begins at `start` ends: fields are short, a call would take longer.
  @inline(__always) fileprivate func fieldEnd(from start: Int) -> Int {
    end(from: start) { $0 != UInt8(ascii: " ") }
  }

  /// Whether any byte is a control character.
  fileprivate var holdsControls: Bool {
    var found = false
    for i in indices { found = found || self[i].isControl }
    return found
  }
}

extension UInt8 {
  @inline(__always) fileprivate var isControl: Bool { self < 0x20 || self == 0x7F }
}
