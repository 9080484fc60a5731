import Foundation
import Support
import Testing

/// Deliveries and complete messages are those of qmailanalog's matchup, field by field.
@Test(.needsShared, arguments: ["estate-a-send", "estate-a-splogger"])
func agreesWithMatchup(set: String) throws {
  let folder = Place.shared!.appending(path: "reference/qmailanalog/\(set)")
  let raw = try Data(contentsOf: folder.appending(path: "in.log"))
  let records = try pipe(
    [("lognorm", ["-Y", "2026"]), ("logclass", []), ("flowjoin", [])], input: raw
  ).last!.lines
  let real = String(decoding: try Data(contentsOf: folder.appending(path: "matchup.out")), as: UTF8.self)
    .split(separator: "\n").map(String.init).filter { $0.hasPrefix("d ") || $0.hasPrefix("m ") }
  #expect(real.count > 700)
  #expect(try records.compactMap(matchupLine).sorted() == real.map(trimmed).sorted())
}

/// The line that matchup writes for a delivery or a complete message; nil for all else.
private func matchupLine(_ record: String) throws -> String? {
  guard let fields = try JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any] else {
    return nil
  }
  func text(_ name: String) -> String { fields[name].map { "\($0)" } ?? "?" }
  func time(_ name: String) -> String { epoch(text(name)) }
  let sender = (fields["sender"] as? String).map { "<\($0)>" } ?? "?"
  switch fields["type"] as? String {
  case "delivery":
    let letter = ["delayed": "z", "failed": "d", "expired": "d"][text("action")] ?? "k"
    let born = fields["born"] == nil ? time("start") : time("born")
    let size = fields["size"] == nil ? "0" : text("size")
    return trimmed(
      "d \(letter) \(born) \(time("start")) \(time("time")) \(size) \(sender) "
        + "\(text("channel")).\(text("recipient").lowercased()) \(text("qp")) \(text("uid")) \(text("diagnostic"))"
    )
  case "message" where fields["complete"] as? Bool == true:
    return "m \(time("born")) \(time("done")) \(text("size")) \(text("delivered")) \(text("failed")) "
      + "\(text("delayed")) \(sender) \(text("qp")) \(text("uid"))"
  default: return nil
  }
}

private func trimmed(_ line: String) -> String { String(line.reversed().drop { $0 == " " }.reversed()) }

/// `2026-11-21T00:10:52.396678500Z` as `1795219852.396678500`.
private func epoch(_ stamp: String) -> String {
  let parts = stamp.dropLast().split(separator: ".")
  let seconds = try? Int(Date("\(parts[0])Z", strategy: .iso8601).timeIntervalSince1970)
  return "\(seconds ?? 0)" + (parts.count > 1 ? ".\(parts[1])" : "")
}
