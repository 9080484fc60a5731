import Lines

/// zoverall: how much, how long, how busy.
final class Overall: Report {
  let name = "overall"

  /// Sums in the order in which a partial result keeps them.
  private enum Sum: Int, CaseIterable {
    case messages, recipients, tries, bytes, weighted, deliveries, successes, failures, first, last
  }
  /// Nanoseconds.
  private enum Time: Int, CaseIterable { case qtime, ddelay, xdelay }

  private var sums = [Int64](repeating: 0, count: Sum.allCases.count)
  private var times = [Int128](repeating: 0, count: Time.allCases.count)

  init() { (self[.first], self[.last]) = (.max, .min) }

  private subscript(_ sum: Sum) -> Int64 {
    get { sums[sum.rawValue] }
    set { sums[sum.rawValue] = newValue }
  }

  private subscript(_ time: Time) -> Int128 {
    get { times[time.rawValue] }
    set { times[time.rawValue] = newValue }
  }

  func add(_ attempt: Attempt, _ line: borrowing Span<UInt8>) {
    self[.deliveries] += 1
    self[.xdelay] += Int128(attempt.xdelay)
    if attempt.outcome == .success {
      self[.successes] += 1
      self[.ddelay] += Int128(attempt.ddelay)
    } else if attempt.outcome == .failure {
      self[.failures] += 1
    }
    span(attempt.birth, attempt.end)
  }

  func add(_ completion: Completion, _ line: borrowing Span<UInt8>) {
    self[.messages] += 1
    self[.recipients] += completion.recipients
    self[.tries] += completion.tries
    self[.bytes] += completion.bytes
    self[.weighted] += completion.bytes &* completion.successes
    self[.qtime] += Int128(completion.qtime)
    span(completion.birth, completion.done)
  }

  private func span(_ from: Int64, _ to: Int64) {
    self[.first] = min(self[.first], from)
    self[.last] = max(self[.last], to)
  }

  func add(partial: Partial) {
    let key = String(decoding: partial.key, as: UTF8.self)
    if let time = Time.allCases.first(where: { "\($0)" == key }) { self[time] += partial.time }
    guard key == "sums", partial.values.count == sums.count else { return }
    for sum in Sum.allCases where sum != .first && sum != .last { self[sum] += partial.values[sum.rawValue] }
    span(partial.values[Sum.first.rawValue], partial.values[Sum.last.rawValue])
  }

  func writePartial(to output: inout Output, group: Group?) -> Int {
    output.write(partial: Partial(key: Array("sums".utf8), values: sums, time: 0), of: name, group)
    for time in Time.allCases {
      output.write(
        partial: Partial(key: Array("\(time)".utf8), values: [], time: self[time]), of: name, group)
    }
    return 1 + Time.allCases.count
  }

  /// What is printed, line by line; nil where awk's script is silent too.
  private var lines: [(key: String, label: String, value: String)?] {
    let second: Int128 = 1_000_000_000
    let (messages, deliveries) = (self[.messages], self[.deliveries])
    var lines: [(String, String, String)?] = [("messages", "Completed messages", "\(messages)")]
    if messages > 0 {
      lines += [
        ("recipients", "Recipients for completed messages", "\(self[.recipients])"),
        ("tries", "Total delivery attempts for completed messages", "\(self[.tries])"),
        (
          "tries_per_message", "Average delivery attempts per completed message",
          general(Double(self[.tries]) / Double(messages))
        ),
        ("bytes", "Bytes in completed messages", "\(self[.bytes])"),
        ("sbytes", "Bytes weighted by success", "\(self[.weighted])"),
        ("qtime", "Average message qtime (s)", general(Double(self[.qtime]) / 1e9 / Double(messages))),
      ]
    }
    lines += [nil, ("deliveries", "Total delivery attempts", "\(deliveries)")]
    if deliveries == 0 { return lines }
    lines += [
      ("success", "  success", "\(self[.successes])"), ("failure", "  failure", "\(self[.failures])"),
      ("deferral", "  deferral", "\(deliveries - self[.successes] - self[.failures])"),
      ("ddelay", "Total ddelay (s)", fixed(self[.ddelay], second, 6)),
    ]
    if self[.successes] > 0 {
      let value = fixed(self[.ddelay], second * Int128(self[.successes]), 6)
      lines.append(("ddelay_per_success", "Average ddelay per success (s)", value))
    }
    lines += [
      ("xdelay", "Total xdelay (s)", fixed(self[.xdelay], second, 6)),
      (
        "xdelay_per_delivery", "Average xdelay per delivery attempt (s)",
        fixed(self[.xdelay], second * Int128(deliveries), 6)
      ),
    ]
    if self[.last] > self[.first] {
      let span = Double(Int128(self[.last]) - Int128(self[.first])) / 1e9
      lines += [
        ("span_days", "Time span (days)", general(span / 86400)),
        ("concurrency", "Average concurrency", general(Double(self[.xdelay]) / 1e9 / span)),
      ]
    }
    return lines
  }

  func writeText(to output: inout Output, top: Int?) {
    output.append(overallHeading)
    for line in lines {
      if let line { output.append(string: "\(line.label): \(line.value)") }
      output.endLine()
    }
  }

  func writeStats(to output: inout Output, top: Int?, group: Group?) -> Int {
    output.beginStat(name, group)
    for case let line? in lines {
      output.appendKey(line.key)
      output.append(string: line.value)
    }
    output.endStat()
    return 1
  }
}

private let overallHeading: StaticString = """
  Basic statistics

  qtime is the time spent by a message in the queue.

  ddelay is the latency for a successful delivery to one recipient---the
  end of successful delivery, minus the time when the message was queued.

  xdelay is the latency for a delivery attempt---the time when the attempt
  finished, minus the time when it started. The average concurrency is the
  total xdelay for all deliveries divided by the time span; this is a good
  measure of how busy the mailer is.


  """
