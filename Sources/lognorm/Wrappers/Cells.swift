import Lines
import Timestamps

/// Opens a row of a table that a search gave, with commas or tabs between its cells: a time, and later a whole line
/// of syslog or a host, a program and what it said.
///
///     2026-11-21T00:17:11Z,mx1,sshd,Connection closed by 192.0.2.7 port 4000
///     "Nov 21, 2026 @ 00:17:11.000",mx1,sshd,"Connection closed by 192.0.2.7 port 4000"
///     0,"2026-11-21T00:17:11.000+0000","/var/log/auth.log",linux_secure,mx1,"Nov 21 00:17:11 mx1 sshd[7]: ..."
///
/// The line within is one of syslog in any case, so that its time is read where all are.
func openCells(_ line: borrowing Span<UInt8>, _ start: Int, _ envelope: inout Envelope) -> Bool {
  let cells = line.cells(from: start)
  guard let at = cells.prefix(2).firstIndex(where: { line.isoTime($0) != nil }) else { return false }
  if let whole = cells.first(where: { line.isSyslog(at: $0.lowerBound) }) {
    envelope.hold(line.extracting(whole))
    return true
  }
  guard cells.count > at + 3, line.isWord(cells[at + 1]), line.isWord(cells[at + 2]) else { return false }
  var syslog = line.isoTime(cells[at])! + [UInt8(ascii: " ")]
  syslog.append(line.extracting(cells[at + 1]))
  syslog.append(UInt8(ascii: " "))
  syslog.append(line.extracting(cells[at + 2]))
  syslog += Array(": ".utf8)
  // A message without quotes may hold commas.
  let message = cells[at + 3]
  let isQuoted = line[message.lowerBound - 1] == UInt8(ascii: "\"")
  syslog.append(line.extracting(isQuoted ? message : message.lowerBound..<line.count))
  envelope.hold(syslog.span)
  return true
}

extension Span where Element == UInt8 {
  /// The first cells of a row, without their quotes; none when the first one ends at no separator.
  fileprivate func cells(from start: Int) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var (at, separator) = (start, UInt8(ascii: ","))
    while cells.count < 16, at <= count {
      let isQuoted = holds("\"", at: at)
      let end = isQuoted ? quotedEnd(at + 1) : end(from: at) { $0 != separator && $0 != UInt8(ascii: "\t") }
      cells.append(isQuoted ? at + 1..<end : at..<end)
      let next = isQuoted ? end + 1 : end
      guard next < count else { break }
      if cells.count == 1 { separator = self[next] }
      guard self[next] == separator, separator == UInt8(ascii: ",") || separator == 9 else { return [] }
      at = next + 1
    }
    return cells
  }

  /// Where the quote stands that ends a cell: two of them, or one behind a backslash, are a part of it.
  private func quotedEnd(_ start: Int) -> Int {
    var at = start
    while at < count {
      if self[at] == UInt8(ascii: "\"") {
        if !holds("\"\"", at: at) { return at }
        at += 1
      } else if self[at] == UInt8(ascii: "\\") {
        at += 1
      }
      at += 1
    }
    return count
  }

  fileprivate func isWord(_ range: Range<Int>) -> Bool {
    !range.isEmpty && extracting(range).position(of: UInt8(ascii: " ")) == nil
  }

  /// A time as ISO 8601 has it, made of one as Kibana shows it where need be.
  ///
  ///     Nov 21, 2026 @ 00:17:11.000   is   2026-11-21T00:17:11.000
  fileprivate func isoTime(_ range: Range<Int>) -> [UInt8]? {
    if let stamp = RFC3339(self, at: range.lowerBound) {
      return stamp.end == range.upperBound ? extracting(range).array : nil
    }
    let months: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
    let text = extracting(range)
    guard text.count >= 20, let day = text.decimal(at: 4), day.end < 7, text.holds(", ", at: day.end),
      let year = text.decimal(at: day.end + 2), year.end == day.end + 6,
      let month = Array(months.description.utf8).span.position(of: text.extracting(0..<3))
    else { return nil }
    let clock = text.holds(" @ ", at: year.end) ? year.end + 3 : year.end + 1
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(year.value)-\(two(month / 3 + 1))-\(two(Int(day.value)))T"
    let iso = Array(date.utf8) + text.extracting(clock..<text.count).array
    return RFC3339(iso.span)?.end == iso.count ? iso : nil
  }

  /// Where `word` first stands at a multiple of its length.
  private func position(of word: borrowing Span<UInt8>) -> Int? {
    for at in stride(from: 0, to: count, by: word.count) where extracting(at..<at + word.count).equals(word) {
      return at
    }
    return nil
  }
}
