import Lines

/// Gives stamps that have no year theirs.
///
/// The first one gets the latest year with which all of its log is in the past: not after `-N` or the clock, nor
/// after the file's last change. From then on order decides: a step back of months is a new year. Lines that tell
/// their date, a February 29 and days of the week tell more. What contradicts this makes the log doubtful.
public struct YearClock: Equatable, Sendable {
  private let forced: Int?
  /// The year of the first stamp, where the order tells those of the others.
  private let first: Int?
  /// Unix seconds that no stamp may be much later than; nil when that is the clock of the system.
  private let now: Int64?
  private var modified: Int64?
  /// The year of the order's year 0.
  private var base: Int?
  /// Whether `base` comes from a line that told its date.
  private var isDated = false
  /// The latest day that a line told.
  private var latest = Self.none
  private var order = YearOrder()
  /// The latest year that was told of.
  private var highest = 0
  /// Seconds of a line that told its own date, when it came after the last that did not.
  private var anchor = Self.none
  /// The day that was asked for last, 32 * month + day, and the seconds since 1970 at its start.
  private var place = -1
  private var midnight: Int64 = 0
  /// What the source and the one before it cover.
  private var stretch: Stretch?
  private var before: Stretch?
  /// Set while a file is looked at beforehand.
  private var findings: YearFindings?
  private var isRehearsal = false
  public private(set) var evidence = YearEvidence()

  private static let none = Int64.min
  /// Two days of grace: zones, clocks that are wrong.
  private static let grace: Int64 = 2 * 86400
  private static let halfYear: Int64 = 182 * 86400

  /// - Parameters:
  ///   - year: the year of all stamps, or of the first one.
  ///   - goesOn: whether it is the year of the first one, and the order of the lines tells the others'.
  ///   - now: what the time is, when the system's clock is not to be asked.
  public init(year: Int?, goesOn: Bool = false, now: Int64?) {
    (forced, first) = goesOn ? (nil, year) : (year, nil)
    self.now = now
  }

  /// Whether the first year was told.
  public var isCounting: Bool { first != nil }

  /// A new source, last changed at `modified`; `beforehand` looked at it.
  mutating func begin(file: String?, modified: Int64?, beforehand: YearClock?) {
    // Where the first year is told, sources are one log.
    if first == nil { (base, order, isDated) = (nil, YearOrder(), false) }
    place = -1
    (anchor, latest) = (Self.none, Self.none)
    stretch?.close(midnight)
    (before, stretch) = (stretch ?? before, nil)
    self.modified = modified.flatMap { $0 > Self.plausible ? $0 : nil }
    findings = beforehand?.findings
    if let beforehand, beforehand.anchor != Self.none { findings?.see(dated: beforehand.anchor) }
    evidence.file = file
  }

  /// 1990-01-01: some archives have no times, or 1970.
  private static let plausible: Int64 = 631_152_000

  /// Whether there may be more to find out by looking on: not where a line told its date beside one that did not, nor
  /// where the first thousand stamps all had theirs.
  func isLooking(after stamps: Int) -> Bool { findings.map { $0.dated == nil } ?? (stamps < 1000) }

  /// A clock to look at a file with; nil when the years are given.
  func rehearsal() -> YearClock? {
    if forced ?? first != nil { return nil }
    var clock = YearClock(year: nil, now: now)
    clock.isRehearsal = true
    return clock
  }

  /// Some line told its date.
  public mutating func saw(_ seconds: Int64) { anchor = seconds }

  /// Seconds since 1970 that a UTC clock would mean by such a stamp on line `line`; nil for a day that there is
  /// not.
  @inline(__always)
  mutating func wall(month: Int, day: Int, second: Int, line: UInt64) -> Int64? {
    // A dated line of about the same time tells nothing new.
    let isNear = UInt64(bitPattern: anchor &- midnight &+ Self.halfYear) < UInt64(2 * Self.halfYear)
    if month &* 32 &+ day == place, isNear || anchor == Self.none { return midnight &+ Int64(second) }
    return step(to: YearlessDay(month: month, day: day, second: second, weekday: nil), line)
  }

  @inline(never) mutating func step(to day: YearlessDay, _ line: UInt64) -> Int64? {
    evidence.line = line
    if let forced, evidence.notes.isEmpty { evidence.note(forced, "-Y") }
    let year = forced ?? (isRehearsal ? rehearse(day) : year(of: day))
    let date = CivilDate(year: year, month: day.month, day: day.day)
    guard date.exists else { return nil }
    place = isRehearsal ? -1 : day.month * 32 + day.day
    midnight = Int64(date.days) * 86400
    return midnight + Int64(day.second)
  }

  private mutating func rehearse(_ day: YearlessDay) -> Int {
    let dated = anchor == Self.none ? nil : anchor
    anchor = Self.none
    if findings == nil { findings = YearFindings() }
    findings!.see(day, besides: dated)
    return 2000
  }

  private mutating func year(of day: YearlessDay) -> Int {
    let isDoubtful = order.step(month: day.month, day: day.day)
    if anchor != Self.none { return follow(day) }
    guard let base else { return begin(day) }
    let year = base + order.turn
    guard let wall = day.wall(in: year), wall <= limit else { return correct(year, day) }
    if isDoubtful, let later = day.wall(in: year + 1), later <= limit {
      evidence.doubt(
        year, "if lines are out of order by months", or: year + 1, "if months of the log are missing")
    }
    if year > highest { evidence.note(year, "months are stepped back") }
    highest = max(highest, year)
    return year
  }

  /// The first day of a source.
  private mutating func begin(_ day: YearlessDay) -> Int {
    if let first {
      (base, highest) = (first, first)
      evidence.note(first, "-Y")
      return first
    }
    var looked = findings ?? YearFindings()
    if findings?.last == nil { looked.see(day, besides: nil) }
    let year = looked.firstYear(notAfter: limit) ?? day.latestYear(notAfter: limit) ?? 1970
    (base, isDated, highest) = (year, looked.dated != nil, year)
    let reason =
      looked.dated != nil
      ? "a line further down tells its date"
      : "the latest that \(bound)\(looked.isTelling ? " and days that few years have allow" : " allows")"
    evidence.note(year, reason)
    if looked.dated == nil { compare(year, day) }
    return year
  }

  /// Files are read in the order in which they were written, or backwards; what does neither is doubtful.
  private mutating func compare(_ year: Int, _ day: YearlessDay) {
    guard let start = day.wall(in: year) else { return }
    let end = findings?.last.flatMap { $0.day.wall(in: year + $0.turn) }
    let stretch = Stretch(start: start, end: end, modified: modified)
    self.stretch = stretch
    guard let before, let years = before.doubt(stretch) else { return }
    evidence.doubt(
      year, "as that is the latest that \(bound) allows", or: year + years,
      "as the file before it ends on \(YearEvidence.date(before.end))")
  }

  /// A line before this one told its date: nothing tells more.
  private mutating func follow(_ day: YearlessDay) -> Int {
    defer { anchor = Self.none }
    latest = max(latest, anchor - anchor.floorRemainder(by: 86400))
    guard let year = day.nearestYear(to: anchor, notAfter: limit) else {
      return base.map { $0 + order.turn } ?? 1970
    }
    let date = YearEvidence.date(anchor)
    if let base, !isDated, base + order.turn != year {
      evidence.doubt(base + order.turn, "by what allows no later", or: year, "by the line before, of \(date)")
    }
    if base == nil { evidence.note(year, "a line before it is of \(date)") }
    (base, isDated, highest) = (year - order.turn, true, year)
    return year
  }

  /// The order says a year that can't be.
  private mutating func correct(_ year: Int, _ day: YearlessDay) -> Int {
    if day.weekday != nil, let wall = day.wall(in: year + 1), wall <= limit {
      order.correct(to: order.turn + 1)
      return year + 1
    }
    guard let other = day.latestYear(notAfter: limit) else { return year }
    let why = day.wall(in: year) == nil ? "has no such day" : "would be after \(bound)"
    evidence.doubt(year, "by the order of the lines", or: other, "as \(year) \(why)")
    base = other - order.turn
    return other
  }

  /// The same for a stamp within a line, whose neighbours tell nothing: rows of last and lastlog are in no order.
  func wall(_ stamp: LoginStamp) -> Int64? {
    let day = YearlessDay(
      month: stamp.month, day: stamp.day, second: stamp.second,
      weekday: stamp.year == nil ? stamp.weekday : nil)
    return (stamp.year ?? forced ?? day.latestYear(notAfter: limit)).flatMap { year in
      YearlessDay(month: day.month, day: day.day, second: day.second).wall(in: year)
    }
  }

  /// The latest that a stamp may be.
  private var limit: Int64 {
    let now = now ?? timeOfDay().seconds
    return max(min(now, modified ?? now), latest) + Self.grace
  }

  private var bound: String {
    let now = now ?? timeOfDay().seconds
    if let modified, modified < now { return "the file's last change, \(YearEvidence.date(modified))," }
    return self.now == nil ? "the clock" : "-N"
  }

  static func year(of seconds: Int64) -> Int {
    CivilDate(days: Int(seconds.floorDivided(by: 86400))).year
  }
}
