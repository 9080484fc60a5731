import Lines

extension Report {
  static let sendmail = Report(name: "sendmail", needs: .listing, heading: "", body: .listing)
}

/// Lines like sendmail's, one for each delivery and message, in the order of the input.
extension Output {
  /// `STAMP qp QP: to=RECIPIENT, uid=UID, ddelay=S, xdelay=S, stat=Sent (REASON)`
  mutating func list(_ delivery: Delivery, in text: borrowing Span<UInt8>) {
    append(text.extracting(delivery.stamp))
    append(" qp ")
    append(text.extracting(delivery.qp))
    append(": to=")
    append(text.extracting(delivery.recipient))
    append(", uid=")
    append(text.extracting(delivery.uid))
    append(", ddelay=")
    append(seconds: Int128(delivery.ddelay), places: 6)
    append(", xdelay=")
    append(seconds: Int128(delivery.xdelay), places: 6)
    switch delivery.ending {
    case .success: append(", stat=Sent (")
    case .failure: append(", stat=Failed (")
    case .deferral, .other: append(", stat=Deferred (")
    }
    append(text.extracting(delivery.reason))
    append(UInt8(ascii: ")"))
    endLine()
  }

  /// `STAMP qp QP: from=SENDER, uid=UID, size=BYTES, nrcpts=N, deferrals=N, qtime=S`
  mutating func list(_ message: Message, in text: borrowing Span<UInt8>) {
    append(text.extracting(message.stamp))
    append(" qp ")
    append(text.extracting(message.qp))
    append(": from=")
    append(text.extracting(message.sender))
    append(", uid=")
    append(text.extracting(message.uid))
    append(", size=")
    append(decimal: UInt64(message.size))
    append(", nrcpts=")
    append(decimal: UInt64(message.successes + message.failures))
    append(", deferrals=")
    append(decimal: UInt64(message.deferrals))
    append(", qtime=")
    append(seconds: Int128(message.qtime), places: 6)
    endLine()
  }
}

extension RecordFacts {
  /// What matchup would print of the event: nothing where it knows it, warnings as they are, others behind `?`.
  ///
  ///     ? 1795219852.702813500 bounce msg 5646881 qp 21176
  mutating func list(event line: borrowing Span<UInt8>, to output: inout Output) {
    guard let time = reader.instant(.time, in: line) else { return }
    let words = eventText(line)
    let isQmail =
      !reader.has(.app) || reader.holds(.app, "qmail", in: line) || reader.holds(.app, "qmail-send", in: line)
    let first = text.held.extracting(text.held.word(from: words.lowerBound))
    if isQmail && isKnownToMatchup(first) { return }
    let isWarning = isQmail && (first.equals("warning:") || first.equals("alert:"))
    if !isWarning { output.append("? ") }
    output.append(epoch: time)
    output.append(UInt8(ascii: " "))
    if !isQmail, let app = reader.range(.app) {
      output.append(line.extracting(app))
      output.append(": ")
    }
    output.append(text.held.extracting(words))
    output.endLine()
  }
}

/// The words of qmail-send's that matchup reads or passes over.
private func isKnownToMatchup(_ word: borrowing Span<UInt8>) -> Bool {
  let known: [StaticString] = [
    "status:", "number", "local", "remote", "running", "exiting", "new", "info", "starting", "delivery",
    "end", "extra",
  ]
  for name in known where word.equals(name) { return true }
  return false
}
