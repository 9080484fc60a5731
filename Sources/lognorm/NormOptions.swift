import Classes
import Lines
import Timestamps

/// What lognorm was told on its command line.
struct NormOptions {
  let host: [UInt8]
  let clock: TAI64N.Clock
  let years: YearClock
  let files: [String]
  let isVerbose: Bool
  let explains: Bool
  let threads: Int
  let personal: Personal?
  /// `-c`: how events are classed.
  let classes: ClassOptions?

  init() {
    let options = Options("lognorm", flags: "cenv", valued: "HMNPTYjrsxz", long: ["explain": "e"], help: help)
    host = Array((options.value("H") ?? "").utf8)
    switch options.value("T") ?? "fixed10" {
    case "fixed10": clock = .fixed10
    case "leap": clock = .leap
    case let other: options.wrong("-T \(other) is no clock; choose from fixed10 leap")
    }
    if let zone = options.value("z") {
      if !LocalTime.knows(zone: zone) { options.wrong("-z \(zone) is no time zone") }
      LocalTime.use(zone: zone)
    }
    years = Self.years(options)
    files = options.files.flatMap { multilogFiles($0) }
    isVerbose = options.has("v")
    explains = options.has("e")
    personal = options.value("P").map { Personal(Pseudonyms(key: Self.key($0, options))) }
    classes = options.has("c") ? ClassOptions(options) : nil
    if classes == nil, let letter = "nrMsx".first(where: { options.has($0) }) {
      options.wrong("-\(letter) is about classes; it goes with -c")
    }
    threads = options.number("j", in: 1...256) ?? 1
  }

  /// What to do where the years are doubtful.
  var yearAdvice: StaticString {
    if years.isCounting { return "read the parts apart, each with its -Y" }
    return files.isEmpty
      ? "read it from a file, or tell the first line's year as in -Y 2025+, or that of all as in -Y 2025"
      : "tell the first line's year as in -Y 2025+, or that of all as in -Y 2025"
  }

  /// `-Y` and `-N`: `2025` is the year of all stamps, `2025+` that of the first.
  private static func years(_ options: Options) -> YearClock {
    let now = now(options)
    guard let text = options.value("Y"), text.hasSuffix("+") else {
      return YearClock(year: options.number("Y", in: 1970...9999), now: now)
    }
    guard let year = Int(text.dropLast()), (1970...9999).contains(year) else {
      options.wrong("-Y \(text) is no year from 1970 to 9999")
    }
    return YearClock(year: year, goesOn: true, now: now)
  }

  /// `-P`: what stands in the key file.
  private static func key(_ name: String, _ options: Options) -> [UInt8] {
    do throws(SystemError) {
      let key = try wholeFile(name)
      if let mode = permissions(of: name), mode & 0o004 != 0 {
        let octal = String(mode, radix: 8)
        warning(
          "lognorm",
          "key \(name) may be read by anybody (mode \(octal)): who has it finds the names; chmod 600 it")
      }
      if key.count < 16 { options.wrong("-P \(name) holds \(key.count) bytes; a key has 16 at least") }
      return key
    } catch {
      fatal("lognorm", "unable to read key \(name)", errno: error.code)
    }
  }

  /// `-N`: seconds since 1970 or an RFC 3339 time, for runs that can be repeated; nil for the clock's.
  private static func now(_ options: Options) -> Int64? {
    guard let text = options.value("N") else { return nil }
    let bytes = Array(text.utf8)
    if let number = bytes.span.decimal(0..<bytes.count) { return Int64(clamping: number) }
    if let stamp = RFC3339(bytes.span), stamp.end == bytes.count {
      return (stamp.instant ?? stamp.wall).seconds
    }
    options.wrong("-N \(text) is neither seconds since 1970 nor an RFC 3339 time")
  }
}

/// The files of a multilog folder, oldest first: `@*.s` and `@*.u` by their stamps, then `current`.
///
/// Any other name stands for itself; what it is shows when it is opened.
func multilogFiles(_ name: String) -> [String] {
  guard let entries = folderEntries(name), entries.contains("current") else { return [name] }
  let finished = entries.filter { $0.hasPrefix("@") && ($0.hasSuffix(".s") || $0.hasSuffix(".u")) }
  return (finished.sorted() + ["current"]).map { name.hasSuffix("/") ? name + $0 : name + "/" + $0 }
}

private let help: StaticString = """
  usage: lognorm [-ev] [-H host] [-j threads] [-N now] [-P keyfile] [-T fixed10|leap]
                 [-Y year[+]] [-z zone] [-c [-n] [-r rules] [-M map] [-s selector] [-x class,...]] [file ...]

  Turns log lines into JSON records, one event a line: whatever the clock, the transport and the program.
  Files may be packed (.gz .bz2 .xz .zst), and may be multilog folders; without any, standard input is read.

    -c        class events too: the bytes of lognorm | logclass in two thirds of the time; -n, -r, -M, -s and -x
              are logclass's then
    -e, --explain
              before each record tell which wrappers, clock and dialect took the line, or why none did
    -H host   the host of lines that name none
    -j n      read with n threads; the output is the same
    -N now    what the time is, for years that the log leaves out: seconds since 1970 or RFC 3339
    -P file   put pseudonyms for persons, by the key in this file: 16 bytes at least, 32 of /dev/urandom are good
    -T clock  whose TAI64N labels: fixed10 (daemontools, multilog, qmail; default) or leap (s6)
    -v        at the end, tell on standard error what was read and what not, and which years were taken
    -Y year   the year of stamps without one; 2025+: of the first one, and the order of the lines tells the others
    -z zone   the time zone of stamps without one, as Europe/Vienna; default TZ

    lognorm /var/log/qmail/qmail-send | logclass | flowjoin | logstats -t overall
  """
