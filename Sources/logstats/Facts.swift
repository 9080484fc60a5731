import Lines

/// How an attempt ended, in qmail's words.
enum Ending {
  /// matchup's k
  case success
  /// matchup's d
  case failure
  /// matchup's z
  case deferral
  /// A letter that matchup does not write: it counts as an attempt only.
  case other
}

/// The largest size or count that is taken as it stands, so that no sum of products can overflow 128 bits.
let largestAmount: UInt64 = 1_000_000_000_000_000

/// One attempt for one recipient, matchup's `d` line: nanoseconds since 1970, and where its words stand.
struct Delivery {
  var ending = Ending.other
  /// When the message was queued.
  var birth: Int64 = 0
  var start: Int64 = 0
  var end: Int64 = 0
  var size: Int64 = 0
  /// `<a@b>`, or `?` when the message is not known.
  var sender = 0..<0
  /// `local.a@b`, or `a@b` where the MTA has no channels.
  var recipient = 0..<0
  var qp = 0..<0
  var uid = 0..<0
  var reason = 0..<0
  /// Why it did not succeed, and the MTA that says so; empty when the record does not tell.
  var cause = 0..<0
  var mta = 0..<0
  /// The end as it was written.
  var stamp = 0..<0

  /// From queueing to the end of the attempt.
  var ddelay: Int64 { end - birth }
  /// What the attempt took.
  var xdelay: Int64 { end - start }
}

/// One recipient or client refused before there was a message.
struct Reject {
  var time: Int64 = 0
  var cause = 0..<0
  var mta = 0..<0
}

/// One message that has left the queue, matchup's `m` line.
struct Message {
  var birth: Int64 = 0
  var done: Int64 = 0
  var size: Int64 = 0
  var successes: Int64 = 0
  var failures: Int64 = 0
  var deferrals: Int64 = 0
  var sender = 0..<0
  var qp = 0..<0
  var uid = 0..<0
  /// The end as it was written.
  var stamp = 0..<0

  var qtime: Int64 { done - birth }
}
