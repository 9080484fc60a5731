import Foundation

/// Where things stand.
public enum Place {
  /// The top of the repository.
  public static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The tests' own folder, with `Data` and `Golden`.
  public static let tests = top.appending(path: "Tests")

  /// The folder of the running tests, which holds the tools built with them.
  public static let build = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// The corpus and reference beside the repository, which are not part of it; nil where there are none.
  public static let shared: URL? = {
    let folder = top.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// A new empty folder; the caller removes it.
  public static func temporary() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mailanalog-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Every file below `folder` in the order of their paths; a multilog folder's `current` comes last.
  public static func files(below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    let files = (found?.allObjects as? [URL] ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    }
    return files.sorted { $0.path < $1.path }
  }
}
