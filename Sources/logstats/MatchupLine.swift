import Lines
import MailRecord
import Timestamps

/// Writes our records as the lines that matchup would have printed, so that all statistics have one source.
///
///     {"type":"delivery","time":...,"born":...,"sender":"A@b.example","channel":"local","recipient":"C",...}
///     d k 1763337601.000646 1763337601.001527 1763337601.208395 62258 <a@b.example> local.c 1208 82 did_1+0+0/
///
/// As matchup does: small letters in addresses, `_` for blanks; `?` for a message that is not known.
struct MatchupLine {
  private(set) var bytes: [UInt8] = []

  /// Turns a `delivery` record; false when it has no time or no known action.
  mutating func set(delivery reader: borrowing RecordReader, _ line: borrowing Span<UInt8>) -> Bool {
    guard let end = reader.instant(.time, in: line), let result = result(reader, line) else { return false }
    let start = reader.instant(.start, in: line) ?? end
    let birth = reader.instant(.born, in: line) ?? start
    bytes.removeAll(keepingCapacity: true)
    bytes += [UInt8(ascii: "d"), 32, result]
    for time in [birth, start, end] { append(time) }
    append(reader, .size, line, else: "0")
    append(sender: reader, line)
    bytes.append(32)
    if let channel = reader.range(.channel) {
      append(text: line.extracting(channel))
      bytes.append(UInt8(ascii: "."))
    }
    if let recipient = reader.range(.recipient) { append(text: line.extracting(recipient), lowered: true) }
    append(reader, .qp, line, else: "?")
    append(reader, .uid, line, else: "?")
    bytes.append(32)
    if let reason = reader.range(.diagnostic) { append(text: line.extracting(reason)) }
    return true
  }

  /// Turns a `message` record that is complete; false for others.
  mutating func set(message reader: borrowing RecordReader, _ line: borrowing Span<UInt8>) -> Bool {
    guard reader.holds(.complete, "true", in: line), let done = reader.instant(.done, in: line) else {
      return false
    }
    bytes.removeAll(keepingCapacity: true)
    bytes.append(UInt8(ascii: "m"))
    append(reader.instant(.born, in: line) ?? done)
    append(done)
    for field in [Field.size, .delivered, .failed, .delayed] { append(reader, field, line, else: "0") }
    append(sender: reader, line)
    append(reader, .qp, line, else: "?")
    append(reader, .uid, line, else: "?")
    return true
  }

  /// `k`, `d` or `z`.
  private func result(_ reader: borrowing RecordReader, _ line: borrowing Span<UInt8>) -> UInt8? {
    guard let range = reader.range(.action) else { return nil }
    let action = line.extracting(range)
    if action.equals("delivered") || action.equals("relayed") || action.equals("expanded")
      || action.equals("discarded")
    {
      return UInt8(ascii: "k")
    }
    if action.equals("failed") || action.equals("expired") { return UInt8(ascii: "d") }
    return action.equals("delayed") ? UInt8(ascii: "z") : nil
  }

  private mutating func append(sender reader: borrowing RecordReader, _ line: borrowing Span<UInt8>) {
    guard let sender = reader.range(.sender) else {
      bytes += [32, UInt8(ascii: "?")]
      return
    }
    bytes += [32, UInt8(ascii: "<")]
    append(text: line.extracting(sender), lowered: true)
    bytes.append(UInt8(ascii: ">"))
  }

  /// ` SECONDS.FRACTION`, with the digits that the record had.
  mutating func append(_ time: Instant) {
    bytes.append(32)
    append(stamp: time)
  }

  mutating func append(stamp time: Instant) {
    append(decimal: UInt64(max(0, time.seconds)), digits: 1)
    if time.digits == 0 { return }
    bytes.append(UInt8(ascii: "."))
    var part = UInt64(time.nanoseconds)
    for _ in Int(time.digits)..<9 { part /= 10 }
    append(decimal: part, digits: Int(time.digits))
  }

  private mutating func append(decimal value: UInt64, digits: Int) {
    if value >= 10 || digits > 1 { append(decimal: value / 10, digits: digits - 1) }
    bytes.append(UInt8(truncatingIfNeeded: 48 + value % 10))
  }

  private mutating func append(
    _ reader: borrowing RecordReader, _ field: Field, _ line: borrowing Span<UInt8>, else absent: StaticString
  ) {
    bytes.append(32)
    if let range = reader.range(field) {
      append(text: line.extracting(range))
    } else {
      bytes += Array(absent.description.utf8)
    }
  }

  /// Text of a JSON string, its escapes undone; bytes that part words become `_`.
  private mutating func append(text: borrowing Span<UInt8>, lowered: Bool = false) {
    var i = 0
    while i < text.count {
      var byte = text[i]
      i += 1
      if byte == UInt8(ascii: "\\"), i < text.count {
        byte = text[i]
        i += 1
        if byte == UInt8(ascii: "u") { i += 4 }
        if byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "/") { byte = 32 }
      }
      if byte <= 32 { byte = UInt8(ascii: "_") }
      bytes.append(lowered && byte >= 65 && byte <= 90 ? byte | 0x20 : byte)
    }
  }
}
