import Glibc

/// Where lines come from: standard input, a file, or a file that an installed program unpacks on the way.
public struct Source {
  /// The name as given; nil for standard input.
  public let name: String?
  let descriptor: Int32
  let unpacker: Child?
  /// Seconds since 1970 of the last change; nil when there is no file behind it.
  public let modified: Int64?
  /// Bytes to read, as far as is known.
  let size: Int64?
  /// Where reading began, in a file.
  private let start: Int

  /// Standard input.
  init() { self.init(name: nil, descriptor: 0, unpacker: nil) }

  private init(name: String?, descriptor: Int32, unpacker: Child?) {
    self.name = name
    self.descriptor = descriptor
    self.unpacker = unpacker
    var status = stat()
    let known = unsafe fstat(descriptor, &status) == 0
    let isFile = known && status.st_mode & S_IFMT == S_IFREG
    modified = isFile ? Int64(status.st_mtim.tv_sec) : nil
    size = isFile ? Int64(status.st_size) : nil
    start = isFile ? max(lseek(descriptor, 0, SEEK_CUR), 0) : 0
    enlargePipe(descriptor)
  }

  /// Which program unpacks which ending.
  static let unpackers: [(ending: String, program: String)] = [
    (".bz2", "bzip2"), (".gz", "gzip"), (".xz", "xz"), (".zst", "zstd"),
  ]

  /// Opens `name`, `-` being standard input.
  static func open(_ name: String, tool: StaticString) -> Source {
    if name == "-" { return Source() }
    let descriptor = unsafe Glibc.open(name, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { fatal(tool, "unable to open \(name)", errno: errno) }
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      fatal(tool, "unable to read \(name)", errno: EISDIR)
    }
    guard let unpacker = unpackers.first(where: { name.hasSuffix($0.ending) }) else {
      return Source(name: name, descriptor: descriptor, unpacker: nil)
    }
    let child = Child.start([unpacker.program, "-dc"], reading: descriptor)
    guard let child else {
      fatal(
        tool, "unable to read \(name): \(unpacker.program) is not installed; install it or unpack the file")
    }
    close(descriptor)
    return Source(name: name, descriptor: child.output, unpacker: child)
  }

  /// Hands out lines from all over a file, read or not: all of a small one's, some of a large one's.
  ///
  /// Nothing of what can be read but once.
  public func sample(_ body: (borrowing Span<UInt8>) -> Void) {
    guard let size, unpacker == nil else { return }
    let (window, most) = (8192, 64)
    let step = max(window, (Int(size) - start) / most)
    var block = [UInt8](repeating: 0, count: window)
    for at in stride(from: start, to: Int(size), by: step) {
      // Each block begins and ends within a line, unless it goes on with the one before.
      let n = unsafe block.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, at) }
      let bytes = block.span.extracting(0..<max(n, 0))
      var line = at == start ? 0 : bytes.position(of: 10).map { $0 + 1 } ?? bytes.count
      while let newline = bytes.position(of: 10, from: line) {
        body(bytes.extracting(line..<newline))
        line = newline + 1
      }
    }
  }

  /// Closes it; a file that could not be unpacked to its end is an error, never a short log.
  func finish(_ tool: StaticString) {
    if descriptor != 0 { close(descriptor) }
    guard let unpacker, let status = unpacker.wait(), status != 0 else { return }
    fatal(tool, "unable to read \(name ?? "-"): \(unpacker.program) failed with status \(status)")
  }
}

/// A program of the system at the other end of a pipe.
struct Child {
  let program: String
  let output: Int32
  private let identifier: pid_t

  /// Starts `arguments` with `input` as its standard input; nil when there is no such program in PATH.
  static func start(_ arguments: [String], reading input: Int32) -> Child? {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return nil }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    var files = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&files)
    unsafe posix_spawn_file_actions_adddup2(&files, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&files, ends[1], 1)
    unsafe posix_spawn_file_actions_addclose(&files, ends[1])
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    defer {
      unsafe posix_spawn_file_actions_destroy(&files)
      unsafe posix_spawnattr_destroy(&attributes)
      close(ends[1])
    }
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var identifier = pid_t()
    let failure = unsafe posix_spawnp(&identifier, arguments[0], &files, &attributes, &words, environ)
    if failure != 0 {
      close(ends[0])
      return nil
    }
    return Child(program: arguments[0], output: ends[0], identifier: identifier)
  }

  /// Its exit status, 128 + signal when it was killed; nil when it can't be known.
  func wait() -> Int32? {
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0 { if errno != EINTR { return nil } }
    return status & 127 == 0 ? status >> 8 & 255 : 128 + status & 127
  }
}
