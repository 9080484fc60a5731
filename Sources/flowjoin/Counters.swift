import Lines

/// What became of the lines: `in` = passed + consumed, `out` = passed + deliveries + messages + rejects + sessions.
struct Counters {
  /// Lines written as they came.
  var passed = 0
  /// Events that went into a record and were not written themselves.
  var consumed = 0
  var deliveries = 0
  var messages = 0
  var rejects = 0
  var sessions = 0
  /// Events of a kind that flowjoin joins, but of something whose beginning is not known.
  var unmatched = 0
  /// Deliveries that were under way when the queue manager ended or began again.
  var interrupted = 0
  /// Deliveries, messages and sessions not yet over at the end of input.
  var open = 0

  var written: Int { passed + deliveries + messages + rejects + sessions }
}
