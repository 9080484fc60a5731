import Glibc

/// How a filter leaves when it cannot go on. The numbers are djb's: a caller may retry 111, never 100.
public enum Exit: Int32, Sendable {
  case usage = 100
  case temporary = 111
}

/// Writes `tool: fatal: what: why` to standard error and leaves.
///
///     lognorm: fatal: unable to write output: No space left on device
///
/// - Parameters:
///   - what: what failed and on which object; lower case, no full stop.
///   - code: errno of the failed call, or 0 when no call failed.
public func fatal(_ tool: StaticString, _ what: String, errno code: Int32 = 0, _ exit: Exit = .temporary)
  -> Never
{
  complain("\(tool): fatal: \(what)\(why(code))")
  _exit(exit.rawValue)
}

/// Writes `tool: warning: what: why` to standard error; the tool goes on.
public func warning(_ tool: StaticString, _ what: String, errno code: Int32 = 0) {
  complain("\(tool): warning: \(what)\(why(code))")
}

/// Writes one line to standard error as it stands.
public func complain(_ text: String) {
  var line = Array((text + "\n").utf8)
  _ = unsafe line.withUnsafeMutableBytes { unsafe write(2, $0.baseAddress, $0.count) }
}

private func why(_ code: Int32) -> String {
  unsafe code == 0 ? "" : ": " + String(cString: strerror(code))
}
