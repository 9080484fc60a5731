import Lines

/// Months and days of the week by the names that logs give them.
///
/// The C locale's are read by `Syslog3164.month`; these are the others', of programs that do not ask for it.
enum CalendarNames {
  /// One row a language: what its `%b` writes, January first, forms of one month with `/` between.
  private static let languages: [(language: String, months: String)] = [
    ("cs", "led úno bře dub kvě čen čec srp zář říj lis pro"),
    ("da, nb", "jan feb mar/mars apr/april maj/mai jun/juni jul/juli aug sep okt nov dec/des"),
    ("de", "jan/jän feb mär/mrz apr mai jun jul aug sep okt nov dez"),
    ("es", "ene feb mar abr may jun jul ago sep/sept oct nov dic"),
    ("fi", "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu"),
    ("fr", "janv/jan févr/fév mars/mar avril/avr mai juin/jun juil/jul août/aoû sept/sep oct nov déc"),
    ("it", "gen feb mar apr mag giu lug ago set ott nov dic"),
    ("nl", "jan feb mrt apr mei jun jul aug sep okt nov dec"),
    ("pl", "sty lut mar kwi maj cze lip sie wrz paź lis gru"),
    ("pt", "jan fev mar abr mai jun jul ago set out nov dez"),
    ("sv", "jan feb mar apr maj jun jul aug sep okt nov dec"),
  ]

  /// Every name in lower case, as UTF-8 and where that can be as Latin-1, in one word each.
  private static let names: [(word: UInt64, month: Int)] = languages.flatMap { row in
    row.months.split(separator: " ").enumerated().flatMap { index, forms in
      forms.split(separator: "/").flatMap { name in
        let latin = name.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        return [Array(name.utf8), latin].map { (word($0.span, 0..<$0.count), index + 1) }
      }
    }
  }

  /// The month named at `start`, and where its name ends; a full stop belongs to it.
  ///
  /// Only before a blank, a hyphen or a slash: most words at the head of a line are no months.
  static func month(_ line: borrowing Span<UInt8>, at start: Int) -> (number: Int, end: Int)? {
    let end = line.end(from: start) { $0 >= 65 && ($0 | 0x20) &- 97 < 26 || $0 >= 0x80 }
    guard (3...8).contains(end - start) else { return nil }
    let next = line.holds(".", at: end) ? end + 1 : end
    guard line.holds(" ", at: next) || line.holds("-", at: next) || line.holds("/", at: next) else {
      return nil
    }
    let name = word(line, start..<end)
    if end - start == 3, let month = Syslog3164.month(name) { return (month, next) }
    return names.first { $0.word == name }.map { ($0.month, next) }
  }

  /// 0 for `Sun`, in any case.
  static func weekday(_ line: borrowing Span<UInt8>, at start: Int) -> Int? {
    guard start + 3 <= line.count else { return nil }
    switch word(line, start..<start + 3) {
    case 0x6E7573: return 0
    case 0x6E6F6D: return 1
    case 0x657574: return 2
    case 0x646577: return 3
    case 0x756874: return 4
    case 0x697266: return 5
    case 0x746173: return 6
    default: return nil
    }
  }

  /// Up to eight letters as one number, capitals as small letters.
  private static func word(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var word: UInt64 = 0
    for (place, at) in range.enumerated() { word |= UInt64(line[at] | 0x20) << (8 * UInt64(place)) }
    return word
  }
}
