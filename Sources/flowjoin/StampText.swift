import Lines
import Timestamps

/// The text of a stamp, `SECONDS.NANOSECONDS`; neighbours share their seconds.
struct StampText: ~Copyable {
  private(set) var bytes = Slots<UInt8>(repeating: 0, count: 32)
  private(set) var count = 0
  private var seconds = Int64.min

  mutating func set(_ time: Instant) {
    if time.seconds != seconds {
      seconds = time.seconds
      let digits = Array("\(seconds).".utf8)
      for i in digits.indices { bytes[i] = digits[i] }
      count = digits.count + 9
    }
    var rest = time.nanoseconds
    for i in 1...9 {
      bytes[count - i] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
      rest /= 10
    }
  }
}
