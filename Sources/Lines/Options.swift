import Glibc

/// A tool's command line: single-letter options, `--help`, `--version`, then files.
///
///     lognorm -v -Y 2024 -H ash mail.log   is   flags v; values Y: 2024, H: ash; files mail.log
///
/// A wrong call ends with 100 and one line that says what was wrong.
public struct Options {
  public private(set) var files: [String] = []
  private var found: [(letter: Character, value: String)] = []
  public let tool: StaticString

  /// - Parameters:
  ///   - flags: letters that stand alone, as `"vt"`.
  ///   - valued: letters that take a value, as `"YH"`.
  ///   - long: words that mean a letter, as `["explain": "e"]`.
  ///   - help: what `-h` and `--help` print.
  public init(
    _ tool: StaticString, flags: String, valued: String = "", long: KeyValuePairs<String, Character> = [:],
    help: StaticString,
    _ words: [String] = Array(CommandLine.arguments.dropFirst())
  ) {
    self.tool = tool
    var words = words[...]
    while let word = words.popFirst() {
      if word == "--" {
        files += words
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        files.append(word)
        continue
      }
      if word == "--help" || word == "-h" { say(help) }
      if word == "--version" { say("\(tool) \(version)") }
      if word.hasPrefix("--") {
        guard let option = long.first(where: { "--\($0.key)" == word }) else {
          wrong("unknown option \(word)")
        }
        found.append((option.value, ""))
        continue
      }
      var letters = word.dropFirst()
      while let letter = letters.popFirst() {
        if flags.contains(letter) {
          found.append((letter, ""))
        } else if valued.contains(letter) {
          let rest = String(letters)
          guard let value = rest.isEmpty ? words.popFirst() : rest else {
            wrong("option -\(letter) needs a value")
          }
          found.append((letter, value))
          letters = ""
        } else {
          wrong("unknown option -\(letter)")
        }
      }
    }
  }

  public func has(_ letter: Character) -> Bool { found.contains { $0.letter == letter } }

  /// The value of the last `-letter`, or nil.
  public func value(_ letter: Character) -> String? { values(letter).last }

  /// The values of each `-letter`, in order.
  public func values(_ letter: Character) -> [String] {
    found.filter { $0.letter == letter }.map { $0.value }
  }

  /// The value of `-letter` as a number in `range`.
  public func number(_ letter: Character, in range: ClosedRange<Int>) -> Int? {
    guard let text = value(letter) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      wrong("-\(letter) \(text) is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Ends the tool: the call is wrong.
  public func wrong(_ what: String) -> Never { fatal(tool, "\(what); see \(tool) --help", .usage) }

  private func say(_ text: StaticString) -> Never { say(text.description) }

  private func say(_ text: String) -> Never {
    var output = Output(tool)
    output.append(string: text)
    output.endLine()
    output.flush()
    exit(0)
  }
}

/// The version that all five tools print.
public let version = "0.1.0"
