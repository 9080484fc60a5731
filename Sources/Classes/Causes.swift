import Lines
import MailRecord

/// Finds why: the rules for the app `:cause` read a text that is put together from an event.
///
///     mail.delivery.failed 5.1.1 550 <x@example.net>: recipient address rejected: user unknown
///
/// Class, enhanced status, reply code (`-` where there is none), then words in small letters, `_` as a blank.
package enum Causes {
  /// The app of such rules; no program can have that name.
  package static let app = Array(":cause".utf8)[...]

  /// What is written when no rule knows better.
  static let other: StaticString = ",\"cause\":\"other\""

  /// Whether an event of this class has a cause.
  static func concern(_ name: String) -> Bool { heads.contains { name.hasPrefix($0) } }

  private static let heads = [
    "mail.delivery.delayed", "mail.delivery.failed", "mail.delivery.expired", "mail.queue.expired",
    "mail.reject.", "mail.greylist.delayed", "mail.auth.failed", "mail.tls.failed", "mail.filter.virus",
    "mail.filter.spam", "mail.filter.blocked", "access.login.failed",
  ]

  /// Appends the text of the event that `reader` has just read from `line`, behind its class.
  static func write(
    _ reader: borrowing RecordReader, _ line: borrowing Span<UInt8>, to text: inout Output
  ) {
    for field in [Field.enhanced_status, .reply_code] {
      text.append(UInt8(ascii: " "))
      let value = reader.range(field) ?? 0..<0
      if value.isEmpty { text.append(UInt8(ascii: "-")) } else { text.append(line.extracting(value)) }
    }
    text.append(UInt8(ascii: " "))
    let mark = text.mark
    for field in [Field.diagnostic, .reason, .text] {
      guard let words = reader.range(field) else { continue }
      if reader.isEscaped(field) {
        text.append(unescaped: line.extracting(words.prefix(longest)))
      } else {
        text.append(line.extracting(words.prefix(longest)))
      }
      break
    }
    text.lowercase(from: mark)
    text.replace(UInt8(ascii: "_"), by: UInt8(ascii: " "), from: mark)
  }

  /// So much of the words is looked at: a cause stands at their beginning.
  private static let longest = 1000
}
