import Lines

/// One way of putting a line into another.
struct Wrapper: Sendable {
  /// Takes the wrapper at `start` off, and puts what it said and the line within into the envelope; false when
  /// none stands there.
  typealias Open = @Sendable (_ line: borrowing Span<UInt8>, _ start: Int, inout Envelope) -> Bool

  let name: StaticString
  /// The bytes that it may begin with.
  let heads: StaticString
  /// Whether it is looked for at the head of a line only, and not behind a stamp or tag.
  var isAtHead = false
  let open: Open
}

/// Every wrapper lognorm takes off, by name. To add one: a file in Wrappers/, a row here, a folder of cases in
/// Tests/Golden/lognorm.
let wrappers: [Wrapper] = [
  Wrapper(name: "cef", heads: "C", open: openCEF),
  Wrapper(name: "cells", heads: "\"0123456789", isAtHead: true, open: openCells),
  Wrapper(name: "cluster-archive", heads: word, isAtHead: true, open: openClusterArchive),
  Wrapper(name: "colours", heads: "\u{1B}", open: openColours),
  Wrapper(name: "compose", heads: word, isAtHead: true, open: openCompose),
  Wrapper(name: "cri", heads: "s", open: openCRI),
  Wrapper(name: "frames", heads: "123456789", isAtHead: true, open: openFrames),
  Wrapper(name: "grep", heads: path, isAtHead: true, open: openGrep),
  // Before other objects, which have a level and a message, too.
  Wrapper(name: "haraka-json", heads: "{", open: openHarakaJSON),
  Wrapper(name: "json", heads: "{", open: openJSON),
  Wrapper(name: "json-seq", heads: "\u{1E}", isAtHead: true, open: openJSONSequence),
  Wrapper(name: "kubectl", heads: "[", isAtHead: true, open: openKubectl),
  Wrapper(name: "labels", heads: "{", open: openLabels),
  Wrapper(name: "leef", heads: "L", open: openLEEF),
  Wrapper(name: "logfmt", heads: word, isAtHead: true, open: openLogfmt),
  Wrapper(name: "short-full", heads: "FMSTW", isAtHead: true, open: openShortFull),
  Wrapper(name: "short-monotonic", heads: "[", isAtHead: true, open: openShortMonotonic),
  Wrapper(name: "syslog", heads: "<@0123456789JFMASOND", open: openSyslog),
]

/// The wrappers that were taken off a line, the outermost first.
///
///     "json, then syslog"
struct Trail: Equatable, CustomStringConvertible {
  /// Rows of `wrappers` and one, a byte each; the innermost is the lowest.
  private var rows: UInt32 = 0

  /// The row behind the last one is journald's export, whose lines are gathered elsewhere.
  mutating func append(_ row: Int) { rows = rows << 8 | UInt32(row + 1) }

  static let colours = wrappers.firstIndex { $0.name.description == "colours" }!

  var description: String {
    let names = stride(from: 24, through: 0, by: -8).map { Int(rows >> UInt32($0) & 255) }.filter { $0 > 0 }
      .map { $0 > wrappers.count ? "journal-export" : wrappers[$0 - 1].name.description }
    return names.isEmpty ? "none" : names.joined(separator: ", then ")
  }
}

private let path: StaticString = "@/.-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
private let word: StaticString = "/.-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/// Finds the rows of `wrappers` by the first byte.
struct WrapperTable {
  /// The table itself asks whenever it is used whether it was made.
  private let all = wrappers
  /// A bit a row, by the first byte: at the head of a line, and elsewhere.
  private var atHead = [UInt32](repeating: 0, count: 256)
  private var elsewhere = [UInt32](repeating: 0, count: 256)

  init() {
    for (i, wrapper) in wrappers.enumerated() {
      for byte in wrapper.heads.description.utf8 {
        atHead[Int(byte)] |= 1 << i
        if !wrapper.isAtHead { elsewhere[Int(byte)] |= 1 << i }
      }
    }
  }

  /// Whether one of them may stand at `start`; few texts begin so.
  @inline(__always) func mayStand(_ line: borrowing Span<UInt8>, _ start: Int, isHead: Bool) -> Bool {
    start < line.count && rows(line[start], isHead) != 0
  }

  @inline(__always) private func rows(_ first: UInt8, _ isHead: Bool) -> UInt32 {
    isHead ? atHead[Int(first)] : elsewhere[Int(first)]
  }

  /// The row of the wrapper at `start`, which has filled the envelope; nil when there is none.
  func open(
    _ line: borrowing Span<UInt8>, _ start: Int, isHead: Bool, _ envelope: inout Envelope
  ) -> Int? {
    guard start < line.count else { return nil }
    var left = rows(line[start], isHead)
    while left != 0 {
      let row = left.trailingZeroBitCount
      left &= left - 1
      if all[row].open(line, start, &envelope) { return row }
    }
    return nil
  }
}
