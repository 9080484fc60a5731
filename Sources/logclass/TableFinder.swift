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
    self.app = app.array
    self.mta = mta.array
    var plainApp: [UInt8] = []
    plainApp.append(unescaping: app)
    var plainMTA: [UInt8] = []
    plainMTA.append(unescaping: mta)
    let found = rules.table(of: plainApp.span, else: plainMTA.span)
    last = found
    return found
  }
}
