import Lines
import MailRecord

/// Reads what qmail-send says.
///
///     new msg 18995
///     info msg 18995: bytes 603 from <root@96633.net> qp 26920 uid 0
///     starting delivery 103: msg 18995 to local root@96633.net
///     delivery 103: success: did_1+0+0/
///     end msg 18995
///
/// IndiMail's qmail-send, which has several queues, names the queue at the end: `end msg 18995 queue2`.
/// - Source: qmail-log(5); notqmail's qmail-send.c; indimail-mta 3.0's qmail-send.c.
func parseQmailSend(_ line: borrowing Span<UInt8>, _ text: Range<Int>, _ record: inout Record) -> Bool {
  guard !line.holds("qmail-", at: text.lowerBound), let queue = line.indimailQueue(text) else {
    return readQmailSend(line, text.lowerBound, &record)
  }
  record[.instance] = .slice(queue)
  return readQmailSend(line.extracting(..<(queue.lowerBound - 1)), text.lowerBound, &record)
}

private func readQmailSend(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard at < line.count else { return false }
  switch line[at] {
  case UInt8(ascii: "s"): return startingDelivery(line, at, &record) || status(line, at, &record)
  case UInt8(ascii: "d"): return deliveryEnd(line, at, &record)
  case UInt8(ascii: "n"): return message(line, at, "new msg ", &record)
  case UInt8(ascii: "i"): return infoMessage(line, at, &record)
  case UInt8(ascii: "e"): return message(line, at, "end msg ", &record) || line.holds("exiting", at: at)
  case UInt8(ascii: "b"): return bounceMessage(line, at, &record)
  case UInt8(ascii: "t"): return line.holds("triple bounce: discarding ", at: at)
  case UInt8(ascii: "w"): return line.holds("warning: ", at: at)
  case UInt8(ascii: "a"): return line.holds("alert: ", at: at)
  // Under one tag for all of qmail.
  case UInt8(ascii: "q"):
    guard line.holds("qmail-smtpd: ", at: at) else { return false }
    record[.app] = .word("qmail-smtpd")
    record[.text] = .slice(at + 13..<line.count)
    return parseQmailSmtpd(line, at + 13..<line.count, &record)
  default: return line.holds("running", at: at)
  }
}

/// `new msg 18995`, `end msg 18995`.
private func message(_ line: borrowing Span<UInt8>, _ at: Int, _ words: StaticString, _ record: inout Record)
  -> Bool
{
  let start = at + words.utf8CodeUnitCount
  guard line.holds(words, at: at), let number = line.decimal(at: start), number.end == line.count else {
    return false
  }
  record[.queue_id] = .slice(start..<number.end)
  return true
}

/// `info msg 18995: bytes 603 from <root@96633.net> qp 26920 uid 0`; the sender may hold anything, so the end is
/// read from the right.
private func infoMessage(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard line.holds("info msg ", at: at), let number = line.decimal(at: at + 9),
    line.holds(": bytes ", at: number.end), let bytes = line.decimal(at: number.end + 8),
    line.holds(" from <", at: bytes.end), let close = line.lastPosition(of: "> qp "),
    close >= bytes.end + 7, let qp = line.decimal(at: close + 5), line.holds(" uid ", at: qp.end),
    let uid = line.decimal(at: qp.end + 5), uid.end == line.count
  else { return false }
  record[.queue_id] = .slice(at + 9..<number.end)
  record[.size] = .integer(bytes.value)
  record[.sender] = .slice(bytes.end + 7..<close)
  record[.qp] = .integer(qp.value)
  record[.uid] = .integer(uid.value)
  return true
}

/// `starting delivery 103: msg 18995 to local root@96633.net`.
private func startingDelivery(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard line.holds("starting delivery ", at: at), let delivery = line.decimal(at: at + 18),
    line.holds(": msg ", at: delivery.end), let number = line.decimal(at: delivery.end + 6),
    line.holds(" to ", at: number.end),
    let blank = line.position(of: UInt8(ascii: " "), from: number.end + 4)
  else { return false }
  record[.delivery] = .integer(delivery.value)
  record[.queue_id] = .slice(delivery.end + 6..<number.end)
  record[.channel] = .slice(number.end + 4..<blank)
  record[.recipient] = .slice(blank + 1..<line.count)
  return true
}

/// `delivery 103: success: did_1+0+0/`, `delivery 103: report mangled, will defer`.
private func deliveryEnd(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard line.holds("delivery ", at: at), let delivery = line.decimal(at: at + 9),
    line.holds(": ", at: delivery.end)
  else { return false }
  let start = delivery.end + 2
  var end = start
  if line.holds("success:", at: start) {
    (record[.action], end) = (.word("delivered"), start + 8)
  } else if line.holds("deferral:", at: start) {
    (record[.action], end) = (.word("delayed"), start + 9)
  } else if line.holds("failure:", at: start) {
    let expired = line.ends(with: "I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./")
    (record[.action], end) = (.word(expired ? "expired" : "failed"), start + 8)
  } else if line.holds("report mangled", at: start) {
    record[.action] = .word("delayed")
    record[.delivery] = .integer(delivery.value)
    record[.diagnostic] = .slice(start..<start + 14)
    return true
  } else {
    return false
  }
  record[.delivery] = .integer(delivery.value)
  // An empty report may have lost its blank on the way.
  let report = (line.holds(" ", at: end) ? end + 1 : end)..<line.count
  record[.diagnostic] = .slice(report)
  readQmailReport(line, report, succeeded: line[start] == UInt8(ascii: "s"), &record)
  return true
}

/// `bounce msg 18995 qp 26925`.
private func bounceMessage(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard line.holds("bounce msg ", at: at), let number = line.decimal(at: at + 11),
    line.holds(" qp ", at: number.end), let qp = line.decimal(at: number.end + 4), qp.end == line.count
  else { return false }
  record[.queue_id] = .slice(at + 11..<number.end)
  record[.bounce_qp] = .integer(qp.value)
  return true
}

/// `status: local 1/10 remote 0/20`, with ` exitasap` when it will leave; `status: exiting`.
private func status(_ line: borrowing Span<UInt8>, _ at: Int, _ record: inout Record) -> Bool {
  guard line.holds("status: ", at: at) else { return false }
  guard line.holds("local ", at: at + 8), let local = share(line, at + 14),
    line.holds(" remote ", at: local.end), let remote = share(line, local.end + 8)
  else { return line.holds("exiting", at: at + 8) || line.holds("local ", at: at + 8) }
  record[.concurrency_local] = .integer(local.value)
  record[.limit_local] = .integer(local.limit)
  record[.concurrency_remote] = .integer(remote.value)
  record[.limit_remote] = .integer(remote.limit)
  return true
}

/// `1/10`.
func share(_ line: borrowing Span<UInt8>, _ at: Int) -> (value: UInt64, limit: UInt64, end: Int)? {
  guard let value = line.decimal(at: at), value.end < line.count, line[value.end] == UInt8(ascii: "/"),
    let limit = line.decimal(at: value.end + 1)
  else { return nil }
  return (value.value, limit.value, limit.end)
}

/// Whether a text begins as nearly all of qmail-send's do.
func isQmailSend(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
  let at = text.lowerBound
  return line.holds("delivery ", at: at) || line.holds("status: ", at: at) || line.holds("new msg ", at: at)
    || line.holds("info msg ", at: at) || line.holds("end msg ", at: at)
    || line.holds("starting delivery ", at: at) || line.holds("bounce msg ", at: at)
}
