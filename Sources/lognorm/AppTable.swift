import Lines
import MailRecord

/// Finds the dialect of a program's name; neighbours in a log often have the same one, so the last is remembered.
struct AppTable {
  private var names: [(head: UInt64, count: Int, name: StaticString, dialect: Int)] = []
  private var lastHead: UInt64 = 0
  private var lastCount = -1
  private var last = -1
  /// The rows of `dialects` for lines that have no tag of their own.
  let qmailSend: Int, qmailSmtpd: Int, recordio: Int
  /// qmail-scanner's tag holds its version.
  private let qmailScanner: Int

  init() {
    for (i, dialect) in dialects.enumerated() {
      for name in dialect.apps {
        let bytes = Array(name.description.utf8)
        names.append((bytes.span.word(at: 0), bytes.count, name, i))
      }
    }
    func row(_ name: String) -> Int { dialects.firstIndex { $0.apps[0].description == name }! }
    qmailSend = row("qmail-send")
    qmailSmtpd = row("qmail-smtpd")
    recordio = row("recordio")
    qmailScanner = row("qmail-scanner")
  }

  /// The dialect of the program that `app` names; nil when there is none.
  mutating func dialect(_ line: borrowing Span<UInt8>, _ app: Range<Int>) -> Dialect? {
    var head = line.word(at: app.lowerBound)
    if app.count < 8 { head &= 1 &<< (8 &* UInt64(app.count)) &- 1 }
    if app.count > 8 || head != lastHead || app.count != lastCount {
      (lastHead, lastCount) = (head, app.count)
      last =
        names.firstIndex {
          $0.head == head && $0.count == app.count && line.holds($0.name, at: app.lowerBound)
        }
        .map { names[$0].dialect } ?? -1
    }
    if last < 0, line.holds("X-Qmail-Scanner", at: app.lowerBound) { last = qmailScanner }
    return last < 0 ? nil : dialects[last]
  }
}
