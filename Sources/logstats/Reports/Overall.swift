import Lines

extension Report {
  static let overall = Report(
    name: "overall", needs: .overall,
    heading: """
      Basic statistics

      qtime is the time spent by a message in the queue.

      ddelay is the latency for a successful delivery to one recipient---the
      end of successful delivery, minus the time when the message was queued.

      xdelay is the latency for a delivery attempt---the time when the attempt
      finished, minus the time when it started. The average concurrency is the
      total xdelay for all deliveries divided by the time span; this is a good
      measure of how busy the mailer is.
      """,
    body: .overall)
}

extension Overall {
  func print(to output: inout Output) {
    output.append("Completed messages: ", whole: messages)
    if messages > 0 {
      output.append("Recipients for completed messages: ", whole: recipients)
      output.append("Total delivery attempts for completed messages: ", whole: tries)
      output.append("Average delivery attempts per completed message: ", quotient: tries, messages)
      output.append("Bytes in completed messages: ", whole: bytes)
      output.append("Bytes weighted by success: ", whole: sbytes)
      output.append("Average message qtime (s): ", quotient: qtime, messages * Int128(billion))
    }
    output.endLine()
    output.append("Total delivery attempts: ", whole: deliveries)
    if deliveries > 0 { printDeliveries(to: &output) }
  }

  private func printDeliveries(to output: inout Output) {
    output.append("  success: ", whole: successes)
    output.append("  failure: ", whole: failures)
    output.append("  deferral: ", whole: deferrals)
    output.append("Total ddelay (s): ", seconds: ddelay)
    if successes > 0 {
      output.append("Average ddelay per success (s): ", seconds: nearest(ddelay, over: successes))
    }
    output.append("Total xdelay (s): ", seconds: xdelay)
    output.append("Average xdelay per delivery attempt (s): ", seconds: nearest(xdelay, over: deliveries))
    if span > 0 {
      output.append("Time span (days): ", quotient: span, 86400 * Int128(billion))
      output.append("Average concurrency: ", quotient: xdelay, span)
    }
  }
}

extension Output {
  fileprivate mutating func append(_ label: StaticString, whole value: Int128) {
    append(label)
    append(whole: value)
    endLine()
  }

  fileprivate mutating func append(_ label: StaticString, quotient value: Int128, _ divisor: Int128) {
    append(label)
    append(quotient: value, divisor)
    endLine()
  }

  fileprivate mutating func append(_ label: StaticString, seconds value: Int128) {
    append(label)
    append(seconds: value, places: 6)
    endLine()
  }
}
