import Glibc

/// The names in a folder, in no order; nil when `name` is no folder that can be read.
public func folderEntries(_ name: String) -> [String]? {
  guard let folder = unsafe opendir(name) else { return nil }
  defer { unsafe closedir(folder) }
  var names: [String] = []
  while let entry = unsafe readdir(folder) {
    names.append(
      unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      })
  }
  return names
}
