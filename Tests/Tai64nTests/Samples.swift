import Foundation
import Support

/// Lines as a log may hold them, and as none should: the same for the same seed.
struct Samples {
  private var random: Seeded

  init(seed: UInt64) { random = Seeded(seed) }

  /// Zones of every kind: none, half hours, two changes a year, leap seconds, a rule in TZ, a wrong name.
  static let zones = [
    "UTC", "Europe/Vienna", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Monrovia",
    "America/New_York", "Europe/Dublin", "Pacific/Apia", "Antarctica/Troll", "Africa/El_Aaiun",
    "Europe/Amsterdam", "right/Europe/Vienna", "CET-1CEST,M3.5.0,M10.5.0/3",
    "EST5EDT4,M3.2.0/2:30:15,M11.1.0/1", "<+0545>-5:45", "",
    "No/Such_Zone",
  ]

  /// `count` lines, the last sometimes without its newline or cut inside its label.
  ///
  /// No label among them lies outside the years that localtime knows: there tai64nlocal crashes.
  mutating func log(_ count: Int) -> Data {
    var data = Data()
    for _ in 0..<count {
      data += line() + [10]
    }
    switch number(0...3) {
    case 0: data.removeLast()
    case 1: data += Data("@4000000037c219".utf8)
    case 2: data += Data("@4000000037c219bf2ef02e94".utf8)
    default: break
    }
    return data
  }

  private mutating func line() -> [UInt8] {
    let tails: [[UInt8]] = [
      [], [UInt8](" new msg 18995".utf8), [32, 0, 120], [71], [13], [255, 254], [32, 64],
      [UInt8](" @4000000037c219bf2ef02e94".utf8),
    ]
    return head() + tails.randomElement(using: &random)!
  }

  private mutating func head() -> [UInt8] {
    let nanoseconds = number(0...999_999_999)
    switch number(0...10) {
    case 0: return []
    case 1: return [UInt8]("no stamp".utf8) + [UInt8](repeating: 120, count: number(0...3000))
    case 2: return [0]
    // Digits before the last 24 do not count.
    case 3:
      return label("%llx", number(0...Int.max)) + label(number(0...2_000_000_000), nanoseconds).dropFirst()
    // More nanoseconds than a second has.
    case 4: return label(1_780_000_000 + number(0...1000), number(0...4_294_967_295))
    // The nights at which clocks are changed, in Europe and elsewhere.
    case 5:
      return label(1_774_746_000 + number(-5000...5000) - number(0...40) * 15_778_800, nanoseconds)
    // All that localtime knows, years past 2^31 and below 0 too.
    case 6:
      let seconds = number(-67_768_040_000_000_000...67_768_036_000_000_000)
      return label(seconds >> number(0...30), nanoseconds)
    // Years of three and five digits.
    case 7:
      let turn = [-30_610_224_000, 253_402_300_800].randomElement(using: &random)!
      return label(turn + number(-90_000...90_000), 7)
    // The last years of 32 bits, where C's int wraps.
    case 8: return label(67_768_036_191_676_799 - number(200_000...1_000_000), nanoseconds)
    default: return label(number(-2_000_000_000...4_000_000_000), nanoseconds)
    }
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  private func label(_ seconds: Int, _ nanoseconds: Int) -> [UInt8] {
    label("%016llx", seconds &+ 1 << 62 &+ 10) + [UInt8](String(format: "%08llx", nanoseconds).utf8)
  }

  private func label(_ format: String, _ value: Int) -> [UInt8] {
    [UInt8](("@" + String(format: format, value)).utf8)
  }
}
