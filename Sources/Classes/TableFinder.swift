import Lines

/// Finds the table of an event, remembering the last: logs come in runs of one program.
struct TableFinder {
  private var app: [UInt8] = []
  private var mta: [UInt8] = []
  private var last: Int?

  /// - Parameters: the values as they stand in the record, still escaped.
  @inline(__always) mutating func table(
    _ app: borrowing Span<UInt8>, _ mta: borrowing Span<UInt8>, _ rules: borrowing RuleTables
  ) -> Int {
    if let last, app.equals(self.app.span), mta.equals(self.mta.span) { return last }
    return find(app, mta, rules)
  }

  @inline(never) private mutating func find(
    _ app: borrowing Span<UInt8>, _ mta: borrowing Span<UInt8>, _ rules: borrowing RuleTables
  ) -> Int {
    self.app.removeAll(keepingCapacity: true)
    self.app.append(app)
    self.mta.removeAll(keepingCapacity: true)
    self.mta.append(mta)
    let backslash = UInt8(ascii: "\\")
    let found: Int
    if app.position(of: backslash) == nil && mta.position(of: backslash) == nil {
      found = rules.table(of: app, else: mta)
    } else {
      found = rules.table(of: Self.unescaped(app).span, else: Self.unescaped(mta).span)
    }
    last = found
    return found
  }

  private static func unescaped(_ text: borrowing Span<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.append(unescaping: text)
    return plain
  }
}
