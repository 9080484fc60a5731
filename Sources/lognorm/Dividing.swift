import Lines
import Timestamps

/// Threads that divide the lines among themselves: what one leaves for the next, and what is counted together.
extension Normaliser: DividedFilter {
  struct Last: Equatable {
    let row: Int
    let time: Instant?
  }

  mutating func begin(_ source: Source) {
    headers.begin(source)
    last = nil
    share(source)
  }

  mutating func share(_ source: Source) {
    number = 0
    name(source.name ?? "")
  }

  /// What lines leave for those after them.
  struct Context: Equatable {
    let years: YearClock
    let local: LocalClock
    let parts: SplitLines
    let partial: PartialLines
    let journal: JournalEntry
    let recent: [RecentLines.Kept]
    let last: Last?
    let claimants: [Int]
  }

  var context: Context {
    get {
      Context(
        years: headers.years, local: headers.local, parts: parts, partial: partial, journal: journal,
        recent: recent.lines, last: last, claimants: apps.claimants)
    }
    set {
      (headers.years, headers.local) = (newValue.years, newValue.local)
      headers.local.gaps = 0
      (parts, partial) = (newValue.parts, newValue.partial)
      (journal, recent.lines) = (newValue.journal, newValue.recent)
      (last, apps.claimants) = (newValue.last, newValue.claimants)
    }
  }

  mutating func clearCounts() {
    counts = Counts()
    headers.local.gaps = 0
    survey = options.isVerbose ? Survey() : nil
    classifier?.clearCounts()
  }

  mutating func takeCounts(of other: inout Normaliser) {
    counts += other.counts
    counts.gaps += other.headers.local.gaps
    if survey != nil { survey!.add(other.survey!) }
    if let counts = other.classifier?.takeCounts() { classifier?.count(counts) }
    other.clearCounts()
  }
}
