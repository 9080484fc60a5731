import Lines

/// A partial result as `writePartial` wrote it: one row of one report.
///
///     {"type":"stat","report":"recipients","partial":true,"key":"local.a@b.example","values":[5,1,1],"seconds":0,"nanoseconds":8000}
struct PartialLine {
  let report: String
  let group: String?
  let partial: Partial

  /// Nil when the line is a finished `stat` record, or none of ours.
  init?(_ line: borrowing Span<UInt8>) {
    guard let head = line.position(of: "\"report\":\""), line.position(of: "\"partial\":true") != nil,
      let key = line.position(of: "\"key\":\""), let values = line.lastPosition(of: "\"values\":["),
      let seconds = line.lastPosition(of: "\"seconds\":"),
      let part = line.lastPosition(of: "\"nanoseconds\":")
    else { return nil }
    report = line.extracting(head + 10..<line.stringEnd(from: head + 10).end).string
    if let label = line.position(of: "\"group\":\""), label < key {
      group = line.extracting(label + 9..<line.stringEnd(from: label + 9).end).string
    } else {
      group = nil
    }
    let end = line.stringEnd(from: key + 7).end
    var numbers: [Int64] = []
    var at = values + 10
    while let number = line.signedDecimal(at: at) {
      numbers.append(number.value)
      at = number.end
      guard at < line.count, line[at] == UInt8(ascii: ",") else { break }
      at += 1
    }
    let whole = line.signedDecimal(at: seconds + 10)?.value ?? 0
    let nanoseconds = line.signedDecimal(at: part + 14)?.value ?? 0
    partial = Partial(
      key: unescaped(line.extracting(key + 7..<end)), values: numbers,
      time: Int128(whole) * 1_000_000_000 + Int128(nanoseconds))
  }
}

extension Span where Element == UInt8 {
  fileprivate func signedDecimal(at start: Int) -> (value: Int64, end: Int)? {
    let isNegative = start < count && self[start] == UInt8(ascii: "-")
    guard let number = decimal(at: isNegative ? start + 1 : start) else { return nil }
    if isNegative { return (number.value > UInt64(Int64.max) ? .min : -Int64(number.value), number.end) }
    return (Int64(clamping: number.value), number.end)
  }
}

/// A JSON string without its escapes, as far as our own writer makes them.
private func unescaped(_ text: borrowing Span<UInt8>) -> [UInt8] {
  var bytes: [UInt8] = []
  var i = 0
  while i < text.count {
    if text[i] != UInt8(ascii: "\\") || i + 1 == text.count {
      bytes.append(text[i])
      i += 1
    } else if text[i + 1] == UInt8(ascii: "u"), i + 6 <= text.count,
      let code = text.hexadecimal(i + 2..<i + 6), let scalar = Unicode.Scalar(UInt32(code))
    {
      bytes += Array(String(scalar).utf8)
      i += 6
    } else {
      let escapes: [UInt8: UInt8] = [98: 8, 116: 9, 110: 10, 102: 12, 114: 13]
      bytes.append(escapes[text[i + 1]] ?? text[i + 1])
      i += 2
    }
  }
  return bytes
}
