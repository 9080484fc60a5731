import Foundation
import Support

/// Classed events to try flowjoin on, and what it makes of them.
enum Joining {
  /// All golden cases in one log of about 200 lines, without `end` records.
  static let log: [String] = {
    let golden = Place.tests.appending(path: "Golden/flowjoin")
    return Place.files(below: golden).filter { $0.lastPathComponent == "in.jsonl" }
      .flatMap { lines(try! Data(contentsOf: $0)) }.filter { !$0.contains("\"type\":\"end\"") }
  }()

  /// The log of a real qmail host, classed.
  static let host: Data = {
    let folder = Place.tests.appending(path: "Data/qmail")
    let files = ["qmail-send", "qmail-smtpd"].flatMap {
      Place.files(below: folder.appending(path: $0))
    }
    let raw = try! Program.tool("lognorm").run(["-H", "ash"] + files.map(\.path))
    return try! Program.tool("logclass").run(input: raw.output).output
  }()

  static func join(_ input: Data, _ arguments: [String] = []) throws -> [String] {
    lines(try Program.tool("flowjoin").run(arguments, input: input).output)
  }

  static func join(_ input: some Sequence<String>, _ arguments: [String] = []) throws -> [String] {
    try join(data(input), arguments)
  }

  static func lines(_ data: Data) -> [String] {
    String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  static func data(_ lines: some Sequence<String>) -> Data { Data(lines.map { $0 + "\n" }.joined().utf8) }

  /// All but `end` records, whose counters are those of one run.
  static func records(_ lines: [String]) -> [String] { lines.filter { !$0.hasPrefix("{\"type\":\"end\"") } }

  /// The numbers of the last `end` record.
  static func counters(_ lines: [String]) throws -> [String: Int] {
    let object = try JSONSerialization.jsonObject(with: Data(lines.last!.utf8)) as! [String: Any]
    return object.compactMapValues { $0 as? Int }
  }
}
