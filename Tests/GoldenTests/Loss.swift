import Foundation

/// What records told before and no longer tell: a change that was asked for, or a regression.
///
///     line 17: "queue_id" is gone
///     line 18: no record any more
///
/// Records are the same when they come from the same line of the input and have the same type and text.
func losses(from old: String, to new: String) -> [String] {
  let (old, new) = (records(old), records(new))
  return old.flatMap { key, before in
    guard let now = new[key] else { return ["line \(key.line): no record any more"] }
    return before.subtracting(now).map { "line \(key.line): \"\($0)\" is gone" }
  }.sorted()
}

private struct Key: Hashable {
  let type: String
  let line: Int
  let text: String
}

/// The fields of each record; those of several under one key count together.
private func records(_ lines: String) -> [Key: Set<String>] {
  var found: [Key: Set<String>] = [:]
  for line in lines.split(separator: "\n") {
    guard let record = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
      continue
    }
    let key = Key(
      type: record["type"] as? String ?? "", line: record["line"] as? Int ?? 0,
      text: record["text"] as? String ?? "")
    found[key, default: []].formUnion(record.keys)
  }
  return found
}
