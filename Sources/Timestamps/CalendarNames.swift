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
  private static let names = MonthNames(
    languages.flatMap { row in
      row.months.split(separator: " ").enumerated().flatMap { index, forms in
        forms.split(separator: "/").flatMap { name in
          let latin = name.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
          return [Array(name.utf8), latin].map { (word($0.span, 0..<$0.count), index + 1) }
        }
      }
    })

  /// The month named at `start`, and where its name ends; a full stop belongs to it.
  ///
  /// Only before a blank, a hyphen or a slash and a number: most words at the head of a line are no months.
  static func month(_ line: borrowing Span<UInt8>, at start: Int) -> (number: Int, end: Int)? {
    if line.holds(" ", at: start + 3), let month = Syslog3164.month(line.word(at: start) & 0xFFFFFF) {
      return (month, start + 3)
    }
    let end = line.end(from: start) { $0 >= 65 && ($0 | 0x20) &- 97 < 26 || $0 >= 0x80 }
    guard (3...8).contains(end - start) else { return nil }
    let next = line.holds(".", at: end) ? end + 1 : end
    guard next + 1 < line.count, line[next] == 32 || line[next] == 45 || line[next] == 47,
      line[next + 1] == 32 || line[next + 1] &- 48 < 10
    else { return nil }
    let name = word(line, start..<end)
    if end - start == 3, let month = Syslog3164.month(name) { return (month, next) }
    return names[name].map { ($0, next) }
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
  @inline(__always) private static func word(_ line: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    let letters = line.word(at: range.lowerBound) | 0x2020_2020_2020_2020
    return range.isEmpty ? 0 : letters & .max &>> UInt64(64 &- 8 &* range.count)
  }
}

/// Names in one word each and the months that they mean: of two meanings the first.
///
/// A table with twice the places that are needed: most words at the head of a line meet an empty one.
private struct MonthNames: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)
  private var months = [Int8](repeating: 0, count: 1024)

  init(_ names: [(word: UInt64, month: Int)]) {
    for (word, month) in names {
      let place = place(of: word)
      if words[place] == 0 { (words[place], months[place]) = (word, Int8(month)) }
    }
  }

  subscript(_ word: UInt64) -> Int? {
    let month = months[place(of: word)]
    return month == 0 ? nil : Int(month)
  }

  /// Where `word` stands, or would stand: at its hash or behind it.
  private func place(of word: UInt64) -> Int {
    var place = Int((word &* 0x9E37_79B9_7F4A_7C15) &>> 54)
    while words[place] != word, words[place] != 0 { place = (place + 1) & 1023 }
    return place
  }
}
