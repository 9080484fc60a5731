import Lines

/// Any text in columns, as columnt sets it: words between blanks, all but the last column to the right.
struct ColumnText: ~Copyable, LineFilter {
  /// All words, one behind the other, and where each ends; an end of its own for each line.
  private var text = Output("logstats", descriptor: -1)
  private var lines: [[Int]] = []
  private var widths: [Int] = []

  mutating func read(_ line: borrowing Span<UInt8>, cut: Int, to output: inout Output) {
    var ends: [Int] = []
    var word = line.word(from: 0)
    while !word.isEmpty {
      if ends.count == widths.count { widths.append(0) }
      widths[ends.count] = max(widths[ends.count], word.count)
      text.append(line.extracting(word))
      ends.append(text.mark)
      word = line.word(from: word.upperBound)
    }
    lines.append(ends)
  }

  mutating func finish(to output: inout Output) {
    var start = 0
    for line in lines {
      for (column, end) in line.enumerated() {
        let isLast = column == widths.count - 1
        if !isLast { for _ in end - start..<widths[column] { output.append(UInt8(ascii: " ")) } }
        output.append(text.held.extracting(start..<end))
        if !isLast { output.append("  ") }
        start = end
      }
      output.endLine()
    }
  }
}
