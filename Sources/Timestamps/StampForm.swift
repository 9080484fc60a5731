import Lines

/// One way to write a date and a time, in the letters of Unicode's date patterns; all other signs stand for
/// themselves.
///
///     MMM d yyyy HH:mm:ss    reads    Mar 7 2008 19:06:53
///
/// A blank stands for one or more, `d` for one digit or two. Behind the seconds a fraction may stand, with `.` or
/// `,`, and behind the whole a zone.
/// - Source: Unicode Technical Standard 35, part 4, Date Field Symbol Table.
struct StampForm: Sendable {
  enum Part: Equatable {
    case weekday, year, yearOfCentury, month, monthName, day, time, digitsOfTime, zone, blanks, sign(UInt8),
      end
  }

  /// What stands behind the stamp.
  enum Follower {
    /// Host and tag, either of which may be missing.
    case syslog
    /// The text of a program that has a log file of its own.
    case text
    /// Either: what is there shows it.
    case any
  }

  /// Up to `.end`; in place, so that a form is copied without counting.
  private var parts = InlineArray<16, Part>(repeating: .end)
  let follower: Follower
  /// How many digits it begins with, and what stands behind them, 0 for anything: `2016/` has 4 and a slash.
  private var digits = 0...0
  private var sign: UInt8 = 0

  init(_ pattern: String, _ follower: Follower = .any) {
    self.follower = follower
    var rest = Array(pattern.utf8)[...]
    var place = 0
    let time = rest.firstIndex(of: UInt8(ascii: "H")).map { rest[$0...] } ?? []
    let hasColons = time.contains(UInt8(ascii: ":"))
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }.count
      parts[place] =
        switch letter {
        case UInt8(ascii: "E"): .weekday
        case UInt8(ascii: "y"): run == 2 ? .yearOfCentury : .year
        case UInt8(ascii: "M"): run == 2 ? .month : .monthName
        case UInt8(ascii: "d"): .day
        case UInt8(ascii: "H"): hasColons ? .time : .digitsOfTime
        case UInt8(ascii: "z"): .zone
        case UInt8(ascii: " "): .blanks
        default: .sign(letter)
        }
      place += 1
      // HH:mm:ss is one part, and so is HHmmss.
      rest = rest.dropFirst(letter == UInt8(ascii: "H") ? (hasColons ? 8 : 6) : run)
    }
    noteDigits()
  }

  private mutating func noteDigits() {
    for i in parts.indices {
      switch parts[i] {
      case .year: digits = digits.lowerBound + 4...digits.upperBound + 4
      case .month, .yearOfCentury: digits = digits.lowerBound + 2...digits.upperBound + 2
      case .day: digits = digits.lowerBound + 1...digits.upperBound + 2
      case .digitsOfTime: digits = digits.lowerBound + 6...digits.upperBound + 6
      case .blanks:
        sign = UInt8(ascii: " ")
        return
      case .sign(let byte):
        sign = byte
        return
      default: return
      }
    }
  }

  /// Whether a stamp of this form may begin with so many digits and `sign` behind them.
  func mayBegin(with digits: Int, _ sign: UInt8) -> Bool {
    (self.sign == 0 || sign == self.sign) && self.digits.contains(digits)
  }

  /// The stamp that goes on behind `begun`, of which `done` parts were read; nil when it is not of this form.
  func read(_ line: borrowing Span<UInt8>, _ begun: Stamp, done: Int) -> Stamp? {
    var stamp = begun
    var place = done
    while parts[place] != .end {
      guard stamp.take(parts[place], line) else { return nil }
      place += 1
    }
    guard (1...12).contains(stamp.month), (1...31).contains(stamp.day) else { return nil }
    stamp.takeZone(line)
    return line.endsStamp(at: stamp.end) ? stamp : nil
  }
}

extension Stamp {
  /// Reads one part at `end` and steps past it; false when it does not stand there.
  fileprivate mutating func take(_ part: StampForm.Part, _ line: borrowing Span<UInt8>) -> Bool {
    switch part {
    case .weekday:
      weekday = CalendarNames.weekday(line, at: end)
      end += 3
      return weekday != nil
    case .monthName:
      guard let name = CalendarNames.month(line, at: end) else { return false }
      (month, end) = name
      return true
    case .time: return takeTime(line)
    case .digitsOfTime:
      guard end + 6 <= line.count, let hour = line.pair(at: end), hour < 24,
        let minute = line.pair(at: end + 2), minute < 60, let second = line.pair(at: end + 4), second <= 60
      else { return false }
      self.second = hour * 3600 + minute * 60 + second
      end += 6
      takeFraction(line)
      return true
    case .zone:
      // A name that is in no list is that of the local zone.
      let name = end..<line.end(from: end) { $0 &- 65 < 26 }
      let zone = Zone(line, at: end)
      (offset, end) = (zone?.offset, zone?.end ?? name.upperBound)
      return zone != nil || (3...5).contains(name.count)
    case .blanks:
      let next = line.end(from: end) { $0 == UInt8(ascii: " ") }
      defer { end = next }
      return next > end
    case .sign(let sign):
      defer { end += 1 }
      return end < line.count && line[end] == sign
    case .year, .yearOfCentury, .month, .day: return takeNumber(part, line)
    case .end: return true
    }
  }

  private mutating func takeNumber(_ part: StampForm.Part, _ line: borrowing Span<UInt8>) -> Bool {
    var number = 0
    let start = end
    // In 20110601 the numbers touch.
    while end < line.count, line[end] &- 48 < 10, end - start < (part == .year ? 4 : 2) {
      number = number * 10 + Int(line[end] &- 48)
      end += 1
    }
    switch part {
    case .year:
      year = number
      return end - start == 4 && number >= 1970 && number < 2200
    case .yearOfCentury: year = number + (number < 70 ? 2000 : 1900)
    case .month: month = number
    default:
      day = number
      return end > start
    }
    return end - start == 2
  }

  private mutating func takeTime(_ line: borrowing Span<UInt8>) -> Bool {
    guard let time = ClockTime(line, at: end) else { return false }
    second = time.second
    end += 8
    takeFraction(line)
    return true
  }

  private mutating func takeFraction(_ line: borrowing Span<UInt8>) {
    guard end < line.count, line[end] == UInt8(ascii: ".") || line[end] == UInt8(ascii: ","),
      let part = fraction(line, at: end + 1)
    else { return }
    (nanoseconds, digits, end) = part
  }
}
