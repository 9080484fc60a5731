import Lines

/// Secrets that commands take behind an option or as a word of their own.
///
///     mysql -phunter2    sshpass -p hunter2    curl -u judy:hunter2    smbclient -U judy%hunter2    ldapsearch -w hunter2
extension SecretFinder {
  /// What commands of some names do with the letters of their options.
  private struct Commands: Sendable {
    let names: [StaticString]
    var secrets: StaticString = ""
    var pairs: StaticString = ""
    var isHarmless = false

    var habit: Habit { Habit(secrets: Letters(secrets), pairs: Letters(pairs), isHarmless: isHarmless) }
  }

  private struct Habit: BitwiseCopyable {
    /// Options whose value is a secret, in the next word or in the same one.
    let secrets: Letters
    /// Options whose value is a name, a sign and a secret: `judy:hunter2`.
    let pairs: Letters
    /// Whether `-p` means something else, and none of its words is a secret.
    let isHarmless: Bool
  }

  /// A set of letters.
  private struct Letters: BitwiseCopyable {
    private var bits: UInt64 = 0

    init(_ text: StaticString) { for byte in text.description.utf8 { bits |= 1 &<< UInt64(byte & 63) } }

    func contains(_ byte: UInt8) -> Bool { byte >= 64 && byte < 128 && bits &>> UInt64(byte & 63) & 1 != 0 }
  }

  private static let commands: [Commands] = [
    Commands(
      names: [
        "mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlcheck", "mysqlshow", "mysqlslap", "mysqlsh",
        "mariadb", "mariadb-dump", "mariadb-admin", "sshpass", "7z", "7za", "mongo", "mongosh", "mongodump",
        "mongorestore", "mongoimport", "mongoexport", "useradd", "usermod", "rdesktop", "doveadm", "doveconf",
      ], secrets: "p"),
    Commands(names: ["docker", "podman"], secrets: "p"),
    Commands(names: ["curl", "lftp", "http"], pairs: "uUa"),
    Commands(names: ["smbclient", "rpcclient", "net", "winexe", "smbget"], secrets: "p", pairs: "U"),
    Commands(
      names: [
        "ldapsearch", "ldapmodify", "ldapadd", "ldapdelete", "ldappasswd", "ldapwhoami", "ldapcompare",
        "kadmin",
      ], secrets: "w"),
    Commands(names: ["redis-cli"], secrets: "a"),
    Commands(names: ["zip", "unzip", "ipmitool", "sqlcmd"], secrets: "P"),
    Commands(
      names: [
        "mkdir", "cp", "mv", "ssh", "scp", "sftp", "rsync", "ps", "nmap", "lsof", "iptables", "ip6tables",
        "sudo",
        "read", "systemctl", "git", "patch", "tar", "install", "perl", "strace", "ltrace", "gdb", "perf",
        "kill",
        "netstat", "ss", "tcpdump", "bash", "sh", "dash", "zsh", "ksh", "time", "su", "make", "df", "touch",
        "umount", "screen", "java", "postconf", "mailq", "postqueue", "sendmail", "exim", "exim4", "export",
        "pgrep", "pkill", "journalctl", "less", "chage", "run-parts", "firewall-cmd", "firejail", "taskset",
        "renice", "ionice", "chrt", "xargs", "parallel", "env", "top", "pip", "npm", "python", "python3",
      ], isHarmless: true),
  ]

  private static let habits: [[UInt8]: Habit] = {
    let pairs = commands.flatMap { commands in
      commands.names.map { (Array($0.description.utf8), commands.habit) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()

  /// By a hash of first and last letter and length, whether a name may be one of them: most words are not looked up.
  private static let mayBeNames: [Bool] = {
    var may = [Bool](repeating: false, count: 1024)
    for name in habits.keys { may[hash(name[0], name[name.count - 1], name.count)] = true }
    return may
  }()

  @inline(__always) private static func hash(_ first: UInt8, _ last: UInt8, _ count: Int) -> Int {
    (Int(first) &* 37 &+ Int(last) &* 5 &+ count &* 131) & 1023
  }

  mutating func searchWords(_ text: borrowing Span<UInt8>, _ range: Range<Int>) {
    var command: Habit?
    var (at, last) = (range.lowerBound, 0..<0)
    while at < range.upperBound {
      if isSeparator(text[at]) {
        at += 1
        continue
      }
      // Quotes are passed over: `sh -c 'mysql -phunter2'`.
      var end = at
      while end < range.upperBound, !isSeparator(text[end]) { end += 1 }
      let isQuoted = end > at + 1 && (text[at] == 34 || text[at] == 39)
      let word = isQuoted ? at + 1..<end : at..<end
      if text[word.lowerBound] == UInt8(ascii: "-") {
        option(text, word, command, range.upperBound)
      } else if let named = named(text, word) {
        command = named
      }
      if text.isPipe(word) { (command, last) = (nil, word) }
      // `echo judy:hunter2 | chpasswd`, `echo hunter2 | passwd --stdin judy`, `... | sudo -S`.
      if isReader(text, word), last.upperBound > 0 {
        echoed(text, max(piped, range.lowerBound)..<last.lowerBound)
      }
      at = end
    }
  }

  /// The habit of the command that a word names: `/usr/bin/mysql`, `(mysql`, `COMMAND=mysql`.
  private func named(_ text: borrowing Span<UInt8>, _ word: Range<Int>) -> Habit? {
    var start = word.lowerBound
    for i in word where text[i] == UInt8(ascii: "/") || text[i] == UInt8(ascii: "(") || text[i] == 61 {
      start = i + 1
    }
    let count = word.upperBound - start
    guard count > 0, count < 20,
      Self.mayBeNames[Self.hash(text[start], text[word.upperBound - 1], count)]
    else { return nil }
    return Self.habits[text.extracting(start..<word.upperBound).array]
  }

  /// An option, `-phunter2`, `-p hunter2`, `-u judy:hunter2`.
  private mutating func option(
    _ text: borrowing Span<UInt8>, _ word: Range<Int>, _ command: Habit?, _ limit: Int
  ) {
    guard word.count > 1, text[word.lowerBound + 1] != UInt8(ascii: "-") else {
      if word.count > 5, text.holds("--user", at: word.lowerBound) { pair(text, word, 6, limit) }
      return
    }
    let letter = text[word.lowerBound + 1]
    guard let command else {
      if letter == UInt8(ascii: "p"), word.count == 2 { add(unknown(text, word, limit)) }
      return
    }
    if command.isHarmless { return }
    if command.secrets.contains(letter) {
      add(word.count > 2 ? value(text, word.lowerBound + 2, limit) : next(text, word, limit))
    } else if command.pairs.contains(letter) {
      pair(text, word, 2, limit)
    } else if letter == UInt8(ascii: "p"), word.count == 2 {
      add(unknown(text, word, limit))
    }
  }

  /// The word behind `-p` of a command that is not known, unless it reads like a port, a path or a protocol.
  private mutating func unknown(
    _ text: borrowing Span<UInt8>, _ word: Range<Int>, _ limit: Int
  ) -> Range<Int> {
    let value = next(text, word, limit)
    let isNumber =
      text.end(from: value.lowerBound) { $0 &- 48 < 10 || $0 == 58 || $0 == 44 } >= value.upperBound
    let isProtocol = text.holdsAnyCase("TCP", in: value) || text.holdsAnyCase("UDP", in: value)
    let isPath = value.contains { text[$0] == UInt8(ascii: "/") }
    return isNumber || isProtocol || isPath ? 0..<0 : value
  }

  /// `judy:hunter2`, `judy%hunter2`, `judy,hunter2` in the same word behind `length` bytes or in the next one.
  private mutating func pair(
    _ text: borrowing Span<UInt8>, _ word: Range<Int>, _ length: Int, _ limit: Int
  ) {
    let value = word.count > length ? word.lowerBound + length..<word.upperBound : next(text, word, limit)
    let name = text.end(from: value.lowerBound) { $0 != 58 && $0 != 37 && $0 != 44 }
    if name < value.upperBound { add(name + 1..<value.upperBound) }
  }

  /// The word behind `word`; empty when it is an option, or none stands there.
  private mutating func next(
    _ text: borrowing Span<UInt8>, _ word: Range<Int>, _ limit: Int
  ) -> Range<Int> {
    var at = word.upperBound
    while at < limit, isSeparator(text[at]) { at += 1 }
    guard at < limit, text[at] != UInt8(ascii: "-"), !text.isPipe(at..<min(at + 1, limit)) else {
      return 0..<0
    }
    return value(text, at, limit)
  }

  /// Whether a word is a command or option that reads a secret from what is before it.
  private func isReader(_ text: borrowing Span<UInt8>, _ word: Range<Int>) -> Bool {
    let isQuoted = word.count > 1 && (text[word.upperBound - 1] == 34 || text[word.upperBound - 1] == 39)
    let bytes = text.extracting(isQuoted ? word.dropLast() : word)
    return bytes.ends(with: "chpasswd") || bytes.equals("--stdin") || bytes.equals("-S")
      || bytes.equals("--password-stdin")
  }

  /// What `echo` or `printf` were told to write, up to the pipe.
  private mutating func echoed(_ text: borrowing Span<UInt8>, _ range: Range<Int>) {
    for command: StaticString in ["echo ", "printf "] {
      guard let echo = text.lastPosition(of: command, before: range.upperBound), echo >= range.lowerBound
      else { continue }
      piped = range.upperBound
      add(echo + command.utf8CodeUnitCount..<range.upperBound)
    }
  }
}

extension Span where Element == UInt8 {
  /// `|`, `;`, `&&`, or a word that ends so.
  fileprivate func isPipe(_ word: Range<Int>) -> Bool {
    guard let last = word.last else { return false }
    return self[last] == UInt8(ascii: "|") || self[last] == UInt8(ascii: ";")
      || self[last] == UInt8(ascii: "&")
  }
}
