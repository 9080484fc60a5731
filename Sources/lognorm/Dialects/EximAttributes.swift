import Lines
import MailRecord

/// Walks over attributes as Exim writes them, `H=name (helo) [192.0.2.1]:25 P=esmtp T="a \"b\"" K S=12`.
///
/// Of two with the same key the first one counts: strangers' words stand behind Exim's own.
struct EximAttributes {
  private var at: Int
  /// A bit for each key that was met.
  private var met: UInt64 = 0
  /// Where the text behind `: ` begins, once the walk met it.
  private(set) var diagnostic: Int?
  /// Where `for` or `from` begins that ends an arrival's attributes.
  private(set) var tail: Int?
  /// Where `rejected` begins, which ends a client's attributes.
  private(set) var verdict: Int?

  init(from start: Int) { at = start }

  /// The next attribute: where its key stands, and its value without quotes; nil at the end.
  mutating func next(_ line: borrowing Span<UInt8>) -> (key: Range<Int>, value: Range<Int>)? {
    while true {
      at = line.end(from: at) { $0 == UInt8(ascii: " ") }
      if at >= line.count { return nil }
      if line.holds(": ", at: at) { return stop(line, at + 2) }
      if line.holds("for ", at: at) || line.holds("from <", at: at) {
        tail = at
        return nil
      }
      let start = at
      let word = line.end(from: at) { ($0 | 0x20) &- 97 < 26 || $0 == UInt8(ascii: "*") }
      if word > at, line.holds("=", at: word), isNew(line.extracting(at..<word)) {
        let value = readValue(line, word + 1, isHost: word == at + 1 && (line[at] == 72 || line[at] == 73))
        if let colon = value.stop {
          at = line.count
          diagnostic = colon
        } else {
          at = value.end
        }
        return (start..<word, value.range)
      }
      if line.holds("rejected ", at: start) {
        verdict = start
        return nil
      }
      // A flag, or words such as `defer (-44)`.
      let end = line.end(from: at) { $0 > 32 }
      if line[end - 1] == UInt8(ascii: ":"), line.holds(" ", at: end) { return stop(line, end + 1) }
      at = max(end, start + 1)
    }
  }

  /// Keys of several letters that are read; those of one letter have the bits of their places in the alphabet.
  private static let words: [StaticString] = ["CV", "DKIM", "DN", "DT", "QT", "SNI", "id", "id*"]
  private static let letters: UInt64 = "ACFHIPRSTUX".utf8.reduce(0) { $0 | 1 << UInt64($1 & 31) }

  /// Whether a key is one of those that are read, and was not met before.
  private mutating func isNew(_ key: borrowing Span<UInt8>) -> Bool {
    let bit: UInt64
    if key.count == 1 {
      bit = 1 << UInt64(key[0] & 31)
      guard key[0] < 96, Self.letters & bit != 0 else { return false }
    } else {
      guard key.count < 5, let i = Self.words.firstIndex(where: { key.equals($0) }) else { return false }
      bit = 1 << UInt64(32 + i)
    }
    defer { met |= bit }
    return met & bit == 0
  }

  private mutating func stop(_ line: borrowing Span<UInt8>, _ text: Int) -> (
    key: Range<Int>, value: Range<Int>
  )? {
    diagnostic = text
    at = line.count
    return nil
  }

  /// A value up to a blank, with blanks inside quotes, or of a host; `stop` is where a text begins behind its colon.
  @inline(__always) private func readValue(
    _ line: borrowing Span<UInt8>, _ start: Int, isHost: Bool
  ) -> (range: Range<Int>, end: Int, stop: Int?) {
    if line.holds("\"", at: start) {
      var end = start + 1
      while end < line.count, line[end] != UInt8(ascii: "\"") {
        end += line[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      end = min(end, line.count)
      let behind = min(end + 1, line.count)
      return (start + 1..<end, behind, line.holds(": ", at: behind) ? behind + 2 : nil)
    }
    var end = start
    if isHost { end = line.eximHostEnd(start) }
    if let mailbox = line.mailbox(at: start, isRFC822: true) { end = mailbox.end }
    end = line.wordEnd(from: end)
    if end > start, line[end - 1] == UInt8(ascii: ":"), line.holds(" ", at: end) {
      return (start..<end - 1, end, end + 1)
    }
    return (start..<end, end, nil)
  }
}

/// The client or next hop of `H=`: `name (helo) [ip]:port`, each part but the address may be missing.
struct EximHost {
  var name = 0..<0
  var helo = 0..<0
  var address = 0..<0
  var port: UInt64?

  init(_ line: borrowing Span<UInt8>, _ range: Range<Int>) {
    let text = range.upperBound
    guard let open = line.lastPosition(of: UInt8(ascii: "["), before: text), open >= range.lowerBound,
      let close = line.position(of: UInt8(ascii: "]"), from: open), close < text
    else {
      name = range
      return
    }
    address = open + 1..<close
    if line.holds(":", at: close + 1) { port = line.decimal(at: close + 2)?.value }
    let before = range.lowerBound..<max(range.lowerBound, open - 1)
    if let paren = line.position(of: UInt8(ascii: "("), from: before.lowerBound), paren < before.upperBound,
      line.holds(")", at: before.upperBound - 1)
    {
      helo = paren + 1..<before.upperBound - 1
      name = before.lowerBound..<max(before.lowerBound, paren - 1)
    } else {
      name = before
    }
  }

  func set(client line: borrowing Span<UInt8>, _ record: inout Record) {
    if !name.isEmpty { record[.client_name] = .slice(name) }
    if !helo.isEmpty { record[.helo] = .slice(helo) }
    if !address.isEmpty { record[.client_address] = .slice(address) }
    if let port { record[.client_port] = .integer(port) }
  }

  func set(remote line: borrowing Span<UInt8>, _ record: inout Record) {
    if !name.isEmpty { record[.remote_mta] = .slice(name) }
    if !address.isEmpty { record[.remote_address] = .slice(address) }
    if let port { record[.remote_port] = .integer(port) }
  }
}

/// Sets the fields of an attribute that means the same in all messages; false for others.
func setEximAttribute(
  _ key: borrowing Span<UInt8>, _ value: Range<Int>, _ line: borrowing Span<UInt8>, _ record: inout Record
) -> Bool {
  if key.equals("S") {
    if let size = line.decimal(value) { record[.size] = .integer(size) }
  } else if key.equals("X") {
    setTLS(line, value, &record)
  } else if key.equals("CV") {
    record[.tls_verify] = .slice(value)
  } else if key.equals("DN") {
    record[.tls_peer] = .slice(value)
  } else if key.equals("SNI") {
    record[.tls_sni] = .slice(value)
  } else if key.equals("QT") {
    record[.delay] = duration(line, value)
  } else if key.equals("DT") {
    record[.xdelay] = duration(line, value)
  } else if key.equals("F") {
    record[.sender] = .slice(line.mailbox(at: value.lowerBound, isRFC822: true)?.inside ?? value)
  } else if key.equals("I") {
    let own = EximHost(line, value)
    if !own.address.isEmpty { record[.local_address] = .slice(own.address) }
    if let port = own.port { record[.local_port] = .integer(port) }
  } else {
    return false
  }
  return true
}

/// `TLS1.3:ECDHE_X25519__RSA:256`.
private func setTLS(_ line: borrowing Span<UInt8>, _ value: Range<Int>, _ record: inout Record) {
  guard let colon = line.position(of: UInt8(ascii: ":"), from: value.lowerBound), colon < value.upperBound
  else {
    return record[.tls_cipher] = .slice(value)
  }
  record[.tls_version] = .slice(value.lowerBound..<colon)
  let last = line.lastPosition(of: UInt8(ascii: ":"), before: value.upperBound) ?? colon
  if last > colon, let bits = line.decimal(last + 1..<value.upperBound) {
    record[.tls_bits] = .integer(bits)
    record[.tls_cipher] = .slice(colon + 1..<last)
  } else {
    record[.tls_cipher] = .slice(colon + 1..<value.upperBound)
  }
}

/// `0.065s` as it stands, `4m30s` and `2d3h` in seconds.
private func duration(_ line: borrowing Span<UInt8>, _ value: Range<Int>) -> Value? {
  guard value.count > 1 else { return nil }
  if line[value.upperBound - 1] == UInt8(ascii: "s"),
    let seconds = Value.number(line, value.lowerBound..<value.upperBound - 1)
  {
    return seconds
  }
  return line.duration(value, units: "wdhms", below: 1_000_000).map { .integer($0) }
}
