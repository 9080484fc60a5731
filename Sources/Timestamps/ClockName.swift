import Lines

/// What the stamp at the head of a line is called, for people: looked for in the order in which `HeaderReader`
/// does.
///
///     clockName("Nov 21 00:17:11 ash qmail: ...")   is   "RFC 3164, without a year"
public func clockName(_ line: borrowing Span<UInt8>) -> String? {
  if TAI64N(line) != nil { return "TAI64N label" }
  var start = 0
  if line.holds("<", at: 0), let number = line.decimal(at: 1), line.holds(">", at: number.end) {
    start = line.end(from: number.end + 1) { $0 == UInt8(ascii: " ") }
    if line.holds("1 ", at: start), RFC3339(line, at: start + 2) != nil { return "RFC 5424" }
  }
  if let stamp = RFC3339(line, at: start) {
    return stamp.offset == nil ? "ISO 8601, in local time" : "ISO 8601, with its zone"
  }
  if start == 0, Epoch(line) != nil { return "seconds since 1970" }
  if line.holds("[", at: 0), let stamp = Epoch(line, at: 1), line.holds("] ", at: stamp.end) {
    return "seconds since 1970, in brackets"
  }
  if Syslog3164(line, at: start) != nil { return "RFC 3164, without a year" }
  if let found = StampForms.read(line, at: start) {
    return found.stamp.year == nil ? "a date of another form, without a year" : "a date of another form"
  }
  return LoginStamp(in: line) == nil ? nil : "a date within the line, as last writes it"
}
