import Foundation

/// What records told before and no longer tell: a change that was asked for, or a regression.
///
///     event new msg 5646896: "queue_id" is gone
///     event end msg 5646896: no record any more
///
/// Records are the same when they have the same type and text, or id; the number of the line may change.
func losses(from old: String, to new: String) -> [String] {
  let (old, new) = (records(old), records(new))
  return old.flatMap { name, before in
    guard let now = new[name] else { return ["\(name): no record any more"] }
    return before.subtracting(now).map { "\(name): \"\($0)\" is gone" }
  }.sorted()
}

/// The fields of each record by its name; those of several with one name count together.
private func records(_ lines: String) -> [String: Set<String>] {
  var found: [String: Set<String>] = [:]
  for line in lines.split(separator: "\n") {
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8))
    guard let record = object as? [String: Any] else { continue }
    let name = record["text"] ?? record["id"] ?? ""
    found["\(record["type"] ?? "") \(name)", default: []].formUnion(record.keys)
  }
  return found
}
