import Glibc

/// A file written aside that takes its name only when it is whole and on the disk: at any moment, after any kill
/// or loss of power, the name stands for the old content or for the new one.
///
///     let file = Replacement("flowjoin", of: "state")
///     var output = Output("flowjoin", descriptor: file.descriptor)
///     ...
///     output.flush()
///     file.commit()
///
/// Every failure is fatal and names the file.
public struct Replacement {
  public let descriptor: Int32
  private let tool: StaticString
  private let name: String
  private var aside: String { name + ".new" }

  public init(_ tool: StaticString, of name: String) {
    (self.tool, self.name) = (tool, name)
    descriptor = unsafe open(name + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { fatal(tool, "unable to write \(aside)", errno: errno) }
  }

  public func commit() {
    if fsync(descriptor) != 0 || close(descriptor) != 0 {
      fatal(tool, "unable to write \(aside)", errno: errno)
    }
    if unsafe rename(aside, name) != 0 { fatal(tool, "unable to rename \(aside) to \(name)", errno: errno) }
    let slash = name.lastIndex(of: "/")
    let folder = slash.map { $0 == name.startIndex ? "/" : String(name[..<$0]) } ?? "."
    let opened = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if opened < 0 || fsync(opened) != 0 { fatal(tool, "unable to sync folder \(folder)", errno: errno) }
    close(opened)
  }
}

/// Whether there is a file of this name; any doubt other than its absence is fatal.
public func fileExists(_ name: String, tool: StaticString) -> Bool {
  var status = stat()
  if unsafe stat(name, &status) == 0 { return true }
  if errno == ENOENT { return false }
  fatal(tool, "unable to look at \(name)", errno: errno)
}

/// A regular file that is only appended to, as `>> out` opens it.
public struct AppendedFile {
  private let descriptor: Int32
  /// Tells files apart on one machine.
  public let device: UInt64
  public let inode: UInt64

  /// nil when `descriptor` is something else: a pipe, a terminal, a file opened without append.
  public init?(_ descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      fcntl(descriptor, F_GETFL) & O_APPEND != 0
    else { return nil }
    self.descriptor = descriptor
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }

  /// Its length in bytes.
  public var length: Int {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Cuts it back to `length` bytes; false when that failed.
  public func cut(to length: Int) -> Bool { ftruncate(descriptor, length) == 0 }

  /// Brings it to the disk.
  public func sync() -> Bool { fsync(descriptor) == 0 }
}
