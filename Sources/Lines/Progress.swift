import Glibc

/// Tells a person at a terminal how far a long run is; silent when standard error is not one, and for short runs.
///
///     lognorm: 512 MB of 2048 MB, 25 %
struct Progress {
  private let tool: StaticString
  private let total: Int64
  private var done: Int64 = 0
  private var next: Int64
  private var shown = false
  private let watched: Bool

  private static let interval: Int64 = 1_000_000_000

  init(_ tool: StaticString, _ names: [String]) {
    self.tool = tool
    watched = isatty(2) == 1 && isatty(1) == 0
    total = watched ? names.reduce(0) { $0 + fileSize($1) } : 0
    next = watched ? monotonicNanoseconds() + 2 * Self.interval : .max
  }

  mutating func add(_ count: Int) {
    guard watched else { return }
    done += Int64(count)
    let now = monotonicNanoseconds()
    if now < next { return }
    next = now + Self.interval
    shown = true
    let share = total >= done ? " of \(total >> 20) MB, \(done * 100 / total) %" : ""
    show("\r\(tool): \(done >> 20) MB\(share)")
  }

  func end() { if shown { show("\r\u{1B}[K") } }

  private func show(_ text: String) {
    var bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeMutableBytes { unsafe write(2, $0.baseAddress, $0.count) }
  }
}

/// Bytes in the file `name`; 0 when that can't be known.
func fileSize(_ name: String) -> Int64 {
  var status = stat()
  return unsafe stat(name, &status) == 0 ? Int64(status.st_size) : 0
}
