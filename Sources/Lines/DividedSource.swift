import Glibc

/// Large files are read by all processors, each part of whole lines by a filter of its own.
extension Source {
  /// A smaller rest is read in the usual way, which hands out the end of the file in any case.
  private static let smallest: Int64 = 4 << 20
  /// What a thread reads before its filter is merged, so that signals and memory are looked after in between.
  private static let part: Int64 = 64 << 20

  /// Reads most of a large regular file in parts, side by side; whoever reads on finds the rest.
  ///
  ///     source.eachPart({ Summary(options) }) { merge($0) }
  ///
  /// - Parameters:
  ///   - make: makes the filter of a part; it must not need what it would write.
  ///   - merge: takes the filters in the order of their parts, when each has read its own and is used no more.
  public func eachPart<Filter: LineFilter & ~Copyable>(
    _ make: () -> Filter, merge: (inout Filter) -> Void
  ) {
    let threads = Int64(processors)
    guard threads > 1, unpacker == nil, let size else { return }
    var offset = Int64(lseek(descriptor, 0, SEEK_CUR))
    while offset >= 0, size - offset > Self.smallest {
      let length = min((size - offset) / threads, Self.part)
      let parts = (0..<threads).map { _ in PartReader(make(), descriptor) }
      for (number, part) in parts.enumerated() {
        let end = lineEnd(from: offset + length - (number + 1 == threads ? 1 << 16 : 0))
        part.range = offset..<max(offset, end)
        part.start()
        offset = part.range.upperBound
      }
      for part in parts {
        part.join()
        merge(&part.filter)
      }
      lseek(descriptor, Int(offset), SEEK_SET)
      if Signals.wait(for: descriptor, seconds: 0) == .ended { return }
    }
  }

  /// Behind the first newline at or after `start`, or the end of the file.
  private func lineEnd(from start: Int64) -> Int64 {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var at = start
    while true {
      let n = unsafe block.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, $0.count, Int(at))
      }
      if n <= 0 { return at }
      if let newline = block.span.extracting(0..<n).position(of: 10) { return at + Int64(newline) + 1 }
      at += Int64(n)
    }
  }
}

/// One part of a file, read by a thread.
private final class PartReader<Filter: LineFilter & ~Copyable>: Job {
  var filter: Filter
  var range: Range<Int64> = 0..<0
  private let descriptor: Int32

  init(_ filter: consuming Filter, _ descriptor: Int32) {
    self.filter = filter
    self.descriptor = descriptor
  }

  override func run() {
    var buffer = LineBuffer(cap: .max)
    var output = Output("part", descriptor: -1)
    var at = range.lowerBound
    while at < range.upperBound {
      let left = Int(range.upperBound - at)
      let n = unsafe buffer.fill { unsafe pread(descriptor, $0, min($1, left), Int(at)) }
      if n < 0 && errno == EINTR { continue }
      if n < 0 { fatal(output.tool, "unable to read input", errno: errno) }
      if n == 0 { break }
      at += Int64(n)
      buffer.handOut { line, cut in filter.read(line, cut: cut, to: &output) }
    }
    buffer.handOutLast { line, cut in filter.read(line, cut: cut, to: &output) }
  }
}
