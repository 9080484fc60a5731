import Glibc

/// Signals as a filter wants them: they arrive only while it waits for input, never in the middle of a line.
///
/// SIGTERM and SIGINT ask it to finish (what is still in the pipe is read for at most two seconds), SIGHUP to
/// reread its rules. SIGPIPE keeps its default: the tool ends silently with its reader.
enum Signals {
  nonisolated(unsafe) private static var asked: sig_atomic_t = 0
  nonisolated(unsafe) private static var hungUp: sig_atomic_t = 0
  nonisolated(unsafe) private static var deadline: Int64 = .max

  /// How long a tool that was told to end goes on reading.
  private static let grace: Int64 = 2_000_000_000

  static func prepare() {
    var held = sigset_t()
    unsafe sigemptyset(&held)
    for signal in [SIGTERM, SIGINT, SIGHUP] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { signal in
        if signal == SIGHUP { unsafe Signals.hungUp = 1 } else { unsafe Signals.asked = 1 }
      }
      unsafe sigaction(signal, &action, nil)
      unsafe sigaddset(&held, signal)
    }
    unsafe sigprocmask(SIG_BLOCK, &held, nil)
  }

  /// Whether SIGHUP came since the last question, also when it is still held back because input came at once.
  static func takeHangup() -> Bool {
    var hangup = sigset_t()
    unsafe sigemptyset(&hangup)
    unsafe sigaddset(&hangup, SIGHUP)
    var none = timespec()
    let isHeld = unsafe sigtimedwait(&hangup, nil, &none) == SIGHUP
    let came = unsafe hungUp != 0
    unsafe hungUp = 0
    return came || isHeld
  }

  enum Wait { case ready, idle, ended }

  /// Waits until `descriptor` can be read, a signal or `seconds` pass; `.ended` when the grace of SIGTERM is over.
  static func wait(for descriptor: Int32, seconds: Double) -> Wait {
    let now = monotonicNanoseconds()
    if unsafe asked != 0 && deadline == .max { unsafe deadline = now + grace }
    let left = unsafe deadline == .max ? Int64.max : deadline - now
    if left <= 0 { return .ended }
    let nanoseconds = min(Int64(seconds * 1e9), left)
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    var none = sigset_t()
    unsafe sigemptyset(&none)
    var set = fd_set()
    unsafe withUnsafeMutableBytes(of: &set) { unsafe $0[Int(descriptor / 8)] |= 1 << UInt8(descriptor % 8) }
    let n = unsafe pselect(descriptor + 1, &set, nil, nil, &time, &none)
    // A descriptor that can't be waited for is left to read(), which tells why.
    if n > 0 || n < 0 && errno != EINTR { return .ready }
    // Told to end while nothing is waiting: a regular pipe would have been ready by now.
    return unsafe asked != 0 && seconds > 0 && deadline <= monotonicNanoseconds() ? .ended : .idle
  }
}

/// Nanoseconds of a clock that only goes forward.
public func monotonicNanoseconds() -> Int64 {
  var now = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}

/// The time of day: seconds and nanoseconds since 1970-01-01T00:00:00Z.
public func timeOfDay() -> (seconds: Int64, nanoseconds: UInt32) {
  var now = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &now)
  return (Int64(now.tv_sec), UInt32(now.tv_nsec))
}
