import Lines
import Timestamps

/// The programs that write texts without a tag, and what they know their own by.
///
/// The first byte leaves few of them, most often none; those whose rows have a stamp within are asked when one does.
struct ClaimTable: ~Copyable {
  private struct Claim {
    let row: Int
    let test: Dialect.Test?
    let isRow: Dialect.RowTest?
  }

  private var all: [Claim] = []
  /// By the first byte of a text, a bit for each that may claim it.
  private var heads = Slots<UInt64>(repeating: 0, count: 256)
  /// Those whose rows have a stamp within.
  private var rows: UInt64 = 0

  init() {
    for (row, dialect) in dialects.enumerated() where dialect.claims != nil || dialect.claimsRow != nil {
      let bit: UInt64 = 1 << UInt64(all.count)
      all.append(Claim(row: row, test: dialect.claims, isRow: dialect.claimsRow))
      if dialect.claimsRow != nil { rows |= bit }
      if dialect.claims == nil { continue }
      let letters = dialect.heads.map { Array($0.description.utf8) } ?? Array(0...255)
      for byte in letters { heads[Int(byte)] |= bit }
    }
    precondition(all.count <= 64)
  }

  var count: Int { all.count }

  func row(_ claim: Int) -> Int { all[claim].row }

  /// A bit for each that may claim the text.
  func likely(_ line: borrowing Span<UInt8>, _ header: Header) -> UInt64 {
    let at = header.text.lowerBound
    guard at < line.count else { return heads[0] | (at == 0 ? rows : 0) }
    return heads[Int(line[at])] | (at == 0 && header.inner?.isEmpty != true ? rows : 0)
  }

  /// Whether the program knows the text as its own.
  func claims(_ claim: Int, _ line: borrowing Span<UInt8>, _ header: Header) -> Bool {
    if let test = all[claim].test, test(line, header.text) { return true }
    guard let isRow = all[claim].isRow, header.text.lowerBound == 0, let stamp = stamp(line, header) else {
      return false
    }
    return isRow(line, stamp)
  }

  private func stamp(_ line: borrowing Span<UInt8>, _ header: Header) -> LoginStamp? {
    guard let inner = header.inner else { return LoginStamp(in: line) }
    return inner.isEmpty ? nil : LoginStamp(line, at: inner.lowerBound)
  }
}
