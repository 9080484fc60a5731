import Glibc

/// Why a call of the system failed.
public struct SystemError: Error, CustomStringConvertible {
  public let code: Int32

  public var description: String { unsafe String(cString: strerror(code)) }
}

/// All bytes of the file `name`: for rules and the like, never for logs.
public func wholeFile(_ name: String) throws(SystemError) -> [UInt8] {
  let descriptor = unsafe open(name, O_RDONLY | O_CLOEXEC)
  if descriptor < 0 { throw SystemError(code: errno) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let n = unsafe block.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    if n < 0 && errno == EINTR { continue }
    if n < 0 { throw SystemError(code: errno) }
    if n == 0 { return bytes }
    bytes += block[..<n]
  }
}

/// Ends the tool, all done.
public func leave() -> Never { exit(0) }

/// Whether there is a file or folder of that name.
public func fileExists(_ name: String) -> Bool { unsafe access(name, F_OK) == 0 }

/// Who may do what with a file, as chmod(1) counts it; nil for what is no plain file.
public func permissions(of name: String) -> Int? {
  var status = stat()
  guard unsafe stat(name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return Int(status.st_mode & 0o777)
}
