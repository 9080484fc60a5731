import Lines
import MailRecord

/// Parts of a record, kept as they will be written, one behind the other in the pool.
///
///     18995 | ,"sender":"root@96633.net" | ,"size":603 | | ,"qp":26920,"uid":0
///
/// The first is a bare name (queue id, process id); the fields of the others follow from the `Layout`.
struct Parts {
  fileprivate(set) var block = BytePool.Block.empty
  fileprivate var ends = InlineArray<5, UInt32>(repeating: 0)

  fileprivate func range(_ part: Int) -> Range<Int> {
    (part == 0 ? 0 : Int(ends[part - 1]))..<Int(ends[part])
  }

  var hasFields: Bool { ends[4] > ends[0] }
}

/// Which fields of an event are kept, in parts between which a record has other fields; nil parts them.
struct Layout {
  let name: Field
  let fields: [Field?]

  static let message = Layout(
    name: .queue_id,
    fields: [
      .message_id, .envelope_id, .sender, nil, .size, nil, .recipients, .client_name, .client_address,
      .client_port, .helo, .protocol, .auth_method, .auth_user, .tls_version, .tls_cipher, nil, .qp, .uid,
    ])
  static let delivery = Layout(
    name: .queue_id, fields: [.recipient, .original_recipient, nil, .channel, nil, nil])
  static let session = Layout(
    name: .pid,
    fields: [
      .app, nil, .mta, .client_name, .client_address, .client_port, .helo, nil, .local_name, .local_address,
      .local_port, nil, .auth_method, .auth_user, .tls_version, .tls_cipher,
    ])
}

extension Joiner {
  /// The fields of `layout` that the event just read has, and those of `old` that it lacks.
  ///
  /// - Parameter firstNew: the parts before it are not changed by the event.
  mutating func gather(
    _ layout: Layout, _ line: borrowing Span<UInt8>, over old: Parts = Parts(), from firstNew: Int = 0
  ) -> Parts {
    let isOlder = old.hasFields && recall(layout, old)
    scratch.clear()
    if firstNew == 0, let name = reader.range(layout.name) {
      scratch.append(line.extracting(name))
    } else {
      scratch.append(pool, old, 0)
    }
    var parts = Parts()
    parts.ends[0] = UInt32(scratch.mark)
    var part = 1
    for field in layout.fields {
      guard let field else {
        parts.ends[part] = UInt32(scratch.mark)
        part += 1
        continue
      }
      if part >= firstNew, reader.has(field) {
        writer.copy(field, reader, line, to: &scratch)
      } else if isOlder {
        writer.copy(field, older, stored, to: &scratch)
      }
    }
    parts.ends[4] = UInt32(scratch.mark)
    pool.free(old.block)
    parts.block = pool.store(scratch)
    return parts
  }

  /// The parts of a message of which no more is known than its queue id and how many recipients it has.
  mutating func parts(named name: borrowing Span<UInt8>, recipients: Int) -> Parts {
    scratch.clear()
    scratch.append(name)
    var parts = Parts()
    for part in 0...2 { parts.ends[part] = UInt32(scratch.mark) }
    writer.write(.recipients, UInt64(recipients), to: &scratch)
    for part in 3...4 { parts.ends[part] = UInt32(scratch.mark) }
    parts.block = pool.store(scratch)
    return parts
  }

  /// Reads kept parts again, into `older`.
  private mutating func recall(_ layout: Layout, _ parts: Parts) -> Bool {
    stored.clear()
    stored.append("{\"type\":\"parts\"")
    for part in 1...4 { stored.append(pool, parts, part) }
    stored.append(UInt8(ascii: "}"))
    return older.read(stored)
  }
}

extension BytePool {
  /// The bytes of one part.
  @_lifetime(borrow self) func bytes(_ parts: Parts, _ part: Int) -> Span<UInt8> {
    bytes(parts.block).extracting(parts.range(part))
  }
}

extension RecordWriter {
  /// Writes a field as it stands in a record that was read, string or not; nothing when it is absent.
  @inline(__always) func copy(
    _ field: Field, _ reader: borrowing RecordReader, _ line: borrowing Span<UInt8>, to output: inout Output
  ) {
    guard let range = reader.range(field) else { return }
    if reader.isString(field, in: line) {
      write(field, escaped: line.extracting(range), to: &output)
    } else if line.isValue(range) {
      write(field, json: line.extracting(range), to: &output)
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether a JSON value that is no string fills `range`: a nested one (which the reader measured), a number or a
  /// word; not what is left of a string that lost a quote.
  func isValue(_ range: Range<Int>) -> Bool {
    let first = self[range.lowerBound]
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return true }
    let value = extracting(range)
    if value.equals("true") || value.equals("false") || value.equals("null") { return true }
    return value.isNumber
  }

  /// Whether the bytes are a JSON number (RFC 8259, section 6).
  var isNumber: Bool {
    func digits(_ start: Int) -> Int { end(from: start) { $0 &- 48 < 10 } }
    let start = holds("-", at: 0) ? 1 : 0
    var at = digits(start)
    if at == start || self[start] == UInt8(ascii: "0") && at > start + 1 { return false }
    if holds(".", at: at) {
      let fraction = at + 1
      at = digits(fraction)
      if at == fraction { return false }
    }
    guard at < count, self[at] | 0x20 == UInt8(ascii: "e") else { return at == count }
    let exponent = at + (holds("+", at: at + 1) || holds("-", at: at + 1) ? 2 : 1)
    at = digits(exponent)
    return at > exponent && at == count
  }
}
