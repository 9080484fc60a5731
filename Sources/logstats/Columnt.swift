import Lines

/// qmailanalog's columnt: all columns but the last right-justified, the last left, two blanks between.
///
///     sbytes  mess  tries  xdelay  recipient
///      19237     1      1    0.01  local.ben@cust02.example
struct Columnt {
  private var rows: [[[UInt8]]] = []
  private var widths: [Int] = []

  mutating func add(_ cells: [[UInt8]]) {
    rows.append(cells)
    for (i, cell) in cells.enumerated() {
      if i == widths.count { widths.append(0) }
      widths[i] = max(widths[i], cell.count)
    }
  }

  func write(to output: inout Output) {
    for row in rows {
      for (i, cell) in row.enumerated() {
        let isLast = i == widths.count - 1
        if !isLast { for _ in cell.count..<widths[i] { output.append(UInt8(ascii: " ")) } }
        output.append(cell.span)
        if !isLast { output.append("  ") }
      }
      output.endLine()
    }
  }
}

/// `logstats -c`: columnt itself, of what is read.
struct ColumntFilter: LineFilter, ~Copyable {
  private(set) var columnt = Columnt()

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    var words = Words()
    var cells: [[UInt8]] = []
    while true {
      let word = words.next(line)
      if word.isEmpty { break }
      cells.append(line.extracting(word).array)
    }
    columnt.add(cells)
  }
}
