import Glibc

/// All bytes of a file; nil when it can't be read.
public func fileBytes(_ name: String) -> [UInt8]? {
  let descriptor = unsafe open(name, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let n = unsafe block.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    if n < 0 && errno == EINTR { continue }
    if n < 0 { return nil }
    if n == 0 { return bytes }
    bytes += block[0..<n]
  }
}

/// Ends the tool, all done.
public func leave() -> Never { exit(0) }

/// Whether there is a file or folder of that name.
public func fileExists(_ name: String) -> Bool { unsafe access(name, F_OK) == 0 }
